import { z } from "zod";
import { line, ref } from "../../kernel/input";

/** The parent's key, as its administrators tell it. */
export const askParentInput = z.strictObject({ key: line(32) });
export const noInput = z.strictObject({});
export const childInput = z.strictObject({ officeId: ref() });
