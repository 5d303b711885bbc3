import { z } from "zod";
import { answerValues } from "@/db/schema/invitations";
import { choice, type FieldError, language, optionalDay, optionalLine, optionalName, optionalProse, ref } from "../../kernel/input";
import { noticeVersions } from "./rules";

const code = (key: FieldError): string => key;

/** The ways an answer reaches staff, who then note it. */
export const heardBy = ["phone", "whatsapp", "in_person", "letter", "email"] as const;

const isPlain = (text: string | undefined): boolean => !text || !/https?:|www\.|\/\//i.test(text);

/** A name or a post as typed by somebody outside: no web address in it. */
export const plainName = (max: number) => optionalName(max).refine(isPlain, { error: code("noAddress") });
export const plainLine = (max: number) => optionalLine(max).refine(isPlain, { error: code("noAddress") });

const said = {
  value: choice(answerValues),
  /** A person known at the institution, or somebody else, who then gives a name. */
  by: z.union([z.literal("other"), ref()], { error: code("choice") }).optional(),
  byName: plainName(100),
  byPost: plainLine(160),
  tellBy: optionalDay(),
  reason: optionalProse(600),
  substituteName: plainName(100),
  substitutePost: plainLine(160),
  /** The answer that stood when the form was opened, or `none`; left out where nobody looked. */
  basedOn: z.union([z.literal("none"), ref()], { error: code("choice") }).optional(),
};

type Said = { by?: string; byName?: string; substituteName?: string; substitutePost?: string };

/** Says that a field is missing although others are wrong too, so that all is told at once; not where it is wrong itself. */
export const missing = (field: string, key: FieldError) => ({
  path: [field],
  error: code(key),
  when: ({ value, issues }: z.core.ParsePayload) =>
    typeof value === "object" && value !== null && !issues.some(({ path }) => path?.[0] === field),
});

/** Somebody must be named as answering, and a substitute needs a name. */
const complete = <T extends z.ZodType<Said>>(answer: T): T =>
  answer
    .refine(({ by, byName }) => byName || by !== "other", missing("byName", "required"))
    .refine(({ by, byName }) => byName || by, missing("by", "choice"))
    .refine(({ substituteName, substitutePost }) => substituteName || !substitutePost, missing("substituteName", "required"));

/** An answer that staff heard by telephone, letter, WhatsApp, mail or in person. */
export const recordAnswerInput = complete(z.strictObject({ invitationId: ref(), channel: choice(heardBy), ...said }));

/** An answer from the institution's own page. */
export const guestAnswerInput = complete(
  z.strictObject({ ...said, language: language(), notice: z.enum(noticeVersions, { error: code("choice") }).catch(noticeVersions[0]) }),
);

export const undoAnswerInput = z.strictObject({ id: ref() });
