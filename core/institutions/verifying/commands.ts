import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { tenures } from "@/db/schema";
import type { VerifyReason } from "@/db/schema/institutions";
import type { Store } from "@/db/store";
import { type Actor, officeOf } from "../../kernel/actor";
import { type AuditAction, record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { canKeepDirectory } from "../policy";
import { findTenure, type Tenure } from "../queries";
import type { markContactsInput, markPostInput, unmarkContactsInput, verifyPostInput } from "./input";
import { postsFound } from "./queries";

/** Marks everybody a filter finds as to be verified, but those who are already. Refuses when others are found by now than were seen. */
export function markContacts(store: Store, actor: Actor, input: z.output<typeof markContactsInput>): Outcome<{ n: number; since: number }> {
  return store.transaction((tx) => {
    authorize({ officeId: officeOf(actor) ?? "" }, (office) => canKeepDirectory(actor, office));
    if (actor.kind !== "staff") throw notFound();
    const { why, count, ...filter } = input;
    const found = postsFound(tx, actor, filter);
    if (found.length !== count) return refuse("contacts_differ", { params: { n: found.length } });
    const fresh = found.filter((t) => t.verifySince === null);
    if (fresh.length === 0) return refuse("contacts_marked");
    for (const tenure of fresh)
      mark(
        tx,
        actor,
        authorize(tenure, (t) => canKeepDirectory(actor, t)),
        why,
      );
    return accept({ n: fresh.length, since: actor.now });
  });
}

/** Takes back what was marked together, but those somebody has verified since. */
export function unmarkContacts(store: Store, actor: Actor, { since }: z.output<typeof unmarkContactsInput>): Outcome<{ n: number }> {
  return store.transaction((tx) => {
    const office = authorize({ officeId: officeOf(actor) ?? "" }, (o) => canKeepDirectory(actor, o));
    const marked = tx.db
      .select()
      .from(tenures)
      .where(and(eq(tenures.officeId, office.officeId), eq(tenures.verifySince, since)))
      .all();
    if (marked.length === 0) return refuse("contacts_verified");
    for (const tenure of marked)
      write(
        tx,
        actor,
        authorize(tenure, (t) => canKeepDirectory(actor, t)),
        null,
        null,
        "institutions.verifying_undone",
      );
    return accept({ n: marked.length });
  });
}

/** Marks one post as to be verified. */
export function markPost(store: Store, actor: Actor, { id, why }: z.output<typeof markPostInput>): Outcome<{ personId: string }> {
  return store.transaction((tx) => {
    const tenure = authorize(findTenure(tx, actor, id), (t) => canKeepDirectory(actor, t));
    if (tenure.verifySince !== null) return refuse("contacts_marked");
    mark(tx, actor, tenure, why);
    return accept({ personId: tenure.personId });
  });
}

/** Somebody has found out that the person still holds the post: they are written to again. */
export function verifyPost(store: Store, actor: Actor, { id }: z.output<typeof verifyPostInput>): Outcome<{ personId: string }> {
  return store.transaction((tx) => {
    const tenure = authorize(findTenure(tx, actor, id), (t) => canKeepDirectory(actor, t));
    if (tenure.verifySince === null) return refuse("contacts_verified");
    write(tx, actor, tenure, null, null, "institutions.post_verified");
    return accept({ personId: tenure.personId });
  });
}

const mark = (tx: Store, actor: Actor, tenure: Authorized<Tenure>, why: VerifyReason): void =>
  write(tx, actor, tenure, actor.now, why, "institutions.post_to_verify");

function write(
  tx: Store,
  actor: Actor,
  { id, officeId, institutionId, verifyWhy: before, version }: Authorized<Tenure>,
  verifySince: number | null,
  verifyWhy: VerifyReason | null,
  action: Extract<AuditAction, `institutions.${string}`>,
): void {
  tx.db
    .update(tenures)
    .set({ verifySince, verifyWhy, version: version + 1 })
    .where(and(eq(tenures.officeId, officeId), eq(tenures.id, id)))
    .run();
  record(tx, actor, action, { type: "tenure", id, officeId, institutionId }, { before: { verify: before }, after: { verify: verifyWhy } });
}
