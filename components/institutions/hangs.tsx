import { Icon } from "@/components/ui/icon";
import type { Hanging } from "@/core/followups/leaving/queries";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

type Props = { t: Translator; hanging: Hanging; called: string; own: Locale };

/** What hangs on a post: links that stop, invitations to meetings ahead, follow-ups, and what nobody would be asked about any more. */
export function Hangs({ t, hanging: { links, ahead, led, unasked }, called, own }: Props) {
  if (links + ahead.length + led.length + unasked === 0) return <p className="text-muted">{t("people.leave.nothing")}</p>;
  return (
    <ul className="events hangs">
      {ahead.map(({ invitation, briefing }) => (
        <li key={invitation.id}>
          <Icon name="calendar" size={18} />
          <div>
            <a className="name" href={paths.invitation(briefing.id, invitation.id)}>
              {readText(briefing.title, t.locale, own)}
            </a>
            <p className="meta">
              {[
                formatDay(briefing.startsLocal.slice(0, 10), t.locale, "shortYear"),
                t(
                  invitation.state === "draft"
                    ? "people.leave.unsent"
                    : invitation.answer
                      ? "people.leave.answered"
                      : "people.leave.silent",
                ),
              ].join(" · ")}
            </p>
          </div>
        </li>
      ))}
      {led.map((row) => (
        <li key={row.id}>
          <Icon name="check" size={18} />
          <div>
            <a className="name" href={paths.followUp(row.id)}>
              {row.what}
            </a>
            <p className="meta">
              {[
                t("people.leave.leads", { number: row.number }),
                row.dueOn && t("institutions.timeline.due", { day: formatDay(row.dueOn, t.locale, "shortYear") }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
        </li>
      ))}
      {links > 0 && (
        <li>
          <Icon name="link" size={18} />
          <p>{t("people.leave.links", { n: links })}</p>
        </li>
      )}
      {unasked > 0 && (
        <li>
          <Icon name="alert" size={18} className="warn" />
          <p>{t("people.leave.unasked", { n: unasked, institution: called })}</p>
        </li>
      )}
    </ul>
  );
}
