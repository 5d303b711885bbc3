import { z } from "zod";
import { institutionTypes } from "@/db/reference/vocabularies";
import { verifyReasons } from "@/db/schema/institutions";
import { choice, optionalChoice, optionalLine, optionalRef, ref, whole } from "../../kernel/input";
import { contactShows, EXECUTIVE } from "./rules";

/** What the list of contacts is narrowed to, as its form and its address say it. */
export const contactFilter = {
  q: optionalLine(200),
  /** A type of institution, or the executive branch: several types. */
  type: optionalChoice([EXECUTIVE, ...institutionTypes]),
  /** An institution with everything under it. */
  under: optionalRef(),
  show: optionalChoice(contactShows),
};

/** Everybody the filter finds; `count` is how many the person saw. */
export const markContactsInput = z.strictObject({ ...contactFilter, why: choice(verifyReasons), count: whole(1, 100_000) });

/** `since` is when they were marked, together. */
export const unmarkContactsInput = z.strictObject({ since: whole(1, Number.MAX_SAFE_INTEGER) });

/** One post; `next` is the one to look at after it. */
export const verifyPostInput = z.strictObject({ id: ref(), next: optionalRef() });
export const markPostInput = z.strictObject({ id: ref(), why: choice(verifyReasons) });
