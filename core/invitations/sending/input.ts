import { z } from "zod";
import { ref, several, whole } from "../../kernel/input";

/** The chosen invitations, and their number as the person confirmed it. */
export const sendInvitationsInput = z.strictObject({
  briefingId: ref(),
  invitations: several(ref()),
  count: whole(1, 500),
});

export const undoSendingInput = z.strictObject({ briefingId: ref(), batchId: ref() });

export const resendInvitationInput = z.strictObject({ invitationId: ref() });

/** Whom to write to again; nobody named means everybody it concerns. */
export const chaseInput = z.strictObject({ briefingId: ref(), invitations: several(ref()) });
