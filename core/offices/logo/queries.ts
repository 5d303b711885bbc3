import { isNotNull } from "drizzle-orm";
import { offices } from "@/db/schema";
import type { Store } from "@/db/store";

type LogoFile = { officeId: string; sha256: string };

/** The file of every office's logo. */
export const logoFiles = (store: Store): LogoFile[] =>
  store.db
    .select({ officeId: offices.id, logo: offices.logo })
    .from(offices)
    .where(isNotNull(offices.logo))
    .all()
    .flatMap(({ officeId, logo }) => (logo ? [{ officeId, sha256: logo.sha256 }] : []));

/** The file of a logo that some office has now, for whoever asks: it stands on pages that are read without an account. */
export const findLogo = (store: Store, sha256: string): LogoFile | undefined => logoFiles(store).find((file) => file.sha256 === sha256);
