import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { briefings, followUps, invitations, memberships, users } from "@/db/schema";
import type { Digest } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { addDays, dayOf, instantOf } from "@/lib/dates";
import type { Localized } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { type Briefing, nextBriefings } from "../../briefings/queries";
import { countsByShow } from "../../followups/register/queries";
import { toldOutside } from "../../invitations/confidential/rules";
import { answerCounts, noCounts } from "../../invitations/queries";
import type { Staff } from "../../kernel/actor";
import { troubleMessages } from "../../mail/queries";
import { OPENS } from "../../offices/days/rules";
import { holidayDays, type Office, type User } from "../../offices/queries";
import { hasEnded, workingDaysBefore, workingDaysBetween } from "../../offices/rules";
import { needLines } from "../needs/queries";
import { type Line, MOST, mondayOf, type Part, REPLIES_AHEAD } from "./rules";

/** Who reads a digest, as they may look at their office now. */
export type Reader = { membershipId: string; digest: Digest; user: User; office: Office; actor: Staff };

/** What the actor chose to be written; null is nothing. */
export const ownDigest = (store: Store, actor: Staff): Digest | null =>
  store.db
    .select({ digest: memberships.digest })
    .from(memberships)
    .where(and(eq(memberships.userId, actor.userId), eq(memberships.officeId, actor.officeId)))
    .get()?.digest ?? null;

/** Those of an office who want a digest and may come in today. */
export function readersOf(store: Store, office: Office, now: number): Reader[] {
  const today = dayOf(now, office.zone);
  return store.db
    .select({ member: memberships, user: users })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.officeId, office.id), isNull(memberships.disabledAt), isNotNull(memberships.digest)))
    .orderBy(asc(memberships.id))
    .all()
    .flatMap(({ member: { id, role, digest, endsOn }, user }) => {
      if (!digest || hasEnded({ endsOn }, today)) return [];
      const { name, language } = user;
      // Nobody is signed in: the digest reads what its reader may, and writes nothing.
      const actor: Staff = { kind: "staff", userId: user.id, officeId: office.id, role, name, language, sessionId: "", now };
      return [{ membershipId: id, digest, user, office, actor }];
    });
}

const told = (briefing: Briefing, office: Office): Localized => toldOutside(briefing, office).title;
const dayIn = (briefing: Briefing): string => briefing.startsLocal.slice(0, 10);

/** How many gave which answer to these briefings between two instants. */
function answersTo(store: Store, officeId: string, ids: string[], from: number, to: number) {
  if (ids.length === 0) return [];
  return store.db
    .select({ briefingId: invitations.briefingId, answer: invitations.answer, n: sql<number>`count(*)` })
    .from(invitations)
    .where(
      and(
        eq(invitations.officeId, officeId),
        inArray(invitations.briefingId, ids),
        eq(invitations.state, "sent"),
        gte(invitations.answeredAt, from),
        lt(invitations.answeredAt, to),
      ),
    )
    .groupBy(invitations.briefingId, invitations.answer)
    .all();
}

function answerLines(store: Store, office: Office, ahead: Briefing[], since: number, now: number): Line[] {
  const ids = ahead.map(({ id }) => id);
  const rows = answersTo(store, office.id, ids, since, now + 1);
  return ahead.flatMap((briefing): Line[] => {
    const of = (answer: string) => rows.find((row) => row.briefingId === briefing.id && row.answer === answer)?.n ?? 0;
    const [accepted, tentative, declined] = [of("accepted"), of("tentative"), of("declined")];
    if (accepted + tentative + declined === 0) return [];
    const href = paths.invitations(briefing.id);
    return [
      { says: "answered", under: { day: dayIn(briefing) }, values: { accepted, tentative, declined }, title: told(briefing, office), href },
    ];
  });
}

/** How far briefings have come with their answers, each under a day. */
function standingLines(store: Store, office: Office, of: { briefing: Briefing; day: string }[]): Line[] {
  const counts = answerCounts(
    store,
    office.id,
    of.map(({ briefing }) => briefing.id),
  );
  return of.map(({ briefing, day }) => {
    const { invited, none, notSent } = counts.get(briefing.id) ?? noCounts;
    const href = paths.invitations(briefing.id);
    return { says: "standing", under: { day }, values: { n: invited - none - notSent, of: invited }, title: told(briefing, office), href };
  });
}

