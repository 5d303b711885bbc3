import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { agendaItems, briefings, followUps, followUpUpdates, institutions, tenures, users } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Localized } from "@/lib/localized";
import type { Actor } from "../../kernel/actor";
import { findFollowUp, type Shared } from "../queries";
import { partiesOf, rowOf, selectRows } from "../register/queries";
import type { FollowUpRow, Party } from "../register/rules";
import { evidenceOf } from "../rules";
import { type Standing, standingsOf } from "../standing/queries";

export type UpdateRow = typeof followUpUpdates.$inferSelect & {
  /** The institution it was said for. */
  acronym: string | null;
  institution: Localized | null;
  /** The colleague who typed it, where it was staff. */
  typedBy: string | null;
};

/** The story's lines of an office's follow-up, the newest first; lines of one instant in the order they were written. */
export function updatesOf(store: Store, officeId: string, followUpId: string): UpdateRow[] {
  return store.db
    .select({ update: followUpUpdates, acronym: institutions.acronym, institution: institutions.name, typedBy: users.name })
    .from(followUpUpdates)
    .leftJoin(institutions, and(eq(institutions.officeId, followUpUpdates.officeId), eq(institutions.id, followUpUpdates.institutionId)))
    .leftJoin(users, and(eq(followUpUpdates.actorKind, "staff"), eq(users.id, followUpUpdates.actorId)))
    .where(and(eq(followUpUpdates.officeId, officeId), eq(followUpUpdates.followUpId, followUpId)))
    .orderBy(desc(followUpUpdates.at), sql`${followUpUpdates}.rowid desc`)
    .all()
    .map(({ update, ...names }) => ({ ...update, ...names }));
}

/** Where a follow-up comes from. */
export type Origin = { briefingId: string; title: Localized; startsLocal: string; item: number | null };

/** Everything there is to know about one follow-up on one page. */
export type Story = {
  followUp: Shared;
  row: FollowUpRow;
  parties: Party[];
  origin: Origin | null;
  updates: UpdateRow[];
  /** What shows that it is done, when anything does. */
  evidence: string | undefined;
  /** How the leading institution keeps its commitments. */
  standing: Standing | undefined;
  supersededBy: { id: string; number: number; what: string } | undefined;
  supersedes: { id: string; number: number; what: string }[];
};

/** The story of a follow-up of the actor's office; `undefined` when it is not there or not theirs. */
export function storyOf(store: Store, actor: Actor, id: string): Story | undefined {
  const followUp = findFollowUp(store, actor, id);
  if (!followUp) return undefined;
  const { officeId } = followUp;
  const selected = selectRows(store.db)
    .where(and(eq(followUps.officeId, officeId), eq(followUps.id, id)))
    .get();
  if (!selected) return undefined;
  const updates = updatesOf(store, officeId, id);
  const lead = followUp.leadInstitutionId;
  return {
    followUp,
    row: rowOf(selected),
    parties: partiesOf(store, officeId, [id]).get(id) ?? [],
    origin: originOf(store, followUp),
    updates,
    evidence: evidenceOf(updates),
    standing: lead ? standingsOf(store, officeId, [lead], actor.now).get(lead) : undefined,
    supersededBy: followUp.supersededById ? named(store, officeId, [followUp.supersededById])[0] : undefined,
    supersedes: store.db
      .select(name)
      .from(followUps)
      .where(and(eq(followUps.officeId, officeId), eq(followUps.supersededById, id)))
      .all(),
  };
}

const name = { id: followUps.id, number: followUps.number, what: followUps.what };

const named = (store: Store, officeId: string, ids: string[]) =>
  store.db
    .select(name)
    .from(followUps)
    .where(and(eq(followUps.officeId, officeId), inArray(followUps.id, ids)))
    .all();

function originOf(store: Store, { officeId, briefingId, agendaItemId }: Shared): Origin | null {
  if (!briefingId) return null;
  const briefing = store.db
    .select({ title: briefings.title, startsLocal: briefings.startsLocal })
    .from(briefings)
    .where(and(eq(briefings.officeId, officeId), eq(briefings.id, briefingId)))
    .get();
  if (!briefing) return null;
  const item = agendaItemId
    ? store.db
        .select({ position: agendaItems.position })
        .from(agendaItems)
        .where(and(eq(agendaItems.officeId, officeId), eq(agendaItems.id, agendaItemId)))
        .get()
    : undefined;
  return { briefingId, ...briefing, item: item ? item.position : null };
}

/** The lead as the form's one choice writes it: `office`, `office:usr_…`, `institution:ins_…`, `person:ten_…`. */
export function leadValue(
  store: Store,
  followUp: Pick<Shared, "officeId" | "leadKind" | "leadInstitutionId" | "leadPersonId" | "leadUserId">,
): string {
  const { officeId, leadKind, leadInstitutionId, leadPersonId, leadUserId } = followUp;
  if (leadKind === "office") return leadUserId ? `office:${leadUserId}` : "office";
  const tenure =
    leadPersonId && leadInstitutionId
      ? store.db
          .select({ id: tenures.id })
          .from(tenures)
          .where(and(eq(tenures.officeId, officeId), eq(tenures.personId, leadPersonId), eq(tenures.institutionId, leadInstitutionId)))
          .orderBy(desc(sql`coalesce(${tenures.validTo}, '9999')`), desc(tenures.id))
          .get()
      : undefined;
  return tenure ? `person:${tenure.id}` : `institution:${leadInstitutionId}`;
}
