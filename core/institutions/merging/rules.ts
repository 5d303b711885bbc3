import type { Institution, InstitutionName, Person } from "../queries";

/** What a merge asks about a person: which of two records is right, field by field. */
export const personFields = [
  "displayName",
  "legalName",
  "sortName",
  "honorific",
  "email",
  "phone",
  "language",
  "form",
  "sex",
  "sharedMailbox",
] as const;

/** The same of an institution: what it is called now, and its facts. */
export const institutionFields = [
  "acronym",
  "nameEs",
  "nameEn",
  "nameFr",
  "type",
  "parentId",
  "precedence",
  "language",
  "topics",
  "namedPublicly",
] as const;

export type Facts = Record<string, unknown>;

/** Whose word stands in a field: the record's that is kept, or the double's. */
export const sides = ["kept", "gone"] as const;
export type Chosen = Partial<Record<string, (typeof sides)[number]>>;

/** A name in one language as a merge takes it: the words and the article before them. */
export type NameFact = { text: string; article: string | null };
const nameKeys = { nameEs: "es", nameEn: "en", nameFr: "fr" } as const;
export const nameFields = Object.entries(nameKeys) as [keyof typeof nameKeys, "es" | "en" | "fr"][];

/** An institution and its present name as fields to compare. */
export function institutionFacts(institution: Institution, now: Pick<InstitutionName, "acronym" | "name" | "article">): Facts {
  const named = nameFields.map(([field, language]) => {
    const text = now.name[language];
    return [field, text ? ({ text, article: now.article[language] ?? null } satisfies NameFact) : null];
  });
  const { type, parentId, precedence, language, topics, namedPublicly } = institution;
  return {
    acronym: now.acronym,
    ...Object.fromEntries(named),
    type,
    parentId,
    precedence,
    language,
    topics: [...topics].sort(),
    namedPublicly,
  };
}

/** A person as fields to compare. */
export const personFacts = (person: Person): Facts => Object.fromEntries(personFields.map((field) => [field, person[field]]));

const unknown = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** A field in which two records differ, and whose word stands unless somebody chooses: the one kept, or the double where the one kept says nothing. */
export type Difference = { field: string; kept: unknown; gone: unknown; stands: (typeof sides)[number]; filled: boolean };

/** The fields in which two records differ; what the double does not know is no difference. */
export const differences = (kept: Facts, gone: Facts): Difference[] =>
  Object.keys(kept)
    .filter((field) => !unknown(gone[field]) && !same(kept[field], gone[field]))
    .map((field) => {
      const filled = unknown(kept[field]);
      return { field, kept: kept[field], gone: gone[field], stands: filled ? "gone" : "kept", filled };
    });

/** What the record kept takes over from the double, by what was chosen. */
export const takenOver = (kept: Facts, gone: Facts, chosen: Chosen = {}): Facts =>
  Object.fromEntries(
    differences(kept, gone)
      .filter((d) => (chosen[d.field] ?? d.stands) === "gone")
      .map((d) => [d.field, d.gone]),
  );

/** The acronym and names that give way to others, as somebody may still look for them. */
export const givenUp = (kept: Facts, taken: Facts): string[] =>
  ["acronym", ...nameFields.map(([field]) => field)].flatMap((field) => {
    const said = field in taken ? kept[field] : undefined;
    return typeof said === "string" ? said : said ? (said as NameFact).text : [];
  });

/** Of what a merge took over, the fields nobody has changed since: undoing it puts back what stood there before. */
export const untouched = (now: Facts, filled: Facts): string[] => Object.keys(filled).filter((field) => same(now[field], filled[field]));
