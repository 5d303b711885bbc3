import { and, desc, eq, isNotNull, ne } from "drizzle-orm";
import { briefings, institutions, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Locale } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import type { Staff } from "../../kernel/actor";

/** An invitation a text can be shown with. */
export type Sample = {
  id: string;
  institution: Localized;
  acronym: string | null;
  title: Localized;
  startsLocal: string;
  language: Locale;
};

/** The latest invitations of the office that have left; at most forty. */
export const samplesOf = (store: Store, actor: Staff): Sample[] =>
  store.db
    .select({
      id: invitations.id,
      institution: institutions.name,
      acronym: institutions.acronym,
      title: briefings.title,
      startsLocal: briefings.startsLocal,
      language: invitations.language,
    })
    .from(invitations)
    .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
    .innerJoin(institutions, and(eq(institutions.officeId, invitations.officeId), eq(institutions.id, invitations.institutionId)))
    .where(
      and(
        eq(invitations.officeId, actor.officeId),
        isNotNull(invitations.addresseeTenureId),
        isNotNull(invitations.sentAt),
        ne(invitations.state, "withdrawn"),
        eq(briefings.confidential, false),
      ),
    )
    .orderBy(desc(invitations.startsAt), invitations.precedence, invitations.id)
    .limit(40)
    .all();
