import { z } from "zod";
import { recordAnswerInput } from "../answers/input";
import { filters, orders } from "./rules";

/** An answer noted on the board, which comes back as it was: same filter, same order. */
export const noteAnswerInput = recordAnswerInput.safeExtend({
  show: z.enum(filters).optional().catch(undefined),
  order: z.enum(orders).optional().catch(undefined),
});
