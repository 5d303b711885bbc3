import type { ReactNode } from "react";
import type { IconName } from "@/components/ui/icon";
import type { Answer } from "@/core/invitations/answers/queries";
import { countSeats, waitsFor } from "@/core/invitations/seats/rules";
import type { AnswerValue } from "@/db/schema/invitations";
import { formatDay } from "@/lib/dates";
import { Box } from "./parts";
import { type GuestView, isDateOpen } from "./view";
import { capital, dayAt, dayText, momentText } from "./words";

const strong = (chunks: ReactNode) => <b>{chunks}</b>;
const struck = (chunks: ReactNode) => <del>{chunks}</del>;

/** For ten minutes the panel confirms what was just sent; afterwards it tells whoever opens the page. */
const FRESH = 600_000;

const looks: Record<AnswerValue, ["yes" | "maybe" | "none", IconName]> = {
  accepted: ["yes", "check"],
  tentative: ["maybe", "help"],
  declined: ["none", "minus"],
};

/** What was answered, by whom and when, what is left to do, and the way to change it. */
export function AnswerPanel({ view, answer }: { view: GuestView; answer: Answer }) {
  const { t, institution } = view;
  const [look, icon] = looks[answer.value];
  const fresh = view.now - answer.at < FRESH;
  const said = { The: capital(institution.the, t.locale), many: String(institution.many) };
  return (
    <Box look={look} icon={icon} live>
      <h2>
        {fresh
          ? t("guest.said.received")
          : t("guest.said.again", { name: answer.byName, day: dayAt(view, answer.at), answer: answer.value })}
      </h2>
      {fresh ? <p className="lead">{t(`guest.said.${answer.value}`, said)}</p> : null}
      {answer.substituteName ? <p className="lead">{t("guest.said.substitute", { name: answer.substituteName })}</p> : null}
      <Next view={view} answer={answer} />
      <Said view={view} answer={answer} />
      {answer.late && view.briefing.replyBy ? (
        <p className="s">{t("guest.said.late", { day: dayText(view, view.briefing.replyBy) })}</p>
      ) : null}
      {view.show === "answer" ? null : (
        <p className="acts">
          <a href={view.address({ edit: "answer" })}>{t("guest.said.change")}</a>
        </p>
      )}
      <CalendarMenu view={view} />
    </Box>
  );
}

/** Under which reference, when and by whom it was answered. */
function Said({ view, answer }: { view: GuestView; answer: Answer }) {
  const { t, invitation } = view;
  const name = answer.recordedBy
    ? `${answer.byName} (${t("guest.said.noted", { channel: t(`vocabulary.channels.${answer.channel}`) })})`
    : answer.byName;
  return (
    <p className="s">
      {t.rich("guest.said.line", { b: strong, reference: invitation.reference, moment: momentText(view, answer.at), name })}
    </p>
  );
}

