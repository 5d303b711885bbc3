import { and, eq, notInArray } from "drizzle-orm";
import type { z } from "zod";
import { mailboxes, people, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { canKeepDirectory } from "../policy";
import { findPerson, type Person } from "../queries";
import type { writeToInput } from "./input";
import { type Mailbox, mailboxesOf, readersOf } from "./queries";

/** Writes a person to another of their mailboxes. */
export function writeTo(store: Store, actor: Actor, { id, version, address }: z.output<typeof writeToInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const person = authorize(findPerson(tx, actor, id), (p) => canKeepDirectory(actor, p));
    if (person.version !== version) return refuse("stale", { current: { version: person.version } });
    if (!mailboxesOf(tx, person).some((m) => m.address === address)) throw notFound();
    tx.db
      .update(people)
      .set({ email: address, version: version + 1 })
      .where(and(eq(people.officeId, person.officeId), eq(people.id, id)))
      .run();
    record(
      tx,
      actor,
      "institutions.person_edited",
      { type: "person", id, officeId: person.officeId },
      { before: { email: person.email }, after: { email: address } },
    );
    return accept({ id });
  });
}

/** Refuses an address somebody else reads, unless each of them shares it. */
export function mailboxesRefused(tx: Store, officeId: string, boxes: (Mailbox & { field: string })[], ownId?: string): Refused | undefined {
  for (const { address, shared, field } of boxes) {
    const other = readersOf(tx, officeId, address, ownId).find((reader) => !(shared && reader.shared));
    if (other) return refuse(shared ? "mailbox_taken" : "person_exists", { field, params: { name: other.person.displayName } });
  }
  return undefined;
}

/** Makes these a person's mailboxes; a post that was written to at one that is gone is written to at the first again. */
export function saveMailboxes(tx: Store, { officeId, id }: Pick<Person, "officeId" | "id">, boxes: Mailbox[]): void {
  const addresses = boxes.map((box) => box.address);
  tx.db
    .delete(mailboxes)
    .where(and(eq(mailboxes.officeId, officeId), eq(mailboxes.personId, id), notInArray(mailboxes.address, addresses)))
    .run();
  for (const { address, shared } of boxes)
    tx.db
      .insert(mailboxes)
      .values({ officeId, personId: id, address, shared })
      .onConflictDoUpdate({ target: [mailboxes.personId, mailboxes.address], set: { shared } })
      .run();
  tx.db
    .update(tenures)
    .set({ mailbox: null })
    .where(and(eq(tenures.officeId, officeId), eq(tenures.personId, id), notInArray(tenures.mailbox, addresses)))
    .run();
}
