import { and, eq, or } from "drizzle-orm";
import { institutionSuccessions, institutions } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Institution } from "../queries";

/** An institution that came before or after another one. */
export type Succession = { institution: Institution; direction: "before" | "after"; kind: string; on: string | null; act: string | null };

/** The services that hang under an institution, by precedence. */
export function servicesOf(store: Store, officeId: string, institutionId: string): Institution[] {
  return store.db
    .select()
    .from(institutions)
    .where(and(eq(institutions.officeId, officeId), eq(institutions.parentId, institutionId)))
    .orderBy(institutions.precedence)
    .all();
}

/** What an institution came from and what followed it, by date. */
export function successionsOf(store: Store, officeId: string, institutionId: string): Succession[] {
  const link = institutionSuccessions;
  return store.db
    .select({ link, institution: institutions })
    .from(link)
    .innerJoin(
      institutions,
      or(
        and(eq(link.fromId, institutionId), eq(institutions.id, link.toId)),
        and(eq(link.toId, institutionId), eq(institutions.id, link.fromId)),
      ),
    )
    .where(and(eq(link.officeId, officeId), eq(institutions.officeId, officeId)))
    .all()
    .map(({ link: { fromId, kind, on, act }, institution }) => ({
      institution,
      direction: fromId === institutionId ? ("after" as const) : ("before" as const),
      kind,
      on,
      act,
    }))
    .sort((a, b) => (a.on ?? "").localeCompare(b.on ?? ""));
}

/** Every institution of an office for a list to choose from, by precedence. */
export function institutionChoices(store: Store, officeId: string): Institution[] {
  return store.db.select().from(institutions).where(eq(institutions.officeId, officeId)).orderBy(institutions.precedence).all();
}
