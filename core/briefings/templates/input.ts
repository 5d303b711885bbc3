import { z } from "zod";
import { briefingTypes } from "@/db/reference/briefings";
import { objectiveKeys } from "@/db/reference/frameworks";
import { referenceTopics } from "@/db/reference/vocabularies";
import { modes } from "@/db/schema/briefings";
import {
  choice,
  type FieldError,
  hour,
  inLanguages,
  lineInLanguages,
  optionalLine,
  optionalRef,
  optionalUrl,
  optionalWhole,
  ref,
  seenVersion,
  several,
  whole,
} from "../../kernel/input";
import { itemFields } from "../agenda/input";
import { oneOf } from "../input";

const template = {
  name: lineInLanguages(120).refine((texts) => Object.keys(texts).length > 0, "oneLanguage" satisfies FieldError),
  purpose: inLanguages(2000),
  type: oneOf(briefingTypes),
  startsAtHour: hour(),
  minutes: optionalWhole(5, 1440),
  mode: choice(modes),
  venue: optionalLine(200),
  address: optionalLine(300),
  onlineUrl: optionalUrl(),
  accessNotes: inLanguages(2000),
  seats: optionalWhole(1, 100_000),
  quota: whole(1, 50),
  replyByDays: whole(1, 60),
  /** 0 is the next free working day, 1 to 5 the next free Monday to Friday; without it no day is proposed. */
  weekday: optionalWhole(0, 5),
  dueDays: optionalWhole(1, 366),
  groupId: optionalRef(),
  topics: several(oneOf(referenceTopics.map((topic) => topic.key)), 30),
  sdgs: several(whole(1, 17), 17),
  objectives: several(oneOf(objectiveKeys), 60),
};

/** A new template; its agenda comes from another one, or from a briefing. */
export const addTemplateInput = z.strictObject({ fromTemplateId: optionalRef(), fromBriefingId: optionalRef(), ...template });
export const editTemplateInput = z.strictObject({ templateId: ref(), version: seenVersion(), ...template });

/** One button of a list, as `up:tpl_…`. */
const button = <const T extends readonly [string, ...string[]]>(acts: T, id: z.ZodString) =>
  z
    .string({ error: "choice" satisfies FieldError })
    .transform((text) => text.split(":"))
    .pipe(z.tuple([choice(acts), id]))
    .transform(([act, on]) => ({ act, on }));

export const arrangeTemplatesInput = z.strictObject({ act: button(["up", "down", "archive", "restore"], ref()) });

/** A point of a template's agenda: `row-2` where it came with the reference. */
const itemId = () =>
  z.string({ error: "choice" satisfies FieldError }).regex(/^(row-\d{1,3}|tpi_[0-9a-z]{25})$/, "choice" satisfies FieldError);
const { speakers: _speakers, ...item } = itemFields;

export const addTemplateItemInput = z.strictObject({ templateId: ref(), ...item });
export const editTemplateItemInput = z.strictObject({ templateId: ref(), itemId: itemId(), version: seenVersion(), ...item });
export const arrangeTemplateItemsInput = z.strictObject({ templateId: ref(), act: button(["up", "down", "remove"], itemId()) });
