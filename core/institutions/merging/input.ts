import { z } from "zod";
import { optionalChoice, ref } from "../../kernel/input";
import { institutionFields, personFields, sides } from "./rules";

const chosen = <const F extends readonly string[]>(fields: F) =>
  z.strictObject(Object.fromEntries(fields.map((field) => [field, optionalChoice(sides)]))).optional();

/** `goneId` turns out to be the same as `keptId`; `take` says of a field in which the two differ whose word stands. */
export const mergeInstitutionsInput = z.strictObject({ keptId: ref(), goneId: ref(), take: chosen(institutionFields) });
export const mergePeopleInput = z.strictObject({ keptId: ref(), goneId: ref(), take: chosen(personFields) });

/** `id` is the merge's own. */
export const undoMergeInput = z.strictObject({ id: ref() });
