import { and, asc, eq } from "drizzle-orm";
import { mailboxes, people } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Person } from "../queries";

/** An address a person reads; `shared` ones are read by others too. */
export type Mailbox = { address: string; shared: boolean };

/** A person's mailboxes, the one written to first. */
export function mailboxesOf(store: Store, { officeId, id, email }: Pick<Person, "officeId" | "id" | "email">): Mailbox[] {
  const rows = store.db
    .select({ address: mailboxes.address, shared: mailboxes.shared })
    .from(mailboxes)
    .where(and(eq(mailboxes.officeId, officeId), eq(mailboxes.personId, id)))
    .orderBy(asc(mailboxes.address))
    .all();
  return rows.sort((a, b) => Number(b.address === email) - Number(a.address === email));
}

/** Who of an office reads an address, another than `but`; for a record that went into another, the one that stands for both. */
export function readersOf(store: Store, officeId: string, address: string, but?: string): { person: Person; shared: boolean }[] {
  return store.db
    .select({ person: people, shared: mailboxes.shared })
    .from(mailboxes)
    .innerJoin(people, and(eq(people.officeId, mailboxes.officeId), eq(people.id, mailboxes.personId)))
    .where(and(eq(mailboxes.officeId, officeId), eq(mailboxes.address, address)))
    .all()
    .map(({ person, shared }) => ({ person: standing(store, person), shared }))
    .filter(({ person }) => person.id !== but);
}

/** The record that stands for a person: the one kept, where theirs was a double. */
function standing(store: Store, person: Person): Person {
  const at = and(eq(people.officeId, person.officeId), eq(people.id, person.mergedIntoId ?? ""));
  const kept = person.mergedIntoId ? store.db.select().from(people).where(at).get() : undefined;
  return kept ? standing(store, kept) : person;
}
