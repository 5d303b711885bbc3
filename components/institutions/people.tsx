import { Icon } from "@/components/ui/icon";
import { Pill } from "@/components/ui/pill";
import type { Holder } from "@/core/institutions/queries";
import { postText } from "@/core/institutions/rules";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { PhoneLink } from "./table";

/** Who holds which post, the highest first; at the right, how to reach them. */
export function People({ t, holders, former = false }: { t: Translator; holders: Holder[]; former?: boolean }) {
  return (
    <ul className="people">
      {holders.map((holder) => (
        <li key={holder.tenureId}>
          <div>
            <p className="facts">
              <a className="name" href={paths.person(holder.personId)}>
                {holder.name}
              </a>
              {holder.liaison && !former && (
                <Pill tone="sent" icon="link">
                  {t("institutions.liaison")}
                </Pill>
              )}
            </p>
            <p className="text-muted">
              {holder.sharedMailbox ? t("institutions.person.mailbox") : postText(holder, holder.form, t.locale)}
            </p>
            <Span t={t} from={holder.validFrom} to={holder.validTo} />
            {holder.verifySince !== null && !former && (
              <p className="facts">
                <Pill tone="warn" icon="help">
                  {t("people.verify.state")}
                </Pill>
              </p>
            )}
          </div>
          {!former && (
            <Reach phone={holder.phone} email={holder.email} none={holder.liaison ? t("institutions.person.noAddress") : undefined} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** How somebody is reached: a number that calls, an address that opens a mail. */
export function Reach({ phone, email, none }: { phone: string | null; email: string | null; none?: string }) {
  return (
    <div className="reach">
      {phone && <PhoneLink phone={phone} />}
      {email && (
        <a className="link" href={`mailto:${email}`}>
          {email}
        </a>
      )}
      {!phone && !email && none && (
        <span className="flex items-center gap-1.5 text-warn">
          <Icon name="alert" size={16} />
          {none}
        </span>
      )}
    </div>
  );
}

/** From when until when a post or a name holds, and by which act; nothing where none of it is known. */
export function Span({ t, from, to, act }: { t: Translator; from: string | null; to: string | null; act?: string | null }) {
  if (!from && !to) return act && <p className="meta">{act}</p>;
  const day = (d: string) => formatDay(d, t.locale, "shortYear");
  const text =
    from && to
      ? t("institutions.span.both", { from: day(from), to: day(to) })
      : from
        ? t("institutions.span.from", { from: day(from) })
        : t("institutions.span.to", { to: day(to ?? "") });
  return <p className="meta">{[text, act].filter(Boolean).join(" · ")}</p>;
}
