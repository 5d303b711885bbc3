import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { answers, audits, delegateNeeds, delegates, histories, messages, messageTexts, offices } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import { namesOn } from "../../institutions/queries";
import type { System } from "../../kernel/actor";
import { type AuditAction, record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { foundBy } from "../../kernel/outbox";
import { accept, type Outcome } from "../../kernel/outcome";
import type { Office } from "../../offices/queries";
import { canPurge } from "../policy";
import { overdueDelegates } from "./queries";

/** Messages written to the delegates themselves. */
const TO_DELEGATES = ["nominee", "nominee_change", "nominee_withdrawal"];

/**
 * Takes out names and addresses of delegates whose office keeps them no longer: each becomes "Delegate of" its
 * institution, and every count stays. What the history, the outbox and a substitute's answer know of them goes too.
 * Done again it finds nothing. Returns how many.
 */
export function forgetDelegates(store: Store, actor: System): Outcome<{ n: number }> {
  authorize(actor, canPurge);
  let n = 0;
  for (const office of store.db.select().from(offices).all()) n += store.transaction((tx) => forgetOf(tx, actor, office));
  return accept({ n });
}

function forgetOf(tx: Store, actor: System, office: Office): number {
  const over = overdueDelegates(tx, office, actor.now);
  if (over.length === 0) return 0;
  const called = namesOn(
    tx,
    office.id,
    over.map((one) => one.institutionId),
    dayOf(actor.now, office.zone),
  );
  const t = translator(office.language);
  const nobody = (institutionId: string): string => {
    const name = called.get(institutionId);
    return t("invitations.delegateOf", { institution: name?.acronym ?? readText(name?.name ?? null, office.language, office.language) });
  };
  for (const { delegate, institutionId } of over) {
    const gone = { post: null, email: null, personId: null, listConsent: false, photoConsent: false, followUpConsent: false };
    tx.db
      .update(delegates)
      .set({ ...gone, name: nobody(institutionId), anonymisedAt: actor.now })
      .where(and(eq(delegates.officeId, office.id), eq(delegates.id, delegate.id)))
      .run();
    tx.db.delete(delegateNeeds).where(eq(delegateNeeds.delegateId, delegate.id)).run();
  }
  const institutionOf = new Map(over.map(({ delegate, institutionId }) => [delegate.invitationId, institutionId]));
  for (const [invitationId, institutionId] of institutionOf) forgetAround(tx, office.id, invitationId, nobody(institutionId));
  for (const briefingId of new Set(over.map((one) => one.briefingId))) {
    const n = over.filter((one) => one.briefingId === briefingId).length;
    record(
      tx,
      actor,
      "invitations.names_forgotten",
      { type: "briefing", id: briefingId, officeId: office.id, briefingId },
      { facts: { n } },
    );
  }
  return over.length;
}

/** What stands of an invitation's delegates in other places. */
function forgetAround(tx: Store, officeId: string, invitationId: string, nobody: string): void {
  forgetHistory(tx, officeId, [invitationId], "invitations.delegation_saved");
  forgetOwnWords(tx, officeId, invitationId);
  tx.db
    .update(messages)
    .set({ toName: nobody, toAddress: "", payload: null, searchText: "" })
    .where(and(eq(messages.officeId, officeId), eq(messages.invitationId, invitationId), inArray(messages.kind, TO_DELEGATES)))
    .run();
  // Who comes stands in what was told the day before, and may stand in any other.
  const told = tx.db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.officeId, officeId), eq(messages.invitationId, invitationId)));
  tx.db.delete(messageTexts).where(inArray(messageTexts.messageId, told)).run();
  tx.db
    .update(answers)
    .set({ substituteName: nobody, substitutePost: null })
    .where(and(eq(answers.officeId, officeId), eq(answers.invitationId, invitationId), isNotNull(answers.substituteName)))
    .run();
}

function forgetHistory(tx: Store, officeId: string, subjects: string[], action: AuditAction): void {
  const acts = tx.db
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.officeId, officeId), inArray(audits.subjectId, subjects), eq(audits.action, action)))
    .all();
  const ids = acts.map((act) => act.id);
  if (ids.length > 0) tx.db.update(histories).set({ before: null, after: null }).where(inArray(histories.auditId, ids)).run();
}

/** What somebody wrote in one message instead of the office's words may name anybody. */
function forgetOwnWords(tx: Store, officeId: string, invitationId: string): void {
  const worded = and(eq(messages.officeId, officeId), eq(messages.invitationId, invitationId), isNotNull(messages.words));
  const found = tx.db.select().from(messages).where(worded).all();
  for (const { id, toName, toAddress } of found)
    tx.db
      .update(messages)
      .set({ words: null, subject: null, searchText: foundBy({ toName, toAddress }) })
      .where(eq(messages.id, id))
      .run();
  if (found.length > 0)
    forgetHistory(
      tx,
      officeId,
      found.map(({ id }) => id),
      "mail.edited",
    );
}
