import { z } from "zod";
import { ref } from "../../kernel/input";

export const passkeyInput = z.strictObject({ passkeyId: ref() });
