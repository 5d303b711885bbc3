import { eq } from "drizzle-orm";
import { followUps } from "@/db/schema";
import type { Store } from "@/db/store";
import { addDays } from "@/lib/dates";
import { addPerson } from "../../institutions/people/commands";
import { canKeepDirectory } from "../../institutions/policy";
import { addTenure, endTenure } from "../../institutions/posts/commands";
import { findTenure, type Tenure } from "../../institutions/queries";
import { handInvitation } from "../../invitations/handing/commands";
import { releaseAddressee } from "../../invitations/links/commands";
import type { Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { canWriteFollowUps } from "../policy";
import { findFollowUp, type Shared } from "../queries";
import { momentFor } from "../register/queries";
import { subjectOf, tell } from "../story/commands";
import type { LeavePostInput, MovePostInput } from "./input";
import { type Hanging, hangingOn } from "./queries";

/** What became of what hung on the post: how much was handed over, and how many invitations leave again. */
export type Left = { personId: string; handed: number; sent: number };

/**
 * Ends a post and hands over what hangs on it, in one act: invitations to meetings ahead go to whoever takes over, with a
 * new link; those nobody takes lose theirs with the post; follow-ups go to a person, or to the institution itself.
 */
export const leavePost = (store: Store, actor: Staff, input: LeavePostInput): Outcome<Left> =>
  store.transaction((tx) => leave(tx, actor, input, input.validTo));

/** The same for somebody who goes to another institution: the old post ends the day before the new one begins; its history stays there. */
export function movePost(store: Store, actor: Staff, input: MovePostInput): Outcome<Left> {
  return store.transaction((tx) => {
    const { institutionId, role, post, capacity, liaison, validFrom, validTo } = input;
    const left = leave(tx, actor, input, addDays(validFrom, -1));
    if (!left.ok) return left.field === "validTo" ? { ...left, field: "validFrom" } : left;
    const { personId } = left.value;
    const begun = addTenure(tx, actor, { personId, institutionId, role, post, capacity, liaison, validFrom, validTo });
    return begun.ok ? left : begun;
  });
}

type Leaving = Omit<LeavePostInput, "validTo">;

function leave(tx: Store, actor: Staff, input: Leaving, validTo: string): Outcome<Left> {
  const tenure = authorize(findTenure(tx, actor, input.id), (t) => canKeepDirectory(actor, t));
  const hanging = hangingOn(tx, actor, tenure.id);
  if (!hanging) throw notFound();
  const ended = endTenure(tx, actor, { id: tenure.id, version: input.version, validTo });
  if (!ended.ok) return ended;
  const { today } = momentFor(tx, actor.officeId, actor.now);
  const after = addDays(validTo, 1);
  const heir = input.newName ? newcomer(tx, actor, tenure, input, after < today ? after : today) : accept(input.to);
  if (!heir.ok) return heir;
  const takes = (id: string): Outcome<string | undefined> => {
    const said = input.single[id] ?? heir.value;
    const known = said === heir.value && input.newName ? true : hanging.heirs.some((h) => h.tenureId === said);
    if (said === "nobody") return accept(undefined);
    return known ? accept(said) : refuse("heir_unknown", { field: "to" });
  };
  const handed = handOver(tx, actor, hanging, takes, input.send);
  if (!handed.ok) return handed;
  if (validTo < today) releaseAddressee(tx, actor, { tenureId: tenure.id, institutionId: tenure.institutionId });
  return accept({ personId: tenure.personId, ...handed.value });
}

type Takes = (id: string) => Outcome<string | undefined>;

function handOver(tx: Store, actor: Staff, hanging: Hanging, takes: Takes, send: boolean): Outcome<{ handed: number; sent: number }> {
  let [handed, sent] = [0, 0];
  for (const { invitation } of hanging.ahead) {
    const to = takes(invitation.id);
    if (!to.ok) return to;
    if (!to.value) continue;
    const done = handInvitation(tx, actor, { invitationId: invitation.id, tenureId: to.value, send });
    if (!done.ok) return done;
    handed += 1;
    if (done.value.sent) sent += 1;
  }
  for (const { id } of hanging.led) {
    const to = takes(id);
    if (!to.ok) return to;
    giveLead(tx, actor, id, to.value ? findTenure(tx, actor, to.value) : undefined);
    handed += 1;
  }
  return accept({ handed, sent });
}

/** Enters whoever follows at the post, from `since` on. */
function newcomer(tx: Store, actor: Staff, tenure: Tenure, input: Leaving, since: string): Outcome<string> {
  const { newName, newEmail, newPhone, another } = input;
  const { institutionId, role, post, capacity, liaison } = tenure;
  const entered = addPerson(tx, actor, {
    institutionId,
    displayName: newName ?? "",
    email: newEmail,
    phone: newPhone,
    sharedMailbox: false,
    role: role ?? undefined,
    post: post ?? undefined,
    capacity,
    liaison,
    validFrom: since,
    another,
  });
  if (entered.ok) return accept(entered.value.id);
  const fields: Record<string, string> = { displayName: "newName", email: "newEmail", phone: "newPhone" };
  return { ...entered, field: fields[entered.field ?? ""] ?? entered.field };
}

const leadOf = ({ leadKind, leadInstitutionId, leadPersonId }: Pick<Shared, "leadKind" | "leadInstitutionId" | "leadPersonId">) =>
  [leadKind, leadInstitutionId, leadPersonId].filter(Boolean).join(":");

/** Gives a follow-up to another person of the institution that leads it, or to the institution itself. */
function giveLead(tx: Store, actor: Staff, id: string, to: Tenure | undefined): void {
  const followUp = authorize(findFollowUp(tx, actor, id), (f) => canWriteFollowUps(actor, f));
  const lead = { leadKind: to ? ("person" as const) : ("institution" as const), leadPersonId: to?.personId ?? null };
  tx.db
    .update(followUps)
    .set({ ...lead, version: followUp.version + 1 })
    .where(eq(followUps.id, followUp.id))
    .run();
  const [before, after] = [leadOf(followUp), leadOf({ ...followUp, ...lead })];
  tell(tx, actor, followUp, { kind: "edit", changes: { lead: [before, after] } });
  record(tx, actor, "followups.edited", subjectOf(followUp), {
    before: { lead: before },
    after: { lead: after },
    facts: { number: followUp.number },
  });
}
