import { z } from "zod";
import { briefingTypes } from "@/db/reference/briefings";
import { objectiveKeys } from "@/db/reference/frameworks";
import { referenceTopics } from "@/db/reference/vocabularies";
import { briefingStates, donorVisibilities, modes } from "@/db/schema/briefings";
import { locales } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import {
  calendarDay,
  choice,
  type FieldError,
  hour,
  inLanguages,
  language,
  line,
  lineInLanguages,
  maybe,
  optionalCalendarDay,
  optionalChoice,
  optionalLine,
  optionalRef,
  optionalUrl,
  optionalWhole,
  prose,
  ref,
  seenVersion,
  several,
  ticked,
  whole,
  zone,
} from "../kernel/input";

/** One of the keys of a vocabulary. */
export const oneOf = (keys: readonly string[]) =>
  z.string({ error: "choice" satisfies FieldError }).refine((key) => keys.includes(key), "choice" satisfies FieldError);

/** A day the world keeps, `MM-DD`. */
const occasionDay = () => z.string().regex(/^\d{2}-\d{2}$/, "choice" satisfies FieldError);

type Titled = { title?: Localized; language: string };

/** Asks for a title in one language at least; the error goes to the field in the writer's language, which is the one in sight, beside the other errors. */
const titled = <S extends z.ZodType<Titled>>(schema: S): S =>
  locales.reduce(
    (checked, lang) =>
      checked.refine(({ title, language: own }) => own !== lang || !title || Object.keys(title).length > 0, {
        path: ["title", lang],
        error: "required" satisfies FieldError,
        when: ({ value }) => typeof value === "object" && value !== null && "title" in value && "language" in value,
      }),
    schema,
  );

/** Title and day are typed; what is left out comes from the template, else from the office. */
export const createBriefingInput = titled(
  z.strictObject({
    language: language(),
    templateId: optionalRef(),
    title: lineInLanguages(200),
    day: calendarDay(),
    /** Agrees that the day has passed: a meeting of the past is recorded. */
    past: ticked(),
    starts: maybe(hour()),
    ends: maybe(hour()),
    zone: maybe(zone()),
    type: maybe(oneOf(briefingTypes)),
    mode: optionalChoice(modes),
    venue: optionalLine(200),
    address: optionalLine(300),
    onlineUrl: optionalUrl(),
    confidential: ticked(),
    occasionDays: several(occasionDay(), 20),
  }),
);

/** Everything of a briefing but its agenda and its state. `tell` agrees that those who were told before are told. */
export const editBriefingInput = titled(
  z.strictObject({
    briefingId: ref(),
    version: seenVersion(),
    language: language(),
    title: lineInLanguages(200),
    purpose: inLanguages(2000),
    type: oneOf(briefingTypes),
    day: calendarDay(),
    starts: hour(),
    lastDay: optionalCalendarDay(),
    ends: hour(),
    zone: zone(),
    mode: choice(modes),
    venue: optionalLine(200),
    address: optionalLine(300),
    onlineUrl: optionalUrl(),
    confidential: ticked(),
    accessNotes: inLanguages(2000),
    seats: optionalWhole(1, 100_000),
    replyBy: optionalCalendarDay(),
    occasionDays: several(occasionDay(), 20),
    /** Occasions of the office's earlier briefings, as `occasionsBefore` names them. */
    occasionsAgain: several(prose(300), 20),
    /** One occasion a line; the same line of each language is the same occasion. */
    occasions: inLanguages(2000),
    topics: several(oneOf(referenceTopics.map((topic) => topic.key)), 30),
    sdgs: several(whole(1, 17), 17),
    objectives: several(oneOf(objectiveKeys), 60),
    projectCode: optionalLine(60),
    donor: optionalLine(120),
    donorVisibility: choice(donorVisibilities),
    ownerId: optionalRef(),
    tell: ticked(),
  }),
);

/** A passage that needs nothing but a yes. */
export const moveBriefingInput = z.strictObject({ briefingId: ref(), to: choice(briefingStates) });

/** Without a day the new date stays open; without hours the old ones hold. The reason is that of the postponement, once. */
export const postponeBriefingInput = z.strictObject({
  briefingId: ref(),
  day: optionalCalendarDay(),
  starts: maybe(hour()),
  ends: maybe(hour()),
  replyBy: optionalCalendarDay(),
  reason: optionalLine(300),
});

export const cancelBriefingInput = z.strictObject({ briefingId: ref(), reason: line(300) });

/** Takes back a postponement or cancellation of less than a minute ago. */
export const undoPassageInput = z.strictObject({ briefingId: ref() });
