import { and, eq, isNull, max, sql } from "drizzle-orm";
import { followUpParties, followUps, memberships } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { fold } from "@/lib/text";
import { findAgendaItem, findBriefing } from "../briefings/queries";
import { findTenure, institutionsByIds } from "../institutions/queries";
import { type Actor, actorId, officeOf } from "../kernel/actor";
import { record } from "../kernel/audit";
import { authorize } from "../kernel/authorized";
import { accept, type Outcome, refuse } from "../kernel/outcome";
import { holidayDays } from "../offices/queries";
import { workingDayOnOrAfter } from "../offices/rules";
import type { AddFollowUpInput, AddUpdateInput, ChangeStateInput, EditFollowUpInput, SupersedeInput } from "./input";
import { canChangeState, canJudge, canReport, canWriteFollowUps } from "./policy";
import { type FollowUp, findFollowUp, type Shared } from "./queries";
import { isOpen } from "./rules";
import { move, subjectOf, tell } from "./story/commands";
import { leadValue } from "./story/queries";

type Lead = Pick<FollowUp, "leadKind" | "leadInstitutionId" | "leadPersonId" | "leadUserId">;
type Agreed = Pick<AddFollowUpInput, "what" | "lead" | "parties" | "dueOn" | "projectCode" | "origin">;

/** What was saved, and whether the due date was moved to a working day. */
export type Saved = { id: string; number: number; dueOn: string | null; moved: boolean };

/** Writes down what was agreed, at a briefing or without one. The due date moves to the next working day. Refuses leads and parties that are not in the directory. */
export function addFollowUp(store: Store, actor: Actor, input: AddFollowUpInput): Outcome<Saved> {
  return store.transaction((tx) => {
    const officeId = officeOf(actor) ?? "";
    authorize({ officeId }, (office) => canWriteFollowUps(actor, office));
    if (input.briefingId) authorize(findBriefing(tx, actor, input.briefingId), (briefing) => canWriteFollowUps(actor, briefing));
    if (input.agendaItemId) authorize(findAgendaItem(tx, actor, input.agendaItemId), (item) => item.briefingId === input.briefingId);
    const resolved = resolve(tx, actor, officeId, input);
    if (!resolved.ok) return resolved;
    const { lead, parties, dueOn } = resolved.value;
    const id = newId("fup", actor.now);
    const row = tx.db
      .insert(followUps)
      .values({
        id,
        officeId,
        briefingId: input.briefingId ?? null,
        agendaItemId: input.agendaItemId ?? null,
        number: nextNumber(tx, officeId),
        ...wording(input),
        ...lead,
        dueOn,
        state: input.proposed ? "proposed" : "open",
        stateAt: actor.now,
        newsAt: actor.now,
        createdAt: actor.now,
        createdBy: actorId(actor),
      })
      .returning()
      .get();
    for (const institutionId of parties) tx.db.insert(followUpParties).values({ officeId, followUpId: id, institutionId }).run();
    tell(tx, actor, row, { kind: "created", toState: row.state, toDue: dueOn });
    record(tx, actor, "followups.added", subjectOf(row), { after: facing(row, parties), facts: { number: row.number } });
    return accept({ id, number: row.number, dueOn, moved: dueOn !== (input.dueOn ?? null) });
  });
}