/** Ways to keep the date. Calendars on the web learn what the entry says, and nothing of who opens them. */
function CalendarMenu({ view: { t, calendars } }: { view: GuestView }) {
  if (!calendars) return null;
  const { file, ...web } = calendars;
  return (
    <details className="thin">
      <summary>{t("guest.calendar.title")}</summary>
      <ul className="fold">
        <li>
          <a href={file} download>
            {t("guest.calendar.file")}
          </a>
        </li>
        {(["google", "outlook", "office"] as const).map((name) => (
          <li key={name}>
            <a href={web[name]} rel="noreferrer" target="_blank">
              {t(`guest.calendar.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What is left to do after each answer. */
function Next({ view, answer }: { view: GuestView; answer: Answer }) {
  const { t, briefing, today } = view;
  if (view.closed) return null;
  if (answer.value === "declined") return <p>{t("guest.said.thanks")}</p>;
  if (answer.value === "tentative") {
    const day = [answer.tellBy, briefing.replyBy].find((d): d is string => d !== null && d >= today);
    return <p>{day ? t("guest.said.tellBy", { day: formatDay(day, t.locale, "long") }) : t("guest.said.tellSoon")}</p>;
  }
  const { named, toDesignate, waiting } = countSeats(view.delegation);
  if (toDesignate > 0) return <p>{t("guest.named.held", { named, n: toDesignate })}</p>;
  return named > 0 && waiting === 0 ? <p>{t("guest.named.done", { n: named })}</p> : null;
}

/** Two answers that differ, both shown until the office has looked. */
export function ConflictPanel({ view }: { view: GuestView }) {
  const { t, answers, invitation } = view;
  if (!invitation.conflict || answers.length < 2) return null;
  return (
    <Box look="warn" icon="compare">
      <h2>{t("guest.said.conflict")}</h2>
      <ul className="rows">
        {answers.slice(0, 2).map((answer) => (
          <li key={answer.id}>
            {t("guest.said.conflictLine", {
              answer: t(`guest.option.${answer.value}`),
              moment: momentText(view, answer.at),
              name: answer.byName,
            })}
          </li>
        ))}
      </ul>
      <p>{t("guest.said.conflictAfter")}</p>
    </Box>
  );
}

/** What is different from when the answer was given. */
export function ChangedPanel({ view }: { view: GuestView }) {
  const { t, changes } = view;
  if (changes.length === 0) return null;
  return (
    <Box look="warn" icon="calendar">
      <h2>{t("guest.said.changed")}</h2>
      {changes.map(({ field, now, before }) => (
        <p key={field}>
          {now}
          <br />
          <span className="mu">{t.rich("guest.said.before", { del: struck, before })}</span>
        </p>
      ))}
    </Box>
  );
}

/** Who found no seat, why, and what can be done. */
export function WaitingPanel({ view }: { view: GuestView }) {
  const { t, delegation, invitation, briefing } = view;
  const { waiting: n } = countSeats(delegation);
  if (n === 0) return null;
  const room = waitsFor(delegation, invitation.quota) === "room";
  return (
    <Box look="warn" icon="seat">
      <p>
        {room ? t("guest.named.waitsRoom", { n }) : t("guest.named.waitsQuota", { n, quota: invitation.quota })}
        {room && briefing.mode === "hybrid" ? ` ${t("guest.named.waitsOnline")}` : ""}
      </p>
    </Box>
  );
}

/** Where the briefing stands, when that is not simply ahead. */
export function StatePanel({ view }: { view: GuestView }) {
  const { t, briefing, closed, answers, today } = view;
  const day = formatDay(briefing.startsLocal.slice(0, 10), t.locale, "full");
  if (closed === "cancelled") return <State look="none" icon="calendarOff" title={t("guest.state.cancelled")} />;
  if (closed === "held") return <State look="none" icon="check" title={t("guest.state.held", { day })} />;
  if (closed === "begun") return <State look="none" icon="lock" title={t("guest.state.begun")} after={t("guest.state.begunAfter")} />;
  const answered = answers.length > 0;
  if (isDateOpen(briefing)) {
    const kept = answered ? ` ${t("guest.state.dateOpenKept")}` : "";
    const after = `${t("guest.state.dateOpen")}${kept} ${t("guest.state.postponedSorry")}`;
    return (
      <State look="warn" icon="calendarOff" title={t("guest.state.postponed")} after={after}>
        {answers[0] ? <Said view={view} answer={answers[0]} /> : null}
      </State>
    );
  }
  if (briefing.state === "postponed" && (view.reconfirm || !answered)) {
    const after = t(view.reconfirm ? "guest.state.postponedKept" : "guest.state.postponedSorry");
    return <State look="warn" icon="calendarOff" title={t("guest.state.moved")} after={after} />;
  }
  if (view.late && briefing.replyBy && !answered) {
    const title = t("guest.state.late", { day: dayText({ t, today }, briefing.replyBy) });
    return <State look="warn" icon="clock" title={title} after={t("guest.state.lateAfter")} />;
  }
  return null;
}

function State({
  look,
  icon,
  title,
  after,
  children,
}: {
  look: "warn" | "none";
  icon: IconName;
  title: string;
  after?: string;
  children?: ReactNode;
}) {
  return (
    <Box look={look} icon={icon} live>
      <p className="lead">
        <b>{title}</b>
      </p>
      {after ? <p>{after}</p> : null}
      {children}
    </Box>
  );
}

/** What is to be corrected, with a link to each place; stands on top. */
export function ProblemPanel({ view }: { view: GuestView }) {
  const { t, entered } = view;
  if (!entered || (entered.problems.length === 0 && !entered.notice)) return null;
  return (
    <Box look="bad" icon="alert" live id="problems">
      {entered.notice ? <p>{entered.notice}</p> : null}
      {entered.problems.length > 0 ? (
        <>
          <h2>{t("common.form.errorTitle", { count: entered.problems.length })}</h2>
          <ul>
            {entered.problems.map(({ id, text, named = text }) => (
              <li key={`${id}${text}`}>{id ? <a href={`#${id}`}>{named}</a> : named}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Box>
  );
}
