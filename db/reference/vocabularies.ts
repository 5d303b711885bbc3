import data from "./vocabularies.json" with { type: "json" };

/** A post, rank or function; `tier` 1 is the highest and orders people of one institution. Its text is `vocabulary.roles.<key>`. */
export type ReferenceRole = { key: string; tier: number; kind: string };

/** A topic with the objectives of the Global Compact for Migration and the Sustainable Development Goals it belongs to. */
export type ReferenceTopic = { key: string; gcm: number[]; sdg: number[] };

/** Keys of `vocabulary.institutionTypes`. */
export const institutionTypes: string[] = data.institutionTypes;

export const referenceRoles: ReferenceRole[] = data.roles;

export const referenceTopics: ReferenceTopic[] = data.topics;
