import { z } from "zod";
import { seenVersion, ticked, whole } from "../../kernel/input";

/** Half a year at least, so that a meeting can be accounted for; ten years at most. */
export const keepingInput = z.strictObject({ keepMonths: whole(6, 120), sure: ticked(), version: seenVersion() });
