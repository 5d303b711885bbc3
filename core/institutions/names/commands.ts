import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { institutionNames, institutionSuccessions } from "@/db/schema";
import { isUniqueViolation, type Store } from "@/db/store";
import { addDays } from "@/lib/dates";
import { newId } from "@/lib/ids";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { save, subjectOf, today } from "../commands";
import { canKeepDirectory } from "../policy";
import { findInstitution, type Institution, namesOf } from "../queries";
import type { DatedName } from "../rules";
import type { editNameInput, recordSuccessionInput, removeNameInput, removeSuccessionInput, renameInstitutionInput } from "./input";

/** An institution the actor may keep, in the version they saw; a refusal when somebody saved meanwhile. */
function keep(tx: Store, actor: Actor, id: string, version: number): Authorized<Institution> | Refused {
  const institution = authorize(findInstitution(tx, actor, id), (i) => canKeepDirectory(actor, i));
  return institution.version === version ? institution : refuse("stale", { current: { version: institution.version } });
}

const isRefused = (thing: Institution | Refused): thing is Refused => "ok" in thing;

/** Gives an institution a new name from a day on, today at the latest; the present one ends the day before. Documents of earlier dates keep theirs. */
export function renameInstitution(store: Store, actor: Actor, input: z.output<typeof renameInstitutionInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const institution = keep(tx, actor, input.id, input.version);
    if (isRefused(institution)) return institution;
    if (input.validFrom > today(tx, actor, institution.officeId)) return refuse("name_in_future", { field: "validFrom" });
    const [latest] = namesOf(tx, institution.officeId, institution.id);
    if (latest && (latest.validFrom ?? "") >= input.validFrom) return refuse("name_overlaps", { field: "validFrom" });

    if (latest && (latest.validTo === null || latest.validTo >= input.validFrom))
      tx.db
        .update(institutionNames)
        .set({ validTo: addDays(input.validFrom, -1) })
        .where(eq(institutionNames.id, latest.id))
        .run();
    const dated = { acronym: input.acronym ?? null, name: input.name, article: input.article, validFrom: input.validFrom };
    tx.db
      .insert(institutionNames)
      .values({
        id: newId("nam", actor.now),
        officeId: institution.officeId,
        institutionId: institution.id,
        ...dated,
        createdAt: actor.now,
      })
      .run();
    save(tx, actor, institution);
    record(tx, actor, "institutions.renamed", subjectOf(institution), {
      before: latest && { acronym: latest.acronym, name: latest.name, article: latest.article, validFrom: latest.validFrom },
      after: dated,
    });
    return accept({ id: institution.id });
  });
}

/** Corrects one dated name. Refuses days that run backwards or two names on one day. */
export function editName(store: Store, actor: Actor, input: z.output<typeof editNameInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const institution = keep(tx, actor, input.id, input.version);
    if (isRefused(institution)) return institution;
    const names = namesOf(tx, institution.officeId, institution.id);
    const before = names.find((n) => n.id === input.nameId);
    if (!before) throw notFound();
    const after = {
      acronym: input.acronym ?? null,
      name: input.name,
      article: input.article,
      validFrom: input.validFrom ?? null,
      validTo: input.validTo ?? null,
    };
    if (after.validFrom && after.validFrom > today(tx, actor, institution.officeId))
      return refuse("name_in_future", { field: "validFrom" });
    if (after.validFrom && after.validTo && after.validTo < after.validFrom) return refuse("days_reversed", { field: "validTo" });
    if (names.some((n) => n.id !== before.id && overlap(n, after))) return refuse("name_overlaps", { field: "validFrom" });

    tx.db.update(institutionNames).set(after).where(eq(institutionNames.id, before.id)).run();
    save(tx, actor, institution);
    record(tx, actor, "institutions.name_corrected", subjectOf(institution), { before: datedOf(before), after });
    return accept({ id: institution.id });
  });
}

/** Takes a name away that was entered by mistake; the one before it runs on. Refuses to take the only one. */
export function removeName(store: Store, actor: Actor, input: z.output<typeof removeNameInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const institution = keep(tx, actor, input.id, input.version);
    if (isRefused(institution)) return institution;
    const names = namesOf(tx, institution.officeId, institution.id);
    const at = names.findIndex((n) => n.id === input.nameId);
    const gone = names[at];
    if (!gone) throw notFound();
    if (names.length === 1) return refuse("only_name");

    const earlier = names[at + 1];
    tx.db.delete(institutionNames).where(eq(institutionNames.id, gone.id)).run();
    if (earlier && gone.validFrom && earlier.validTo === addDays(gone.validFrom, -1))
      tx.db.update(institutionNames).set({ validTo: gone.validTo }).where(eq(institutionNames.id, earlier.id)).run();
    save(tx, actor, institution);
    record(tx, actor, "institutions.name_removed", subjectOf(institution), { before: datedOf(gone), after: {} });
    return accept({ id: institution.id });
  });
}

/** Records that an institution was followed by another of the office; several may follow one, and one may follow several. */
export function recordSuccession(store: Store, actor: Actor, input: z.output<typeof recordSuccessionInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const from = authorize(findInstitution(tx, actor, input.id), (i) => canKeepDirectory(actor, i));
    const to = authorize(findInstitution(tx, actor, input.toId), (i) => canKeepDirectory(actor, i));
    if (from.id === to.id) return refuse("succeeds_itself", { field: "toId" });
    const facts = { fromId: from.id, toId: to.id, kind: input.kind, on: input.on ?? null, act: input.act ?? null };
    try {
      tx.db
        .insert(institutionSuccessions)
        .values({ officeId: from.officeId, ...facts })
        .run();
    } catch (thrown) {
      if (isUniqueViolation(thrown)) return refuse("succession_known", { field: "toId" });
      throw thrown;
    }
    record(tx, actor, "institutions.succeeded", subjectOf(from), { after: facts });
    return accept({ id: from.id });
  });
}

/** Takes back a succession that was recorded by mistake. */
export function removeSuccession(store: Store, actor: Actor, input: z.output<typeof removeSuccessionInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const from = authorize(findInstitution(tx, actor, input.id), (i) => canKeepDirectory(actor, i));
    const [gone] = tx.db
      .delete(institutionSuccessions)
      .where(
        and(
          eq(institutionSuccessions.officeId, from.officeId),
          eq(institutionSuccessions.fromId, from.id),
          eq(institutionSuccessions.toId, input.toId),
          eq(institutionSuccessions.kind, input.kind),
        ),
      )
      .returning()
      .all();
    if (!gone) throw notFound();
    record(tx, actor, "institutions.succession_removed", subjectOf(from), {
      before: { toId: gone.toId, kind: gone.kind, on: gone.on, act: gone.act },
    });
    return accept({ id: from.id });
  });
}

const datedOf = ({ acronym, name, article, validFrom, validTo }: DatedName): DatedName => ({ acronym, name, article, validFrom, validTo });

/** Whether two spans of days share one; open ends reach for ever. */
const overlap = (a: DatedName, b: DatedName): boolean =>
  (a.validFrom ?? "") <= (b.validTo ?? "9999") && (b.validFrom ?? "") <= (a.validTo ?? "9999");
