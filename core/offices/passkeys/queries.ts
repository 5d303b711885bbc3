import { eq } from "drizzle-orm";
import { passkeys } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Passkey } from "../factors/queries";

/** A passkey by the name its maker gave it. */
export const findPasskey = (store: Store, credentialId: string): Passkey | undefined =>
  store.db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId)).get();
