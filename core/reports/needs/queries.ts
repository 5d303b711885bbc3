import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { type Briefing, newDateSince } from "../../briefings/queries";
import { attention } from "../../followups/queries";
import { canKeepDirectory } from "../../institutions/policy";
import { countToVerify } from "../../institutions/verifying/queries";
import { refusedTo, toClear } from "../../invitations/clearing/queries";
import { toldOutside } from "../../invitations/confidential/rules";
import { runningNotes } from "../../invitations/holding/queries";
import { askingItself } from "../../invitations/planning/queries";
import { canInvite } from "../../invitations/policy";
import { answerCounts, noCounts } from "../../invitations/queries";
import { owedOf } from "../../invitations/sending/queries";
import type { Staff } from "../../kernel/actor";
import { canSettleMail } from "../../mail/incoming/policy";
import { toRead } from "../../mail/incoming/queries";
import { troubleMessages } from "../../mail/queries";
import { holidayDays, type Office } from "../../offices/queries";
import { endingSoon } from "../../offices/rights/queries";
import { workingDaysBetween } from "../../offices/rules";
import { type Line, NEAR_NAMES, NEAR_REPLY, NOTE_PATIENCE } from "../digest/rules";

type Around = { store: Store; actor: Staff; office: Office; today: string; working: (day: string) => number };

const line = (says: Line["says"], under: Line["under"], href: string, rest: Pick<Line, "values" | "title"> = {}): Line => ({
  says,
  under,
  href,
  ...rest,
});
const told = (briefing: Briefing, office: Office) => toldOutside(briefing, office).title;

/** Mail in trouble or unread, clearances asked and refused, notes the ministry has had for long. */
function officeLines({ store, actor, office, working }: Around, trouble: number): Line[] {
  const unread = canSettleMail(actor, actor) ? toRead(store, actor).length : 0;
  const notes = canInvite(actor, actor) ? runningNotes(store, actor) : [];
  return [
    ...(unread > 0 ? [line("incoming", { word: "mail" }, `${paths.messages()}#incoming`, { values: { n: unread } })] : []),
    ...toClear(store, actor).map(({ clearance, briefing, askedBy, held }) =>
      line("clear", { word: "clearance" }, paths.clearance(briefing.id, clearance.id), {
        values: { n: held.length, name: askedBy },
        title: told(briefing, office),
      }),
    ),
    ...refusedTo(store, actor).map(({ clearance, by, n }) =>
      line("refused", { word: "clearance" }, paths.sendInvitations(clearance.briefingId), { values: { n, name: by } }),
    ),
    ...notes.flatMap(({ holding, briefing, held }) => {
      const waited = -working(holding.askedOn);
      const values = { n: held.length, days: waited };
      return waited < NOTE_PATIENCE
        ? []
        : [line("ministry", { word: "ministry" }, paths.heldInvitations(briefing.id), { values, title: told(briefing, office) })];
    }),
    ...(trouble > 0 ? [line("failed", { word: "mail" }, paths.messages({ show: "look" }), { values: { n: trouble } })] : []),
  ];
}

/** Of the briefings ahead: answers to look at, the silent near the last day to reply, seats without a name near the day. */
function aheadLines({ store, actor, office, working }: Around, ahead: Briefing[], troubled: (briefingId: string) => number): Line[] {
  const counts = answerCounts(
    store,
    office.id,
    ahead.map(({ id }) => id),
  );
  const itself = askingItself(store, actor);
  return ahead.flatMap((briefing) => {
    const { id, replyBy } = briefing;
    const { trouble, invited, toDesignate, nobodyNamed, namesMissing } = counts.get(id) ?? noCounts;
    const [day, title] = [briefing.startsLocal.slice(0, 10), told(briefing, office)];
    const look = trouble - troubled(id);
    const lines: Line[] = [];
    if (look > 0) lines.push(line("look", { day }, paths.invitations(id, { show: "trouble" }), { values: { n: look }, title }));
    if (replyBy && working(replyBy) <= NEAR_REPLY && !itself(briefing, "reminder")) {
      const owed = owedOf(store, actor, id, "reminder");
      const again = newDateSince(store, briefing) !== undefined;
      const href = paths.invitations(id, { show: again ? "again" : "none" });
      const says = again ? "unconfirmed" : "silent";
      if (owed.all > 0) lines.push(line(says, { day: replyBy }, href, { values: { n: owed.all, of: invited }, title }));
    }
    if (namesMissing > 0 && working(day) <= NEAR_NAMES && !itself(briefing, "names_request")) {
      const [says, n] = toDesignate > 0 ? (["seats", toDesignate] as const) : (["nobody", nobodyNamed] as const);
      lines.push(line(says, { day }, paths.invitations(id, { show: "names" }), { values: { n }, title }));
    }
    return lines;
  });
}

/** What needs a member of staff now, one line each, as Home shows it: for mail, which has no room for its buttons. */
export function needLines(store: Store, actor: Staff, office: Office, ahead: Briefing[]): Line[] {
  const today = dayOf(actor.now, office.zone);
  const holidays = holidayDays(store, office.id);
  const around: Around = { store, actor, office, today, working: (day) => workingDaysBetween(today, day, holidays) };
  const trouble = troubleMessages(store, actor);
  const { reported, overdueByUs, canReview } = attention(store, actor);
  const verify = canKeepDirectory(actor, actor) ? countToVerify(store, actor) : 0;
  const done = canReview ? paths.review({ group: "done" }) : paths.followUps({ show: "done" });
  return [
    ...officeLines(around, trouble.length),
    ...aheadLines(around, ahead, (id) => trouble.filter(({ briefingId }) => briefingId === id).length),
    ...(reported.n > 0 ? [line("reported", { word: "followUps" }, done, { values: { n: reported.n } })] : []),
    ...(overdueByUs.n > 0 ? [line("us", { word: "followUps" }, paths.followUps({ show: "us" }), { values: { n: overdueByUs.n } })] : []),
    ...endingSoon(store, actor).map(({ userId, name, endsOn }) =>
      line("rights", { day: endsOn }, paths.user(userId), { values: { name } }),
    ),
    ...(verify > 0 ? [line("verify", { word: "contacts" }, paths.verifyPeople(), { values: { n: verify } })] : []),
  ];
}
