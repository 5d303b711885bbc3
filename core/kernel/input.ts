import { z } from "zod";
import { isCalendarDay, isDay, isZone } from "@/lib/dates";
import { locales } from "@/lib/locales";
import type { Messages } from "@/lib/messages";
import { clean, isName } from "@/lib/text";

/**
 * The building blocks of every `input.ts`. An issue's message is a key of `common.errors`, with the value of its
 * placeholder behind a colon; the door translates it. Typed text is cleaned (NFC, nothing unseen) before it is measured.
 */
export type FieldError = keyof Messages["common"]["errors"];
const code = (key: FieldError, value?: number | string): string => (value === undefined ? key : `${key}:${value}`);

/** Text as it arrives. A form reader takes an empty text for none at all, at every step: hence the same message at each. */
const typed = () => z.string({ error: code("required") });

const cleaned = (max: number) =>
  typed()
    .transform(clean)
    .pipe(typed().max(max, code("tooLong", max)));

/** What may be left out: absent, empty and blank are one and the same. */
export const maybe = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && clean(value) === "" ? undefined : value), schema.optional());

/** One line a person must type. */
export const line = (max = 200) =>
  typed()
    .transform((text) => clean(text).replace(/\s+/g, " "))
    .pipe(typed().min(1, code("required")).max(max, code("tooLong", max)));
/** One line a person may type; empty becomes undefined. */
export const optionalLine = (max = 200) => maybe(cleaned(max).transform((t) => t.replace(/\s+/g, " ")));
/** What somebody or something is called: a line with a letter or digit in it. */
export const name = (max = 200) => line(max).refine(isName, { error: code("name") });
export const optionalName = (max = 200) => maybe(name(max));
/** Several lines a person must type. */
export const prose = (max = 4000) => cleaned(max).pipe(typed().min(1, code("required")));
/** Several lines a person may type. */
export const optionalProse = (max = 4000) => maybe(cleaned(max));
/** A calendar day, `YYYY-MM-DD`; before the first institutions there were, it has a mistyped year. */
export const day = () => typed().refine((text) => isDay(text) && text >= "1500-01-01" && text <= "2199-12-31", code("day"));
export const optionalDay = () => maybe(day());
/** A day of the office's own calendar: a meeting, a date due, a day closed. */
export const calendarDay = () => typed().refine(isCalendarDay, code("day"));
export const optionalCalendarDay = () => maybe(calendarDay());
/** A wall-clock hour, `HH:mm`. */
export const hour = () => typed().regex(/^([01]\d|2[0-3]):[0-5]\d$/, code("hour"));
/** One address: no quotes, commas or controls, at most 254 characters (RFC 5321 §4.5.3.1). */
export const email = () =>
  typed()
    .transform((text) => clean(text).toLowerCase())
    .pipe(
      typed()
        .max(254, code("email"))
        .regex(/^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\]+\.[^\s@"(),:;<>[\]\\]{2,}$/, code("email")),
    );
export const optionalEmail = () => maybe(email());
/** A telephone number as people write it. */
export const optionalPhone = () =>
  maybe(
    typed()
      .transform(clean)
      .pipe(typed().regex(/^\+?[\d\s().-]{5,24}$/, code("phone"))),
  );
export const optionalUrl = () =>
  maybe(
    typed()
      .transform(clean)
      .pipe(z.url({ protocol: /^https?$/, error: code("url") }).max(500, code("tooLong", 500))),
  );
/** An identifier of ours. */
export const ref = () => typed().regex(/^[a-z]{2,5}_[0-9a-z]{25}$/, code("choice"));
export const optionalRef = () => maybe(ref());
/** One of a fixed set. */
export const choice = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, { error: code("choice") });
/** One of a fixed set, or none. */
export const optionalChoice = <const T extends readonly [string, ...string[]]>(values: T) => maybe(choice(values));
export const language = () => choice(locales);
export const zone = () => typed().max(64).refine(isZone, code("zone"));
/** A whole number between two bounds, both included. */
export const whole = (min: number, max: number) =>
  z
    .number({ error: code("number") })
    .int(code("number"))
    .min(min, code("min", min))
    .max(max, code("max", max));
export const optionalWhole = (min: number, max: number) => maybe(whole(min, max));
/** A map from language to text, of what is there. */
export const byLanguage = <T extends z.ZodType<string | undefined>>(text: T) =>
  z
    .strictObject({ en: text, es: text, fr: text })
    .partial()
    .optional()
    .transform(
      (texts) => Object.fromEntries(Object.entries(texts ?? {}).filter(([, one]) => one)) as Partial<Record<"en" | "es" | "fr", string>>,
    );
/** A text in up to three languages; with `required`, at least one must be there. */
export const inLanguages = (max: number, required = false) =>
  byLanguage(optionalProse(max)).refine((texts) => !required || Object.keys(texts).length > 0, code("oneLanguage"));
/** One line in up to three languages. */
export const lineInLanguages = (max: number) => byLanguage(optionalLine(max));
/** The version of the record the person was looking at. */
export const seenVersion = () => whole(1, 1_000_000_000);
/** A ticked box, or not. */
export const ticked = () =>
  z
    .boolean({ error: code("choice") })
    .optional()
    .transform((value) => value === true);
/** Any number of ticked boxes of one name. */
export const several = <T extends z.ZodType>(item: T, max = 500) => z.array(item).max(max, code("tooMany", max)).default([]);
