import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { migrateFile } from "@/db/migrate";
import { institutions } from "@/db/schema";
import { best, countUpTo, matching, newestWith } from "@/db/search";
import { connect, storeOf } from "@/db/store";
import { fold } from "@/lib/text";
import { anInstitution, anOffice, emptyStore } from "./factories";

/** Two offices with institutions of these names. */
function registers() {
  const store = emptyStore();
  const [own, other] = [anOffice(store, "pa"), anOffice(store, "cr")];
  const { institutionId } = anInstitution(store, own, { acronym: "MINSA", name: "Ministerio de Salud" });
  anInstitution(store, own, { acronym: "CO", name: 'Cooperación "Ñandú" 100% / Œuvres' });
  anInstitution(store, other, { acronym: "MS", name: "Ministerio de Salud Pública" });
  const found = (q: string, officeId = own) =>
    store.db
      .select({ acronym: institutions.acronym })
      .from(institutions)
      .where(matching(institutions.id, officeId, "institution", q) ?? sql`1`)
      .orderBy(institutions.acronym)
      .all()
      .map((row) => row.acronym);
  return { store, own, other, institutionId, found };
}

describe("a search", () => {
  it("finds any part of any word, without accents, ligatures and letter case", () => {
    const { found } = registers();
    expect(found("ALÚD")).toEqual(["MINSA"]);
    expect(found("nandu oeuvres")).toEqual(["CO"]);
    expect(found("ministerio cooperación")).toEqual([]);
  });

  it("takes one and two letters, and signs, as they are", () => {
    const { found } = registers();
    expect(found("00")).toEqual(["CO"]);
    expect(found("de salud")).toEqual(["MINSA"]);
    expect(found("100%")).toEqual(["CO"]);
    for (const odd of ['"', '""" OR "', "NOT (", "salud*", "%", "_", "\\", "text:salud", "-salud"])
      expect(() => found(odd), odd).not.toThrow();
    expect(found("_")).toEqual([]);
  });

  it("gives the newest alone, however many there are", () => {
    const { store, own, found } = registers();
    const ids = ["A", "B", "C"].map((acronym) => anInstitution(store, own, { acronym, name: `Instituto ${acronym}` }).institutionId);
    expect(newestWith(store, own, "institution", "instituto", 2)).toEqual([ids[2], ids[1]]);
    expect(newestWith(store, own, "institution", "in", 1)).toEqual([ids[2]]);
    expect(newestWith(store, own, "person", "instituto", 2)).toEqual([]);
    expect(newestWith(store, own, "institution", " ", 2)).toEqual([]);
    expect(found("instituto")).toEqual(["A", "B", "C"]);
  });

  it("keeps to the office it is asked for", () => {
    const { found, other } = registers();
    expect(found("salud", other)).toEqual(["MS"]);
  });

  it("follows a record that changes or goes", () => {
    const { store, institutionId, found } = registers();
    store.db
      .update(institutions)
      .set({ searchText: fold("Ministerio de Bienestar") })
      .where(eq(institutions.id, institutionId))
      .run();
    expect(found("salud")).toEqual([]);
    expect(found("bienestar")).toEqual(["MINSA"]);
    store.raw.pragma("foreign_keys = OFF");
    store.db.delete(institutions).where(eq(institutions.id, institutionId)).run();
    expect(found("bienestar")).toEqual([]);
  });

  it("gives the best first, and counts as far as it is asked", () => {
    const { store, own } = registers();
    const id = (acronym: string, name: string) => anInstitution(store, own, { acronym, name }).institutionId;
    const ids = [id("CONSA", "Minsalud"), id("XMIN", "Otro"), id("MIN", "Instituto"), id("IM", "Instituto Min")];
    const refs = (q: string, limit = 9) => best(store, own, "institution", q, limit).map((hit) => hit.ref);
    expect(refs("min").slice(0, 2)).toEqual([ids[2], expect.any(String)]);
    expect(refs("min").at(-1)).toBe(ids[1]);
    expect(refs("min", 1)).toEqual([ids[2]]);
    expect(refs("xq zz")).toEqual([]);
    expect(refs(" ")).toEqual([]);
    expect([countUpTo(store, own, "institution", "min", 9), countUpTo(store, own, "institution", "min", 2)]).toEqual([5, 2]);
    expect([countUpTo(store, own, "institution", "m", 9), countUpTo(store, own, "institution", "", 9)]).toEqual([2, 0]);
  });

  it("finds in a database of before by beginnings and telephones too", () => {
    const dir = mkdtempSync(join(tmpdir(), "enlace-search-"));
    const [file, folder] = [join(dir, "enlace.db"), join(dir, "migrations")];
    cpSync("db/migrations", folder, { recursive: true });
    const journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")) as { entries: { tag: string }[] };
    const before = journal.entries.findIndex(({ tag }) => tag.endsWith("search_starts"));
    writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ ...journal, entries: journal.entries.slice(0, before) }));
    // The rules the database keeps are those of today, also of a table that came later.
    const last = join(folder, `${journal.entries[before - 1]?.tag}.sql`);
    writeFileSync(last, `${readFileSync(last, "utf8")}--> statement-breakpoint\nCREATE TABLE wording (id text);`);
    migrateFile(file, folder);
    const old = connect(file);
    for (const name of old.prepare("select name from sqlite_master where type = 'trigger' and sql like '%search_message%'").pluck().all())
      old.exec(`drop trigger "${name}"`);
    old.exec(`drop table wording;
      insert into office (id, key, name, short_name, zone, languages, language, created_at, version)
        values ('off_1', 'pa', '{}', '{}', 'America/Panama', '["es"]', 'es', 1, 1);
      insert into person (id, office_id, display_name, phone, shared_mailbox, search_text, created_at, version)
        values ('per_1', 'off_1', 'Ana Ruiz', '+507 (6) 555-01.02', 0, 'ana ruiz', 1, 1);
      update search_entry set text = trim(text);`);
    old.close();
    migrateFile(file, "db/migrations");
    const store = storeOf(connect(file));
    for (const q of ["an", "ana r", "65550102"]) expect(best(store, "off_1", "person", q, 5), q).toMatchObject([{ ref: "per_1" }]);
    store.db.run(sql`update person set search_text = 'luz' where id = 'per_1'`);
    expect([best(store, "off_1", "person", "ruiz", 5), best(store, "off_1", "person", "lu", 5)]).toMatchObject([[], [{ rank: 1 }]]);
    store.raw.close();
  });
});
