import { eq } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { institutionSuccessions } from "@/db/schema";
import type { Store } from "@/db/store";
import { instantOf } from "@/lib/dates";
import { isGone, type Line, type Link, lineageOf, type View } from "./rules";

/** Every succession an office knows. */
export function linksOf(store: Store, officeId: string): Link[] {
  const { fromId, toId, kind, on } = institutionSuccessions;
  return prepared(store, "institutions.links", (db) =>
    db
      .select({ fromId, toId, kind, on })
      .from(institutionSuccessions)
      .where(eq(institutionSuccessions.officeId, given("officeId")))
      .prepare(),
  ).all({ officeId });
}

/** Whose past an institution reads as its own in a view, itself first. */
export const linesOf = (store: Store, officeId: string, id: string, view: View): Line[] =>
  view === "then" ? [{ id, before: null }] : lineageOf(linksOf(store, officeId), id);

/** An institution of whose past everything before an instant (milliseconds UTC) belongs to `heir`. */
export type Inherited = { heir: string; id: string; before: number };

const FOR_EVER = 9_000_000_000_000_000;

/** A bound day as the instant it begins in a zone. */
export const instantBefore = (before: string | null, zone: string): number =>
  before === null ? FOR_EVER : (instantOf(`${before}T00:00`, zone) ?? FOR_EVER);

/** For counts over a whole office: which institutions stand for others, and which are gone and counted with who followed them. */
export type Succeeded = { inherited: Inherited[]; gone: string[] };

/** Nothing is counted with another in the view "as then". */
export function succeeded(store: Store, officeId: string, zone: string, view: View): Succeeded {
  const links = view === "then" ? [] : linksOf(store, officeId);
  const touched = [...new Set(links.flatMap((l) => [l.fromId, l.toId]))];
  return {
    inherited: touched.flatMap((heir) =>
      lineageOf(links, heir)
        .filter(({ id }) => id !== heir)
        .map(({ id, before }) => ({ heir, id, before: instantBefore(before, zone) })),
    ),
    gone: touched.filter((id) => isGone(links, id)),
  };
}
