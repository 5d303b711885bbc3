import { z } from "zod";
import { visibilities } from "@/db/schema/briefings";
import { locales } from "@/lib/locales";
import { choice, type FieldError, name, optionalName, optionalRef, ref, seenVersion } from "../../kernel/input";

/** What a paper is, beside its file. */
const paper = {
  language: choice([...locales, "all"]),
  visibility: choice(visibilities),
  /** An item of the agenda; left out for the whole meeting. */
  itemId: optionalRef(),
};

/** Without a title a paper is called by its file's name. */
export const addMaterialInput = z.strictObject({ briefingId: ref(), title: optionalName(160), ...paper });

export const addVersionInput = z.strictObject({ briefingId: ref(), materialId: ref() });

export const editMaterialInput = z.strictObject({
  briefingId: ref(),
  materialId: ref(),
  version: seenVersion(),
  title: name(160),
  ...paper,
});

const acts = ["up", "down", "remove", "restore", "show"] as const;

/** One button of the list: what to do with which paper, as `up:mat_…`. */
export const arrangeMaterialsInput = z.strictObject({
  briefingId: ref(),
  act: z
    .string({ error: "choice" satisfies FieldError })
    .transform((text) => text.split(":"))
    .pipe(z.tuple([choice(acts), ref()]))
    .transform(([act, materialId]) => ({ act, materialId })),
});
