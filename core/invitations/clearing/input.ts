import { z } from "zod";
import { line, ref } from "../../kernel/input";

/** What was shown when it was cleared: a sum of every message, so that nothing else leaves. */
export const clearInput = z.strictObject({ briefingId: ref(), clearanceId: ref(), seen: line(64) });
export const refuseClearanceInput = z.strictObject({ clearanceId: ref(), reason: line(300) });
export const takeBackClearanceInput = z.strictObject({ clearanceId: ref() });
