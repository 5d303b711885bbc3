import { eq } from "drizzle-orm";
import type { z } from "zod";
import { institutionNames } from "@/db/schema";
import type { Store } from "@/db/store";
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
import type { addNameInput, editNameInput, removeNameInput, renameInstitutionInput } from "./input";

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
    const dated = columns({ ...input, validTo: undefined });
    insertName(tx, actor, institution, dated);
    save(tx, actor, institution);
    record(tx, actor, "institutions.renamed", subjectOf(institution), { before: latest && datedOf(latest), after: dated });
    return accept({ id: institution.id });
  });
}

/** Adds a name of earlier days, which runs until the first known one begins. Refuses days another name holds already. */
export function addName(store: Store, actor: Actor, input: z.output<typeof addNameInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const institution = keep(tx, actor, input.id, input.version);
    if (isRefused(institution)) return institution;
    const names = namesOf(tx, institution.officeId, institution.id);
    const dated = columns(input);
    const refused = daysRefused(tx, actor, institution, dated);
    if (refused) return refused;

    const first = names.at(-1);
    const next = addDays(input.validTo, 1);
    const opens = first && first.validFrom === null && next <= (first.validTo ?? today(tx, actor, institution.officeId));
    if (names.some((n) => overlap(opens && n.id === first.id ? { ...n, validFrom: next } : n, dated)))
      return refuse("name_overlaps", { field: "validTo" });
    if (opens) tx.db.update(institutionNames).set({ validFrom: next }).where(eq(institutionNames.id, first.id)).run();
    insertName(tx, actor, institution, dated);
    save(tx, actor, institution);
    record(tx, actor, "institutions.name_added", subjectOf(institution), { after: dated });
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
    const after = columns(input);
    const refused = daysRefused(tx, actor, institution, after);
    if (refused) return refused;
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

type Dated = DatedName & { act: string | null };

const columns = (said: Omit<z.output<typeof editNameInput>, "id" | "version" | "nameId">): Dated => ({
  acronym: said.acronym ?? null,
  name: said.name,
  article: said.article,
  act: said.act ?? null,
  validFrom: said.validFrom ?? null,
  validTo: said.validTo ?? null,
});

const datedOf = ({ acronym, name, article, act, validFrom, validTo }: Dated): Dated => ({
  acronym,
  name,
  article,
  act,
  validFrom,
  validTo,
});

function insertName(tx: Store, actor: Actor, { officeId, id }: Authorized<Institution>, dated: Dated): void {
  tx.db
    .insert(institutionNames)
    .values({ id: newId("nam", actor.now), officeId, institutionId: id, ...dated, createdAt: actor.now })
    .run();
}

/** A name begins today at the latest, and its days run forwards. */
function daysRefused(tx: Store, actor: Actor, { officeId }: Institution, { validFrom, validTo }: Dated): Refused | undefined {
  if (validFrom && validFrom > today(tx, actor, officeId)) return refuse("name_in_future", { field: "validFrom" });
  if (validFrom && validTo && validTo < validFrom) return refuse("days_reversed", { field: "validTo" });
  return undefined;
}

/** Whether two spans of days share one; open ends reach for ever. */
const overlap = (a: DatedName, b: DatedName): boolean =>
  (a.validFrom ?? "") <= (b.validTo ?? "9999") && (b.validFrom ?? "") <= (a.validTo ?? "9999");
