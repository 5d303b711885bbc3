import { z } from "zod";
import { choice, ref, several } from "../../kernel/input";

/** Institutions of a briefing that somebody has called, in vain too, or written to by WhatsApp with the text made for them. */
export const noteContactInput = z.strictObject({
  briefingId: ref(),
  invitations: several(ref()),
  channel: choice(["whatsapp", "phone", "no_answer"]).default("whatsapp"),
});
