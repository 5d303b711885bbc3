import { audits, histories } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Messages } from "@/lib/messages";
import { type Actor, actorId, officeOf } from "./actor";

type Names = Messages["audit"];

/** Everything that can happen, as `room.verb`; each has a sentence in the catalogue `audit`. */
export type AuditAction = { [Room in keyof Names & string]: `${Room}.${keyof Names[Room] & string}` }[keyof Names & string];

export type Subject = {
  type:
    | "office"
    | "user"
    | "institution"
    | "group"
    | "person"
    | "tenure"
    | "briefing"
    | "template"
    | "agenda_item"
    | "material"
    | "invitation"
    | "letter"
    | "delegation"
    | "message"
    | "follow_up"
    | "review";
  id: string;
  officeId?: string | null;
  briefingId?: string | null;
  institutionId?: string | null;
};

export type Change = { before?: Record<string, unknown>; after?: Record<string, unknown> };

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);

/**
 * Writes the audit line of an act in the act's own transaction. `facts` hold numbers and states only; the values that
 * changed go into history rows, which erasure can blank.
 */
export function record(
  tx: Store,
  actor: Actor,
  action: AuditAction,
  subject: Subject,
  { before, after, facts }: Change & { facts?: Record<string, string | number> } = {},
): string {
  const auditId = newId("aud", actor.now);
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((f) => differs(before?.[f], after?.[f]));
  tx.db
    .insert(audits)
    .values({
      id: auditId,
      officeId: subject.officeId ?? officeOf(actor) ?? null,
      at: actor.now,
      actorKind: actor.kind,
      actorId: actorId(actor),
      action,
      subjectType: subject.type,
      subjectId: subject.id,
      briefingId: subject.briefingId ?? null,
      institutionId: subject.institutionId ?? null,
      fields: fields.length > 0 ? fields : null,
      facts: facts ?? null,
    })
    .run();
  for (const field of fields)
    tx.db
      .insert(histories)
      .values({ auditId, field, before: before?.[field] ?? null, after: after?.[field] ?? null })
      .run();
  return auditId;
}
