import { z } from "zod";
import { ref } from "../../kernel/input";

/** Somebody else of the institution, to whom the invitation goes anew. */
export const readdressInput = z.strictObject({ invitationId: ref(), addressee: ref() });
