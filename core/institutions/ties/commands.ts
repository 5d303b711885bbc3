import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { institutionMembers, institutionSuccessions } from "@/db/schema";
import type { HandedOver } from "@/db/schema/institutions";
import { isUniqueViolation, type Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { subjectOf } from "../commands";
import { canKeepDirectory } from "../policy";
import { findInstitution } from "../queries";
import type { memberInput, recordSuccessionInput, removeSuccessionInput } from "./input";

type Recorded = z.output<typeof recordSuccessionInput> & { handed?: HandedOver };

/** Records that an institution was followed by another of the office; several may follow one, and one may follow several. `handed` is what went over in the same act. */
export function recordSuccession(store: Store, actor: Actor, input: Recorded): Outcome<{ at: string }> {
  return store.transaction((tx) => {
    const from = authorize(findInstitution(tx, actor, input.fromId), (i) => canKeepDirectory(actor, i));
    const to = authorize(findInstitution(tx, actor, input.toId), (i) => canKeepDirectory(actor, i));
    if (from.id === to.id) return refuse("succeeds_itself", { field: "otherId" });
    const facts = { fromId: from.id, toId: to.id, kind: input.kind, on: input.on ?? null, act: input.act ?? null };
    try {
      tx.db
        .insert(institutionSuccessions)
        .values({ officeId: from.officeId, ...facts, handed: input.handed ?? {} })
        .run();
    } catch (thrown) {
      if (isUniqueViolation(thrown)) return refuse("succession_known", { field: "otherId" });
      throw thrown;
    }
    record(tx, actor, "institutions.succeeded", subjectOf(from), { after: facts });
    return accept({ at: input.at });
  });
}

/** Takes back a succession that was recorded by mistake. */
export function removeSuccession(store: Store, actor: Actor, input: z.output<typeof removeSuccessionInput>): Outcome<{ at: string }> {
  return store.transaction((tx) => {
    const from = authorize(findInstitution(tx, actor, input.fromId), (i) => canKeepDirectory(actor, i));
    const link = institutionSuccessions;
    const [gone] = tx.db
      .delete(link)
      .where(and(eq(link.officeId, from.officeId), eq(link.fromId, from.id), eq(link.toId, input.toId), eq(link.kind, input.kind)))
      .returning()
      .all();
    if (!gone) throw notFound();
    record(tx, actor, "institutions.succession_removed", subjectOf(from), {
      before: { toId: gone.toId, kind: gone.kind, on: gone.on, act: gone.act },
    });
    return accept({ at: input.at });
  });
}

/** Says that an institution sits in a commission; both are of the office. */
export function addMember(store: Store, actor: Actor, input: z.output<typeof memberInput>): Outcome<{ at: string }> {
  return store.transaction((tx) => {
    const commission = authorize(findInstitution(tx, actor, input.id), (i) => canKeepDirectory(actor, i));
    const member = authorize(findInstitution(tx, actor, input.memberId), (i) => canKeepDirectory(actor, i));
    if (commission.id === member.id) return refuse("member_itself", { field: "memberId" });
    const added = tx.db
      .insert(institutionMembers)
      .values({ officeId: commission.officeId, commissionId: commission.id, memberId: member.id })
      .onConflictDoNothing()
      .run();
    if (added.changes === 0) return refuse("member_known", { field: "memberId" });
    record(tx, actor, "institutions.member_added", subjectOf(commission), { after: { memberId: member.id } });
    return accept({ at: input.at });
  });
}

/** Says that an institution does not sit in a commission. */
export function removeMember(store: Store, actor: Actor, input: z.output<typeof memberInput>): Outcome<{ at: string }> {
  return store.transaction((tx) => {
    const commission = authorize(findInstitution(tx, actor, input.id), (i) => canKeepDirectory(actor, i));
    const of = institutionMembers;
    const gone = tx.db
      .delete(of)
      .where(and(eq(of.officeId, commission.officeId), eq(of.commissionId, commission.id), eq(of.memberId, input.memberId)))
      .run();
    if (gone.changes === 0) throw notFound();
    record(tx, actor, "institutions.member_removed", subjectOf(commission), { before: { memberId: input.memberId } });
    return accept({ at: input.at });
  });
}
