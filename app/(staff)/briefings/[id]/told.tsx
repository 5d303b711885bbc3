import type { Context } from "@/app/context";
import { whenText } from "@/components/briefings/words";
import { WordingPreview } from "@/components/settings/wording-preview";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Briefing } from "@/core/briefings/queries";
import type { Holder } from "@/core/institutions/queries";
import { calledIn } from "@/core/invitations/board/queries";
import type { Invitation } from "@/core/invitations/queries";
import { calledOn } from "@/core/invitations/queries";
import { whereText } from "@/core/invitations/sending/mail";
import { isReachable } from "@/core/invitations/sending/queries";
import { type Known, tellingOf } from "@/core/invitations/telling/queries";
import { dayOf, formatDay, near, zonePlace } from "@/lib/dates";
import { joined } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { phoneText, phoneUri } from "@/lib/phones";
import { byLanguage } from "./invitations/letters";
import { paperLabels, recipientText } from "./invitations/preview";

type Called = { invitation: Invitation; to: Holder | undefined };

/** How many a change of date or a cancellation is told to, by name, before it is decided; and who will have to be called. */
export function WhoIsTold({ context, briefing, known }: { context: Context; briefing: Briefing; known: Known[] }) {
  const { store, t, locale } = context;
  if (known.length === 0) return <p>{t("briefings.told.nobody")}</p>;
  const mailed = known.filter(({ to }) => isReachable(to)).map(({ invitation }) => invitation);
  const names = calledOn(store, briefing, mailed);
  const called = known.filter(({ to }) => !isReachable(to));
  return (
    <>
      {mailed.length > 0 && (
        <p>
          {t("briefings.told.who", {
            n: mailed.length,
            names: joined(
              mailed.map((one) => calledIn(names.get(one.institutionId))),
              locale,
            ),
          })}
        </p>
      )}
      <ToCall context={context} briefing={briefing} rows={called} text={t("briefings.told.byPhone", { n: called.length })} />
    </>
  );
}

/** Language by language: what each institution was told last and when, how it will be told now, and its letter one press away. Nothing where nobody was told. */
export function WhatTheyKnow({ context, briefing, known }: { context: Context; briefing: Briefing; known: Known[] }) {
  const { store, t } = context;
  if (known.length === 0) return null;
  const invitations = known.map(({ invitation }) => invitation);
  const names = calledOn(store, briefing, invitations);
  return (
    <section className="sheet part" aria-labelledby="told">
      <h2 id="told">{t("briefings.told.title")}</h2>
      {byLanguage(invitations).map(({ language, rows }) => (
        <div key={language}>
          <h3>{t("invitations.send.inLanguage", { language, n: rows.length })}</h3>
          <ul className="recipients">
            {known.map(
              (row) =>
                rows.includes(row.invitation) && (
                  <KnownRow key={row.invitation.id} context={context} briefing={briefing} row={row} names={names} />
                ),
            )}
          </ul>
        </div>
      ))}
      <WordingPreview title={t("briefings.told.shown")} labels={paperLabels(t)} />
    </section>
  );
}

type KnownRowProps = { context: Context; briefing: Briefing; row: Known; names: ReturnType<typeof calledOn> };

function KnownRow({ context: { actor, t, locale }, briefing, row, names }: KnownRowProps) {
  const { invitation, to, how, at, was, waits, people } = row;
  const name = calledIn(names.get(invitation.institutionId));
  const day = dayOf(at, briefing.zone);
  const zone = was.zone === briefing.zone ? undefined : zonePlace(was.zone, locale);
  const when = was.dateOpen ? t("briefings.dateOpen") : [whenText(was, locale), zone].filter(Boolean).join(", ");
  const mailed = isReachable(to);
  const whom = mailed ? recipientText(to, t) : to ? [to.name, to.phone && phoneText(to.phone)].filter(Boolean).join(", ") : undefined;
  const also = [t(`vocabulary.answers.${invitation.answer ?? "none"}`), ...(people > 0 ? [t("withdrawal.people", { n: people })] : [])];
  return (
    <li>
      <div className="min-w-0">
        <b lang="es">{name}</b>
        <p className="meta">
          {t("briefings.told.last", {
            what: `${when}, ${whereText({ t }, was)}`,
            how: t.maybe(`invitations.contact.${how}`) ?? how,
            day: formatDay(day, locale, near("short", day, dayOf(actor.now, briefing.zone))),
          })}
        </p>
        {waits && <p className="meta">{t("briefings.told.waits")}</p>}
        <p className="meta">
          {t(mailed ? "briefings.told.byMail" : "briefings.told.byCall", { to: whom ?? t("briefings.told.nobodyToCall") })}
        </p>
        <p className="meta">{also.join(" · ")}</p>
      </div>
      {mailed && (
        <Button kind="plain" name="_show" value={invitation.id} aria-label={t("invitations.send.previewOf", { name })}>
          {t("invitations.send.preview")}
        </Button>
      )}
    </li>
  );
}

/** Institutions to be told by telephone: each with whom to call. Nothing where there are none. */
export function ToCall({ context, briefing, rows, text }: { context: Context; briefing: Briefing; rows: Called[]; text: string }) {
  const { store, t } = context;
  if (rows.length === 0) return null;
  const names = calledOn(
    store,
    briefing,
    rows.map(({ invitation }) => invitation),
  );
  return (
    <div className="to-call">
      <p>{text}</p>
      <ul>
        {rows.map(({ invitation, to }) => {
          const name = names.get(invitation.institutionId);
          return (
            <li key={invitation.id}>
              <a className="link" href={paths.invitation(briefing.id, invitation.id)} lang="es">
                {calledIn(name)}
              </a>
              {to ? <span>{to.name}</span> : <span>{t("briefings.told.nobodyToCall")}</span>}
              {to?.phone && (
                <a className="tel link" href={phoneUri(to.phone)}>
                  <Icon name="phone" size={16} />
                  {phoneText(to.phone)}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** "All 10 institutions were told.", or how many of them were. */
export function toldText({ store, actor, t }: Context, briefing: Briefing): string {
  const { all, told, leaving, newer } = tellingOf(store, actor, briefing);
  if (all === 0) return t("briefings.next.nobodyTold");
  if (leaving > 0) return t("briefings.passed.leaving", { n: leaving });
  const said = told === all ? t("briefings.told.all", { n: all }) : t("briefings.told.some", { n: told, of: all });
  return newer > 0 ? `${said} ${t("briefings.told.newer", { n: newer })}` : said;
}
