import { MessageState } from "@/components/invitations/message-state";
import { Icon, type IconName } from "@/components/ui/icon";
import { Said } from "@/components/ui/page";
import { Pill, type Tone } from "@/components/ui/pill";
import type { Holder, InstitutionName } from "@/core/institutions/queries";
import { nameInList, postText } from "@/core/institutions/rules";
import type { Succession } from "@/core/institutions/ties/queries";
import type { FollowUpState } from "@/db/schema/followups";
import type { AnswerChannel, AnswerValue } from "@/db/schema/invitations";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import type { Reading } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { SuccessionSentence } from "./succession";

type Sent = Parameters<typeof MessageState>[0]["message"] & {
  kind: string;
  subject: string | null;
  toName: string | null;
  toAddress: string;
};

/** A briefing was called off or put off: on which day, from which one, and why. */
export type Off = { id: string; day: string; cancelled: boolean; was: string | null; reason: string };
export type Meeting = { id: string; title: Reading; day: string; state: string; offs: Off[] };

/** One thing that happened with an institution; `day` is the meeting's, else its own (`YYYY-MM-DD`). */
export type Event = { id: string; institutionId: string; day: string; meeting: Meeting | null } & (
  | { kind: "briefings"; href: string; sentOn: string; answered: boolean }
  | {
      kind: "answers";
      href: string;
      on: string;
      value: AnswerValue;
      channel: AnswerChannel;
      by: string;
      personId: string | null;
      days: number | null;
      late: boolean;
    }
  | { kind: "delegations"; people: { name: string; post: string; personId: string | null }[]; toDesignate: number; past: boolean }
  | { kind: "messages"; href: string; message: Sent }
  | { kind: "followUps"; number: number; href: string; what: string; state: FollowUpState; dueOn: string | null; overdue: boolean }
  | { kind: "people"; holder: Holder; began: boolean }
  | { kind: "names"; name: InstitutionName }
  | { kind: "succession"; succession: Succession }
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

/** One line of the time line. */
export function One({ t, event, own, zone, today }: { t: Translator; event: Event; own: Locale; zone: string; today: string }) {
  switch (event.kind) {
    case "briefings":
      return <Invited t={t} event={event} />;
    case "answers":
      return <Answered t={t} event={event} />;
    case "delegations":
      return <Sent t={t} event={event} />;
    case "messages":
      return <Written t={t} event={event} zone={zone} today={today} />;
    case "followUps":
      return <Agreed t={t} event={event} />;
    case "people":
      return <Post t={t} event={event} />;
    case "names":
      return <Named t={t} event={event} own={own} />;
    case "succession":
      return (
        <>
          <Icon name="building" />
          <SuccessionSentence t={t} succession={event.succession} own={own} />
        </>
      );
  }
}

function Invited({ t, event }: Told<"briefings">) {
  return (
    <>
      <Icon name="mail" />
      <p>
        <a className="name font-normal!" href={event.href}>
          {t("institutions.timeline.invited", { day: formatDay(event.sentOn, t.locale, "shortYear") })}
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

function Answered({ t, event }: Told<"answers">) {
  const { tone, icon } = answers[event.value];
  const after = [
    formatDay(event.on, t.locale, "shortYear"),
    event.days === null ? "" : t("institutions.timeline.days", { days: event.days }),
    event.late ? t("institutions.timeline.late") : "",
  ];
  return (
    <>
      <Icon name={icon} className={tone} />
      <div>
        <p>
          {t.rich("institutions.timeline.answered", {
            value: t(`vocabulary.answers.${event.value}`),
            channel: t(`vocabulary.channels.${event.channel}`),
            name: event.by,
            link: (chunks) => (
              <a className="name font-normal!" href={event.href}>
                {chunks}
              </a>
            ),
            who: (chunks) =>
              event.personId ? (
                <a className="name font-normal!" href={paths.person(event.personId)}>
                  {chunks}
                </a>
              ) : (
                chunks
              ),
          })}
        </p>
        <p className="meta">{after.filter(Boolean).join(", ")}</p>
      </div>
    </>
  );
}

function Sent({ t, event }: Told<"delegations">) {
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

function Agreed({ t, event }: Told<"followUps">) {
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

function Written({ t, event: { href, message }, zone, today }: Told<"messages"> & { zone: string; today: string }) {
  const kind = t.maybe(`invitations.contact.${message.kind}`) ?? t.maybe(`invitations.one.kinds.${message.kind}`) ?? message.subject ?? "";
  return (
    <>
      <Icon name="send" />
      <div className="facts">
        <a className="name font-normal!" href={href}>
          {t("institutions.timeline.message", { kind, to: message.toName ?? message.toAddress })}
        </a>
        <MessageState message={message} zone={zone} today={today} t={t} />
      </div>
    </>
  );
}

function Post({ t, event: { holder, began } }: Told<"people">) {
  const post = holder.sharedMailbox ? t("institutions.person.mailbox") : postText(holder, holder.form, t.locale);
  return (
    <>
      <Icon name="people" />
      <p>
        <a className="name font-normal!" href={paths.person(holder.personId)}>
          {holder.name}
        </a>
        {post && <span className="text-muted">, {post}</span>}{" "}
        <span className="text-muted">· {t(began ? "institutions.timeline.began" : "institutions.timeline.ended")}</span>
      </p>
    </>
  );
}

function Named({ t, event: { name }, own }: Told<"names"> & { own: Locale }) {
  return (
    <>
      <Icon name="building" />
      <div>
        <p>
          {t("institutions.timeline.renamed")} {name.acronym && <b>{name.acronym} </b>}
          <Said reading={nameInList(name.name, own)} locale={t.locale} />
        </p>
        {name.act && <p className="meta">{name.act}</p>}
      </div>
    </>
  );
}