/** Mends an open follow-up. Refuses an older version with what stands now, a settled one, and a new due date without its reason. */
export function editFollowUp(store: Store, actor: Actor, input: EditFollowUpInput): Outcome<Saved> {
  return store.transaction((tx) => {
    const standing = authorize(findFollowUp(tx, actor, input.followUpId), (f) => canWriteFollowUps(actor, f));
    if (standing.version !== input.version) return refuse("stale", { current: typedOf(tx, standing) });
    if (!isOpen(standing.state)) return refuse("follow_up_settled");
    const resolved = resolve(tx, actor, standing.officeId, input);
    if (!resolved.ok) return resolved;
    const { lead, parties, dueOn } = resolved.value;
    const redated = dueOn !== standing.dueOn;
    if (redated && standing.dueOn && !input.dueReason) return refuse("reason_needed", { field: "dueReason" });
    const row = tx.db
      .update(followUps)
      .set({ ...wording(input), ...lead, dueOn, version: sql`${followUps.version} + 1` })
      .where(eq(followUps.id, standing.id))
      .returning()
      .get();
    share(tx, standing, parties);
    const before = facing(standing, standing.partyIds);
    const after = facing(row, parties);
    const changes = Object.fromEntries(
      Object.keys(after)
        .filter((k) => k !== "dueOn" && JSON.stringify(before[k]) !== JSON.stringify(after[k]))
        .map((k): [string, [unknown, unknown]] => [k, [before[k], after[k]]]),
    );
    if (Object.keys(changes).length > 0) tell(tx, actor, row, { kind: "edit", changes });
    if (redated) tell(tx, actor, row, { kind: "date", fromDue: standing.dueOn, toDue: dueOn, note: input.dueReason });
    record(tx, actor, "followups.edited", subjectOf(row), { before, after, facts: { number: row.number } });
    return accept({ id: row.id, number: row.number, dueOn, moved: dueOn !== (input.dueOn ?? null) });
  });
}

/**
 * Adds what is new: a comment, evidence, and where the speaker's part stands. The lead's word moves the follow-up itself;
 * a co-responsible institution's word moves its own part. Refuses an empty one, and words of institutions not concerned.
 */
export function addUpdate(store: Store, actor: Actor, input: AddUpdateInput): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const followUp = authorize(findFollowUp(tx, actor, input.followUpId), (f) => canReport(actor, f));
    const { progress, followUpId, ...said } = input;
    if (!said.note && !said.evidence && !progress) return refuse("nothing_said", { field: "note" });
    const speaker = actor.kind === "invitee" ? actor.institutionId : said.institutionId;
    const forLead = speaker ? speaker === followUp.leadInstitutionId : followUp.leadKind === "office";
    if (speaker && !forLead && !followUp.partyIds.includes(speaker)) return refuse("not_concerned", { field: "institutionId" });
    if (speaker && !said.byName) return refuse("who_says", { field: "byName" });
    if (progress && forLead && progress !== followUp.state) {
      authorize(followUp, (f) => canChangeState(actor, f, progress));
      const moved = move(tx, actor, followUp, progress, said);
      return moved.ok ? accept({ id: followUpId }) : moved;
    }
    if (progress && !forLead && (!speaker || progress === "open")) return refuse("progress_is_the_leads", { field: "progress" });
    const ownPart = progress && !forLead && progress !== "open" ? progress : undefined;
    tell(tx, actor, followUp, { kind: ownPart ? "progress" : "news", progress: ownPart, ...said });
    if (ownPart && speaker)
      tx.db
        .update(followUpParties)
        .set({ progress: ownPart, progressAt: actor.now })
        .where(and(eq(followUpParties.followUpId, followUp.id), eq(followUpParties.institutionId, speaker)))
        .run();
    tx.db.update(followUps).set({ newsAt: actor.now }).where(eq(followUps.id, followUp.id)).run();
    record(
      tx,
      actor,
      "followups.told",
      { ...subjectOf(followUp), institutionId: speaker ?? followUp.leadInstitutionId },
      { facts: { number: followUp.number } },
    );
    return accept({ id: followUpId });
  });
}

/** Takes one step of the state machine. Judgements (verify, reopen, drop) are the manager's; each step's rule names what is missing. */
export function changeState(store: Store, actor: Actor, input: ChangeStateInput): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const followUp = authorize(findFollowUp(tx, actor, input.followUpId), (f) => canChangeState(actor, f, input.to));
    if (followUp.version !== input.version) return refuse("follow_up_cannot_move");
    const { followUpId, version, to, ...said } = input;
    const moved = move(tx, actor, followUp, to, said);
    return moved.ok ? accept({ id: followUpId }) : moved;
  });
}

