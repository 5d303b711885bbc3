import { z } from "zod";
import { ref, several } from "../../kernel/input";

/** Institutions of a briefing that somebody has written to by WhatsApp, with the text made for them. */
export const noteContactInput = z.strictObject({ briefingId: ref(), invitations: several(ref()) });
