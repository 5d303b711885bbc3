import { and, asc, desc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { agendaItems, briefings, clearances, followUps, handovers, invitations, users } from "@/db/schema";
import type { Speaker } from "@/db/schema/briefings";
import type { HandedKind } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import type { Localized } from "@/lib/localized";
import type { Staff } from "../../kernel/actor";
import { canKeepOffice } from "../../offices/policy";
import { findUser, listStaff, type Member } from "../../offices/queries";
import { openStates } from "../rules";

/** One thing a colleague holds: of a briefing, a follow-up in its words, or both. */
export type Holding = {
  kind: HandedKind;
  id: string;
  title: Localized | null;
  what: string | null;
  day: string | null;
  /** Invitations in preparation that go along with a briefing, or wait with a question. */
  n: number;
};

const over = ["held", "closed", "cancelled"] as const;

/** Everything a colleague of the actor's office holds, by kind and day; for those who may hand it over. */
export function holdingsOf(store: Store, actor: Staff, userId: string): Holding[] {
  const { officeId } = actor;
  const member = canKeepOffice(actor, { id: officeId }) ? findUser(store, actor, userId) : undefined;
  if (!member) return [];
  const waiting = sql<number>`(select count(*) from invitation i where i.office_id = briefing.office_id and i.briefing_id = briefing.id and i.state in ('draft', 'held'))`;
  const owned = store.db
    .select({ id: briefings.id, title: briefings.title, day: briefings.startsLocal, n: waiting })
    .from(briefings)
    .where(and(eq(briefings.officeId, officeId), eq(briefings.ownerId, userId), notInArray(briefings.state, ["closed", "cancelled"])))
    .orderBy(asc(briefings.startsAt))
    .all();
  const led = store.db
    .select({ id: followUps.id, what: followUps.what, day: followUps.dueOn, title: briefings.title })
    .from(followUps)
    .leftJoin(briefings, and(eq(briefings.officeId, followUps.officeId), eq(briefings.id, followUps.briefingId)))
    .where(
      and(
        eq(followUps.officeId, officeId),
        eq(followUps.leadKind, "office"),
        eq(followUps.leadUserId, userId),
        inArray(followUps.state, [...openStates]),
      ),
    )
    .orderBy(asc(followUps.dueOn), asc(followUps.number))
    .all();
  const asked = store.db
    .select({ id: clearances.id, title: briefings.title, day: briefings.startsLocal, n: sql<number>`count(*)` })
    .from(clearances)
    .innerJoin(briefings, and(eq(briefings.officeId, clearances.officeId), eq(briefings.id, clearances.briefingId)))
    .innerJoin(invitations, and(eq(invitations.clearanceId, clearances.id), eq(invitations.state, "held")))
    .where(and(eq(clearances.officeId, officeId), eq(clearances.askedBy, userId), isNull(clearances.verdict)))
    .groupBy(clearances.id)
    .orderBy(asc(clearances.askedAt))
    .all();
  const date = (local: string): string => local.slice(0, 10);
  return [
    ...owned.map((b) => ({ kind: "briefing" as const, ...b, what: null, day: date(b.day) })),
    ...led.map((f) => ({ kind: "follow_up" as const, ...f, n: 0 })),
    ...spoken(store, officeId, member.name).map(({ item, title, day }) => ({
      kind: "speaker" as const,
      id: item.id,
      title,
      what: null,
      day: date(day),
      n: 0,
    })),
    ...asked.map((c) => ({ kind: "clearance" as const, ...c, what: null, day: date(c.day) })),
  ];
}

/** The agenda items of meetings not over at which somebody of this name speaks. */
function spoken(store: Store, officeId: string, name: string) {
  return store.db
    .select({ item: agendaItems, title: briefings.title, day: briefings.startsLocal })
    .from(agendaItems)
    .innerJoin(briefings, and(eq(briefings.officeId, agendaItems.officeId), eq(briefings.id, agendaItems.briefingId)))
    .where(
      and(
        eq(agendaItems.officeId, officeId),
        isNull(agendaItems.removedAt),
        notInArray(briefings.state, [...over]),
        sql`exists (select 1 from json_each(${agendaItems.speakers}) s where json_extract(s.value, '$.name') = ${name})`,
      ),
    )
    .orderBy(asc(briefings.startsAt), asc(agendaItems.position))
    .all();
}

/** An agenda's speakers with one of them by another name. */
export const inPlaceOf = (speakers: Speaker[], from: string, to: Speaker): Speaker[] =>
  speakers.map((speaker) => (speaker.name === from ? to : speaker));

/** Who can take over: everybody who works in the office, but for the one who leaves. */
export const receivers = (store: Store, actor: Staff, userId: string): Member[] =>
  listStaff(store, actor).filter((member) => member.disabledAt === null && member.userId !== userId);

export type Handover = typeof handovers.$inferSelect & { by: string };

/** What a colleague last handed over, unless that was taken back. */
export function lastHandover(store: Store, actor: Staff, userId: string): Handover | undefined {
  const found = store.db
    .select({ handover: handovers, by: users.name })
    .from(handovers)
    .innerJoin(users, eq(users.id, handovers.byId))
    .where(and(eq(handovers.officeId, actor.officeId), eq(handovers.fromId, userId), isNull(handovers.undoneAt)))
    .orderBy(desc(handovers.at), desc(handovers.id))
    .limit(1)
    .get();
  return found && { ...found.handover, by: found.by };
}
