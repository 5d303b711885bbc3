import { z } from "zod";
import { institutionTypes, referenceTopics } from "@/db/reference/vocabularies";
import { locales } from "@/lib/locales";
import {
  byLanguage,
  choice,
  type FieldError,
  optionalChoice,
  optionalDay,
  optionalLine,
  optionalName,
  optionalProse,
  optionalRef,
  optionalWhole,
  ref,
  seenVersion,
  several,
  ticked,
} from "../kernel/input";

const oneOf = (keys: string[]) => choice(keys as [string, ...string[]]);

/** A name in up to three languages, at least one; each on one line. */
const name = byLanguage(optionalName(200)).refine((texts) => Object.keys(texts).length > 0, {
  error: "oneLanguage" satisfies FieldError,
  path: ["es"],
});

/** The article each language puts before the name; absent, the name stands bare (in English, "the" is usual). */
const article = z
  .strictObject({
    en: optionalChoice(["the", "none"]),
    es: optionalChoice(["el", "la", "los", "las"]),
    fr: optionalChoice(["le", "la", "l'", "les"]),
  })
  .partial()
  .optional()
  .transform((articles) => articles ?? {});

export const called = { acronym: optionalLine(60), name, article };

/** Other names, one a line. */
const aliases = optionalProse(2000).transform((text) => [
  ...new Set(
    (text ?? "")
      .split("\n")
      .map((alias) => alias.trim())
      .filter(Boolean),
  ),
]);

const facts = {
  type: oneOf(institutionTypes),
  parentId: optionalRef(),
  precedence: optionalWhole(1, 9999),
  namedPublicly: ticked(),
  topics: several(oneOf(referenceTopics.map((topic) => topic.key))),
  language: optionalChoice(locales),
  aliases,
};

/** `another`: the person has seen that one is called alike, and says that it is not this one. */
export const addInstitutionInput = z.strictObject({ ...called, ...facts, validFrom: optionalDay(), another: ticked() });

export const editInstitutionInput = z.strictObject({ id: ref(), version: seenVersion(), ...called, ...facts });
