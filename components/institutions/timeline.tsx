import { Icon, type IconName } from "@/components/ui/icon";
import { Pill, type Tone } from "@/components/ui/pill";
import type { NameOn } from "@/core/institutions/queries";
import type { FollowUpState } from "@/db/schema/followups";
import type { AnswerChannel, AnswerValue } from "@/db/schema/invitations";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import type { Reading } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { shortName, Today } from "./succession";

export type Meeting = { id: string; title: Reading; day: string };

/** One thing that happened with an institution; `day` is the office's (`YYYY-MM-DD`). */
export type Event = { id: string; day: string; meeting: Meeting | null } & (
  | { kind: "invited"; href: string; answered: boolean }
  | { kind: "answered"; href: string; value: AnswerValue; channel: AnswerChannel; by: string; days: number | null; late: boolean }
  | { kind: "sent"; people: { name: string; post: string; personId: string | null }[]; toDesignate: number; past: boolean }
  | { kind: "off"; cancelled: boolean; was: string | null; reason: string }
  | { kind: "agreed"; number: number; href: string; what: string; state: FollowUpState; dueOn: string | null; overdue: boolean }
);

type Told<K extends Event["kind"]> = { t: Translator; event: Event & { kind: K } };

const answers: Record<AnswerValue, { tone: Tone; icon: IconName }> = {
  accepted: { tone: "yes", icon: "check" },
  tentative: { tone: "maybe", icon: "help" },
  declined: { tone: "none", icon: "minus" },
};

const states: Record<FollowUpState, { tone: Tone; icon: IconName; claimed?: boolean }> = {
  proposed: { tone: "none", icon: "dashed" },
  open: { tone: "sent", icon: "hollow" },
  in_progress: { tone: "sent", icon: "half" },
  blocked: { tone: "warn", icon: "alert" },
  done: { tone: "yes", icon: "check", claimed: true },
  verified: { tone: "yes", icon: "verified" },
  superseded: { tone: "none", icon: "minus" },
  dropped: { tone: "none", icon: "minus" },
};

type Called = Pick<NameOn, "acronym" | "name">;

type Props = { t: Translator; events: Event[]; nameOn: (day: string) => Called | undefined; now: Called; own: Locale };

/** What happened with an institution, meeting by meeting in the order given, under the name of the day where that is no longer its name; what belongs to none stands by its own day. */
export function Timeline({ t, events, nameOn, now, own }: Props) {
  return (
    <ol className="timeline">
      {grouped(events).map((group) => {
        const [{ id, day, meeting }] = group;
        const on = meeting?.day ?? day;
        const then = nameOn(on);
        return (
          <li key={id}>
            <time dateTime={on}>{formatDay(on, t.locale, "shortYear")}</time>
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
              {then && shortName(then, own) !== shortName(now, own) && (
                <p className="meta">
                  {t("institutions.then", { name: shortName(then, own) })} <Today t={t} then={then} now={now} own={own} />
                </p>
              )}
              <ul className="events">
                {group.map((event) => (
                  <li key={event.id}>
                    <One t={t} event={event} />
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

/** Neighbours of one meeting, together. */
function grouped(events: Event[]): [Event, ...Event[]][] {
  const groups: [Event, ...Event[]][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last && event.meeting && last[0].meeting?.id === event.meeting.id) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

function One({ t, event }: { t: Translator; event: Event }) {
  if (event.kind === "invited") return <Invited t={t} event={event} />;
  if (event.kind === "answered") return <Answered t={t} event={event} />;
  if (event.kind === "sent") return <Sent t={t} event={event} />;
  if (event.kind === "off") return <Off t={t} event={event} />;
  return <Agreed t={t} event={event} />;
}

/** The meeting was called off or put off, from which day, and why. */
function Off({ t, event: { day, cancelled, was, reason } }: Told<"off">) {
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

function Invited({ t, event }: Told<"invited">) {
  return (
    <>
      <Icon name="mail" />
      <p>
        <a className="name font-normal!" href={event.href}>
          {t("institutions.timeline.invited", { day: formatDay(event.day, t.locale, "shortYear") })}
        </a>{" "}
        {!event.answered && (
          <Pill tone="sent" icon="send">
            {t("vocabulary.answers.none")}
          </Pill>
        )}
      </p>
    </>
  );
}

function Answered({ t, event }: Told<"answered">) {
  const { tone, icon } = answers[event.value];
  const after = [
    formatDay(event.day, t.locale, "shortYear"),
    event.days === null ? "" : t("institutions.timeline.days", { days: event.days }),
    event.late ? t("institutions.timeline.late") : "",
  ];
  return (
    <>
      <Icon name={icon} className={tone} />
      <div>
        <p>
          <a className="name font-normal!" href={event.href}>
            {t("institutions.timeline.answered", {
              value: t(`vocabulary.answers.${event.value}`),
              channel: t(`vocabulary.channels.${event.channel}`),
              name: event.by,
            })}
          </a>
        </p>
        <p className="meta">{after.filter(Boolean).join(", ")}</p>
      </div>
    </>
  );
}

function Sent({ t, event }: Told<"sent">) {
  return (
    <>
      <Icon name="people" />
      <div>
        <p>{t(event.past ? "institutions.timeline.sent" : "institutions.timeline.named", { count: event.people.length })}</p>
        <ul>
          {event.people.map((person) => (
            <li key={`${person.name}${person.post}`}>
              {person.personId ? (
                <a className="name font-normal!" href={paths.person(person.personId)}>
                  {person.name}
                </a>
              ) : (
                person.name
              )}
              {person.post && <span className="text-muted">, {person.post}</span>}
            </li>
          ))}
          {event.toDesignate > 0 && <li className="text-maybe">{t("institutions.timeline.toDesignate", { count: event.toDesignate })}</li>}
        </ul>
      </div>
    </>
  );
}

function Agreed({ t, event }: Told<"agreed">) {
  const { tone, icon, claimed } = states[event.state];
  const day = event.dueOn && formatDay(event.dueOn, t.locale, "shortYear");
  return (
    <>
      <Icon name="followups" />
      <div>
        <p>
          <a className="name font-normal!" href={event.href}>
            {event.what}
          </a>
        </p>
        <p className="meta facts pt-1">
          <Pill tone={tone} icon={icon} claimed={claimed}>
            {t(`vocabulary.followUpStates.${event.state}`)}
          </Pill>
          {day && (
            <span className={event.overdue ? "late" : undefined}>
              {t(event.overdue ? "institutions.timeline.overdue" : "institutions.timeline.due", { day })}
            </span>
          )}
          <span>{t("institutions.timeline.number", { number: event.number })}</span>
        </p>
      </div>
    </>
  );
}
