import { z } from "zod";
import { ref, ticked } from "../../kernel/input";

export const revokeLinkInput = z.strictObject({ invitationId: ref() });

/** A new link; with `send`, the invitation leaves again with it. */
export const reissueLinkInput = z.strictObject({ invitationId: ref(), send: ticked() });
