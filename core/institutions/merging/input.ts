import { z } from "zod";
import { ref } from "../../kernel/input";

/** `goneId` turns out to be the same as `keptId`. */
export const mergeInput = z.strictObject({ keptId: ref(), goneId: ref() });

/** `id` is the merge's own. */
export const undoMergeInput = z.strictObject({ id: ref() });
