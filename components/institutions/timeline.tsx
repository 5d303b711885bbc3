import { Icon } from "@/components/ui/icon";
import type { NameOn } from "@/core/institutions/queries";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { type Event, type Meeting, type Off, One } from "./events";
import { shortName, Today } from "./succession";

export type { Event, Meeting };

type Called = Pick<NameOn, "acronym" | "name">;

type Props = {
  t: Translator;
  events: Event[];
  /** What the institution a row is about was called on a day. */
  nameOn: (institutionId: string, day: string) => Called | undefined;
  now: Called;
  own: Locale;
  /** The institution of the page; a row of one before it is always under that one's name. */
  self: string;
  zone: string;
  today: string;
};

/** What happened with an institution, meeting by meeting in the order given, under the name of the day where that is no longer its name; what belongs to none stands by its own day. */
export function Timeline({ t, events, nameOn, now, own, self, zone, today }: Props) {
  return (
    <ol className="timeline">
      {grouped(events).map((group) => {
        const [{ id, day, meeting, institutionId }] = group;
        const then = nameOn(institutionId, day);
        const other = then && (institutionId !== self || shortName(then, own) !== shortName(now, own));
        return (
          <li key={id}>
            <time dateTime={day}>{formatDay(day, t.locale, "shortYear")}</time>
            <div>
              {meeting && (
                <a
                  className="name"
                  href={paths.briefing(meeting.id)}
                  lang={meeting.title.lang === t.locale ? undefined : meeting.title.lang}
                >
                  {meeting.title.text}
                </a>
              )}
              {other && (
                <p className="meta">
                  {institutionId === self ? (
                    t("institutions.then", { name: shortName(then, own) })
                  ) : (
                    <a className="link" href={paths.institution(institutionId)}>
                      {t("institutions.then", { name: shortName(then, own) })}
                    </a>
                  )}{" "}
                  <Today t={t} then={then} now={now} own={own} />
                </p>
              )}
              <ul className="events">
                {meeting?.offs.map((off) => (
                  <li key={off.id}>
                    <CalledOff t={t} off={off} />
                  </li>
                ))}
                {group.map((event) => (
                  <li key={event.id} data-event={event.kind}>
                    <One t={t} event={event} own={own} zone={zone} today={today} />
                  </li>
                ))}
              </ul>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Neighbours of one meeting and one institution, or of one day, together. */
function grouped(events: Event[]): [Event, ...Event[]][] {
  const groups: [Event, ...Event[]][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    const same = last && last[0].meeting?.id === event.meeting?.id && last[0].institutionId === event.institutionId;
    if (same && (event.meeting || last[0].day === event.day)) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

function CalledOff({ t, off: { day, cancelled, was, reason } }: { t: Translator; off: Off }) {
  const write = (text: string) => formatDay(text, t.locale, "shortYear");
  return (
    <>
      <Icon name={cancelled ? "minus" : "clock"} className={cancelled ? "none" : "warn"} />
      <div>
        <p>
          {t(`institutions.timeline.${cancelled ? "cancelled" : was ? "postponed" : "postponedOpen"}`, {
            day: write(day),
            was: was ? write(was) : "",
          })}
        </p>
        {reason && <p className="meta">{reason}</p>}
      </div>
    </>
  );
}