/** Ends a follow-up by the one that took its place; nothing is deleted. Refuses an unknown or settled successor, and a circle. */
export function supersede(store: Store, actor: Actor, input: SupersedeInput): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const followUp = authorize(findFollowUp(tx, actor, input.followUpId), (f) => canJudge(actor, f));
    if (followUp.version !== input.version) return refuse("follow_up_cannot_move");
    const successor = tx.db
      .select()
      .from(followUps)
      .where(and(eq(followUps.officeId, followUp.officeId), eq(followUps.number, input.number)))
      .get();
    if (!successor || !(isOpen(successor.state) || successor.state === "verified")) return refuse("successor_unknown", { field: "number" });
    if (successor.id === followUp.id) return refuse("successor_circle", { field: "number" });
    const moved = move(tx, actor, followUp, "superseded", { note: input.note }, { successor });
    return moved.ok ? accept({ id: followUp.id }) : moved;
  });
}

const nextNumber = (tx: Store, officeId: string): number =>
  (tx.db
    .select({ last: max(followUps.number) })
    .from(followUps)
    .where(eq(followUps.officeId, officeId))
    .get()?.last ?? 0) + 1;

const wording = ({ what, origin, projectCode }: Agreed) => ({
  what,
  origin: origin ?? null,
  projectCode: projectCode ?? null,
  searchText: fold([what, origin, projectCode].filter(Boolean).join(" ")),
});

/** Finds who leads and shares in the office's directory, and the working day that is due. */
function resolve(
  tx: Store,
  actor: Actor,
  officeId: string,
  input: Agreed,
): Outcome<{ lead: Lead; parties: string[]; dueOn: string | null }> {
  const lead = leadOf(tx, actor, officeId, input.lead);
  if (!lead) return refuse("lead_unknown", { field: "lead" });
  const parties = [...new Set(input.parties)].filter((id) => id !== lead.leadInstitutionId);
  if (institutionsByIds(tx, officeId, parties).size < parties.length) return refuse("party_unknown", { field: "parties" });
  const dueOn = input.dueOn ? workingDayOnOrAfter(input.dueOn, holidayDays(tx, officeId)) : null;
  return accept({ lead, parties, dueOn });
}

function leadOf(tx: Store, actor: Actor, officeId: string, { kind, id }: Agreed["lead"]): Lead | undefined {
  const nobody = { leadKind: kind, leadInstitutionId: null, leadPersonId: null, leadUserId: null };
  if (kind === "office") return id ? colleague(tx, officeId, id) && { ...nobody, leadUserId: id } : nobody;
  if (!id) return undefined;
  if (kind === "institution") return institutionsByIds(tx, officeId, [id]).has(id) ? { ...nobody, leadInstitutionId: id } : undefined;
  const tenure = findTenure(tx, actor, id);
  return tenure && { ...nobody, leadInstitutionId: tenure.institutionId, leadPersonId: tenure.personId };
}

const colleague = (tx: Store, officeId: string, userId: string) =>
  tx.db
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.officeId, officeId), eq(memberships.userId, userId), isNull(memberships.disabledAt)))
    .get();

/** Sets the co-responsible institutions; those that stay keep what they reported. */
function share(tx: Store, followUp: Shared, parties: string[]): void {
  const of = eq(followUpParties.followUpId, followUp.id);
  for (const gone of followUp.partyIds.filter((id) => !parties.includes(id)))
    tx.db
      .delete(followUpParties)
      .where(and(of, eq(followUpParties.institutionId, gone)))
      .run();
  for (const institutionId of parties.filter((id) => !followUp.partyIds.includes(id)))
    tx.db.insert(followUpParties).values({ officeId: followUp.officeId, followUpId: followUp.id, institutionId }).run();
}

/** The fields a history compares. */
const facing = (f: FollowUp, parties: string[]): Record<string, unknown> => ({
  what: f.what,
  origin: f.origin,
  lead: [f.leadKind, f.leadInstitutionId ?? f.leadUserId, f.leadPersonId].filter(Boolean).join(":"),
  parties: [...parties].sort(),
  dueOn: f.dueOn,
  projectCode: f.projectCode,
});

/** What stands now, field by field as the form types it, for the one who edited an older version. */
function typedOf(tx: Store, f: Shared): Record<string, unknown> {
  return {
    version: f.version,
    what: f.what,
    origin: f.origin,
    lead: leadValue(tx, f),
    parties: f.partyIds,
    dueOn: f.dueOn,
    projectCode: f.projectCode,
  };
}
