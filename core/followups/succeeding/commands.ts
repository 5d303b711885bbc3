import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { followUpParties, followUps } from "@/db/schema";
import type { HandedOver } from "@/db/schema/institutions";
import type { Store } from "@/db/store";
import { readText } from "@/lib/localized";
import { findInstitution } from "../../institutions/queries";
import { recordSuccession, removeSuccession } from "../../institutions/ties/commands";
import { recordSuccessionInput, type removeSuccessionInput } from "../../institutions/ties/input";
import { handedOver } from "../../institutions/ties/queries";
import { passInvitation } from "../../invitations/passing/commands";
import { findInvitation } from "../../invitations/queries";
import type { Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { findOffice } from "../../offices/queries";
import { canWriteFollowUps } from "../policy";
import { findFollowUp, type Shared } from "../queries";
import { isOpen } from "../rules";
import { subjectOf, tell } from "../story/commands";
import type { SucceedInput } from "./input";
import { heirsOf, pendingOf } from "./queries";

/** Records that one institution followed another and, in the same act, gives its open actions and unanswered invitations to whom was chosen. */
export function succeed(store: Store, actor: Staff, input: SucceedInput): Outcome<{ at: string; handed: number }> {
  return store.transaction((tx) => {
    const { to, single, ...said } = input;
    const link = recordSuccessionInput.parse(said);
    const known = new Set(heirsOf(tx, actor, link.fromId, [link.toId]).map((i) => i.id));
    const pending = pendingOf(tx, actor, link.fromId);
    const chosen = (id: string): string | undefined => {
      const heir = single[id] ?? to;
      return heir === "stays" ? undefined : heir;
    };
    const all = [...pending.led, ...pending.shared].map((row) => row.id).concat(pending.ahead.map(({ invitation }) => invitation.id));
    if (all.some((id) => chosen(id) && !known.has(chosen(id) ?? ""))) return refuse("not_a_successor", { field: "to" });

    const handed: HandedOver = { leads: {}, parts: {}, invitations: {} };
    for (const { invitation } of pending.ahead) {
      const heir = chosen(invitation.id);
      if (!heir) continue;
      const done = passInvitation(tx, actor, { invitationId: invitation.id, to: heir });
      if (!done.ok) return done;
      if (done.value.passed)
        handed.invitations = { ...handed.invitations, [invitation.id]: { to: heir, addressee: invitation.addresseeTenureId } };
    }
    for (const { id, lead } of pending.led) {
      const heir = chosen(id);
      if (!heir) continue;
      giveLead(tx, actor, id, link.fromId, heir, null);
      handed.leads = { ...handed.leads, [id]: { to: heir, person: lead.personId } };
    }
    for (const { id } of pending.shared) {
      const heir = chosen(id);
      if (heir && givePart(tx, actor, id, link.fromId, heir)) handed.parts = { ...handed.parts, [id]: heir };
    }
    const recorded = recordSuccession(tx, actor, { ...link, handed });
    if (!recorded.ok) return recorded;
    return accept({ at: link.at, handed: countOf(handed) });
  });
}

/** Takes back a succession that was recorded by mistake, and with it what was handed over and still stands where it was handed to. */
export function takeBackSuccession(
  store: Store,
  actor: Staff,
  input: z.output<typeof removeSuccessionInput>,
): Outcome<{ at: string; handed: number }> {
  return store.transaction((tx) => {
    const handed = handedOver(tx, actor.officeId, input);
    const removed = removeSuccession(tx, actor, input);
    if (!removed.ok || !handed) return removed.ok ? accept({ at: input.at, handed: 0 }) : removed;
    let back = 0;
    for (const [id, { to, addressee }] of Object.entries(handed.invitations ?? {})) {
      if (findInvitation(tx, actor, id)?.institutionId !== to) continue;
      const done = passInvitation(tx, actor, { invitationId: id, to: input.fromId, addressee });
      if (!done.ok) return done;
      if (done.value.passed) back += 1;
    }
    for (const [id, { to, person }] of Object.entries(handed.leads ?? {})) {
      const followUp = findFollowUp(tx, actor, id);
      if (!followUp || followUp.leadInstitutionId !== to || !isOpen(followUp.state)) continue;
      giveLead(tx, actor, id, to, input.fromId, person);
      back += 1;
    }
    for (const [id, to] of Object.entries(handed.parts ?? {})) if (givePart(tx, actor, id, to, input.fromId)) back += 1;
    return accept({ at: input.at, handed: back });
  });
}

const countOf = (handed: HandedOver): number =>
  [handed.leads, handed.parts, handed.invitations].reduce((sum, of) => sum + Object.keys(of ?? {}).length, 0);

/** The two institutions as they are called now: what the story of a follow-up says, whatever they are called later. */
function named(tx: Store, actor: Staff, ids: [string, string]): [string, string] {
  const { language } = findOffice(tx, actor.officeId);
  return ids.map((id) => {
    const found = findInstitution(tx, actor, id);
    if (!found) throw notFound();
    return found.acronym ?? readText(found.name, language);
  }) as [string, string];
}

const leadOf = ({ leadKind, leadInstitutionId, leadPersonId }: Pick<Shared, "leadKind" | "leadInstitutionId" | "leadPersonId">) =>
  [leadKind, leadInstitutionId, leadPersonId].filter(Boolean).join(":");

/** Gives the lead of a follow-up to another institution, or back to the person of it who had it; its story keeps who led it until now. */
function giveLead(tx: Store, actor: Staff, id: string, from: string, to: string, personId: string | null): void {
  const followUp = authorize(findFollowUp(tx, actor, id), (f) => canWriteFollowUps(actor, f));
  const lead = {
    leadKind: personId ? ("person" as const) : ("institution" as const),
    leadInstitutionId: to,
    leadPersonId: personId,
  };
  tx.db
    .update(followUps)
    .set({ ...lead, version: followUp.version + 1 })
    .where(eq(followUps.id, id))
    .run();
  const [before, after] = [leadOf(followUp), leadOf({ ...followUp, ...lead })];
  tell(tx, actor, followUp, { kind: "edit", changes: { lead: [before, after], ledBy: named(tx, actor, [from, to]) } });
  record(tx, actor, "followups.edited", subjectOf({ ...followUp, ...lead }), {
    before: { lead: before },
    after: { lead: after },
    facts: { number: followUp.number },
  });
}

/** Gives an institution's part in a follow-up to another one; it stays where the other leads or shares it already, or the part is gone. */
function givePart(tx: Store, actor: Staff, id: string, from: string, to: string): boolean {
  const followUp = authorize(findFollowUp(tx, actor, id), (f) => canWriteFollowUps(actor, f));
  const taken = followUp.leadInstitutionId === to || followUp.partyIds.includes(to);
  if (taken || !followUp.partyIds.includes(from) || !isOpen(followUp.state)) return false;
  tx.db
    .update(followUpParties)
    .set({ institutionId: to })
    .where(and(eq(followUpParties.officeId, actor.officeId), eq(followUpParties.followUpId, id), eq(followUpParties.institutionId, from)))
    .run();
  tx.db
    .update(followUps)
    .set({ version: followUp.version + 1 })
    .where(eq(followUps.id, id))
    .run();
  tell(tx, actor, followUp, { kind: "edit", changes: { parties: [from, to], sharedBy: named(tx, actor, [from, to]) } });
  record(tx, actor, "followups.edited", subjectOf(followUp), {
    before: { parties: from },
    after: { parties: to },
    facts: { number: followUp.number },
  });
  return true;
}