/** What a day begins with: what needs its reader, what came in since the working day before, and whose last day to reply is near. */
function daily(store: Store, { actor, office }: Reader): Part[] {
  const { now } = actor;
  const today = dayOf(now, office.zone);
  const holidays = holidayDays(store, office.id);
  const ahead = nextBriefings(store, office.id, now, 50);
  const since = instantOf(`${workingDaysBefore(today, 1, holidays)}T${OPENS}`, office.zone) ?? now - 86_400_000;
  const replies = ahead
    .flatMap((briefing) => (briefing.replyBy ? [{ briefing, day: briefing.replyBy }] : []))
    .filter(({ day }) => day >= today && workingDaysBetween(today, day, holidays) <= REPLIES_AHEAD)
    .sort((a, b) => a.day.localeCompare(b.day));
  return [
    { head: "needs", lines: needLines(store, actor, office, ahead) },
    { head: "answered", lines: answerLines(store, office, ahead, since, now) },
    { head: "replies", lines: standingLines(store, office, replies).filter(({ values }) => Number(values?.of) > 0) },
  ];
}

/** The week before this one in figures, and what lies ahead in this and the next. */
function weekly(store: Store, { actor, office }: Reader): Part[] {
  const monday = mondayOf(dayOf(actor.now, office.zone));
  const instant = (day: string): number => instantOf(`${day}T00:00`, office.zone) ?? Date.parse(`${day}T00:00:00Z`);
  const [from, to] = [instant(addDays(monday, -7)), instant(monday)];
  const held = store.db
    .select()
    .from(briefings)
    .where(
      and(
        eq(briefings.officeId, office.id),
        gte(briefings.startsAt, from),
        lt(briefings.startsAt, to),
        inArray(briefings.state, ["held", "closed"]),
      ),
    )
    .orderBy(asc(briefings.startsAt), asc(briefings.id))
    .limit(50)
    .all();
  const ahead = nextBriefings(store, office.id, actor.now, 50);
  const ids = [...held, ...ahead].map(({ id }) => id);
  const answers = answersTo(store, office.id, ids, from, to).reduce((sum, { n }) => sum + n, 0);
  const settled = store.db
    .select({ state: followUps.state, n: sql<number>`count(*)` })
    .from(followUps)
    .where(
      and(
        eq(followUps.officeId, office.id),
        inArray(followUps.state, ["done", "verified"]),
        gte(followUps.stateAt, from),
        lt(followUps.stateAt, to),
      ),
    )
    .groupBy(followUps.state)
    .all();
  const of = (state: string): number => settled.find((row) => row.state === state)?.n ?? 0;
  const late = countsByShow(store, actor, {});
  const figure = (says: Line["says"], word: "answers" | "followUps" | "mail", n: number, href: string): Line[] =>
    n > 0 ? [{ says, under: { word }, values: { n }, href }] : [];
  return [
    {
      head: "held",
      lines: held.map((briefing) => ({
        says: "title",
        under: { day: dayIn(briefing) },
        title: told(briefing, office),
        href: paths.briefing(briefing.id),
      })),
    },
    {
      head: "ahead",
      lines: standingLines(
        store,
        office,
        ahead.filter((briefing) => dayIn(briefing) < addDays(monday, 14)).map((briefing) => ({ briefing, day: dayIn(briefing) })),
      ),
    },
    {
      head: "figures",
      lines: [
        ...figure("answers", "answers", answers, paths.briefings()),
        ...figure("reported", "followUps", of("done"), paths.followUps({ show: "done" })),
        ...figure("verified", "followUps", of("verified"), paths.followUps({ show: "verified" })),
        ...figure("us", "followUps", late.us, paths.followUps({ show: "us" })),
        ...figure("them", "followUps", late.them, paths.followUps({ show: "them" })),
        ...figure("failed", "mail", troubleMessages(store, actor).length, paths.messages({ show: "look" })),
      ],
    },
  ];
}

/** What a reader's digest says now: at most so many lines of a part, with how many more there are; nothing where there is nothing to say. */
export const digestOf = (store: Store, reader: Reader): (Part & { more: number })[] =>
  (reader.digest === "daily" ? daily : weekly)(store, reader)
    .filter(({ lines }) => lines.length > 0)
    .map(({ head, lines }) => ({ head, lines: lines.slice(0, MOST), more: Math.max(0, lines.length - MOST) }));
