import { z } from "zod";
import type { Locale } from "@/lib/locales";
import { byLanguage, choice, type FieldError, optionalProse, optionalRef, whole } from "../../kernel/input";
import { wordingKinds } from "./rules";

/** A subject is one line; no-break spaces hold. */
export const wordedSubject = () => optionalProse(200).transform((text) => text?.replace(/[^\S\u00a0\u202f]+/g, " "));
export const wordedBody = () => optionalProse(8000);

/** The save a person was looking at; none yet is 0. */
const seen = () => whole(0, 1_000_000_000);
const kind = () => choice(wordingKinds);

export const saveWordingInput = z.strictObject({
  kind: kind(),
  version: seen(),
  subject: byLanguage(wordedSubject()),
  body: byLanguage(wordedBody()),
  /** The invitation the text was shown with; saving does not ask for it. */
  sample: optionalRef(),
});

/** One button of the page: a text is right as it stands (`right:fr`), is to be ours again (`ours:fr`), or an earlier save comes back (`back:wrd_…`). */
export const settleWordingInput = z.strictObject({
  kind: kind(),
  version: seen(),
  act: z
    .string({ error: "choice" satisfies FieldError })
    .regex(/^(right|ours):(en|es|fr)$|^back:wrd_[0-9a-z]{25}$/, "choice" satisfies FieldError)
    .transform((text) => text.split(":") as ["right" | "ours", Locale] | ["back", string]),
});
