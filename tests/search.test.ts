import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { institutions } from "@/db/schema";
import { matching, newestWith } from "@/db/search";
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
});
