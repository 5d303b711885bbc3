import { z } from "zod";
import { byLanguage, choice, language, optionalProse, ref, whole } from "../../kernel/input";
import { wordingKinds } from "./rules";

/** A subject is one line; no-break spaces hold. */
export const subjectInput = () => optionalProse(200).transform((text) => text?.replace(/[^\S\u00a0\u202f]+/g, " "));
export const bodyInput = () => optionalProse(8000);

/** The save a person was looking at; none yet is 0. */
const seen = () => whole(0, 1_000_000_000);
const kind = () => choice(wordingKinds);

export const saveWordingInput = z.strictObject({
  kind: kind(),
  version: seen(),
  subject: byLanguage(subjectInput()),
  body: byLanguage(bodyInput()),
});
export const confirmWordingInput = z.strictObject({ kind: kind(), version: seen(), language: language() });
/** Without an earlier version (`from`), the text is ours again. */
export const restoreWordingInput = z.strictObject({ kind: kind(), version: seen(), language: language(), from: ref().optional() });
