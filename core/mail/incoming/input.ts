import { z } from "zod";
import { ref } from "../../kernel/input";

export const settleMailInput = z.strictObject({ id: ref() });
