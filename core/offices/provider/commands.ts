import { and, eq } from "drizzle-orm";
import { identities, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Visitor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { begin, type Entered, personById } from "../entering/commands";
import { recordChange } from "../factors/commands";
import type { User } from "../queries";
import { officeToEnter } from "../sessions/queries";
import type { Whence } from "../sessions/rules";
import { provedTwice, vouchedEmail } from "./rules";

type Vouched = { issuer: string; subject: string; claims: Record<string, unknown> };

const known = (tx: Store, { issuer, subject }: Vouched): User | undefined => {
  const found = tx.db
    .select()
    .from(identities)
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
    .get();
  return found && personById(tx, found.userId);
};

/** The member with the address the provider vouches for; nobody who is joined to another account there already: addresses pass from person to person. */
function byAddress(tx: Store, { issuer, claims }: Vouched): User | undefined {
  const email = vouchedEmail(issuer, claims);
  const user = email ? tx.db.select().from(users).where(eq(users.email, email)).get() : undefined;
  const other = user && and(eq(identities.userId, user.id), eq(identities.issuer, issuer));
  return other && tx.db.select().from(identities).where(other).get() ? undefined : user;
}

/**
 * Lets in a member of staff for whom the provider vouches: known by its name for them, the first time by an address it
 * verified. Nobody is added. Refuses everybody else alike.
 */
export function enterByProvider(store: Store, actor: Visitor, input: Vouched & { next?: string; from?: Whence }): Outcome<Entered> {
  const outcome = store.transaction((tx): Outcome<Entered> => {
    const before = known(tx, input);
    const user = before ?? byAddress(tx, input);
    const officeId = user && officeToEnter(tx, user.id, actor.now);
    if (!user || !officeId) return refuse("provider_stranger");
    if (!before) {
      const { issuer, subject } = input;
      tx.db
        .insert(identities)
        .values({ id: newId("idy", actor.now), userId: user.id, issuer, subject, createdAt: actor.now })
        .run();
      recordChange(tx, actor, "offices.provider_joined", { userId: user.id, officeId, what: "linked" });
    }
    const way = { way: "provider" as const, from: input.from, factor: provedTwice(input.claims) };
    return accept({ ...begin(tx, actor, user, officeId, way), next: input.next });
  });
  if (!outcome.ok) record(store, actor, "offices.provider_refused", { type: "user", id: known(store, input)?.id ?? "" });
  return outcome;
}
