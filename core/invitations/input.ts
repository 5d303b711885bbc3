import { z } from "zod";
import { choice, type FieldError, language, optionalRef, ref, seenVersion, several, ticked, whole } from "../kernel/input";

const code = (key: FieldError): string => key;

/** Seats an institution is offered. */
const quota = () => whole(1, 50);

/** A row of the list to choose from; one that is not ticked is dropped. */
const choiceRow = z.strictObject({ id: ref(), chosen: ticked(), quota: quota().default(2), addressee: optionalRef() });

export const addInvitationsInput = z.strictObject({
  briefingId: ref(),
  institutions: several(choiceRow).transform((rows) => rows.filter((row) => row.chosen).map(({ chosen: _, ...row }) => row)),
});

export const editInvitationInput = z.strictObject({
  id: ref(),
  version: seenVersion(),
  quota: quota(),
  addressee: optionalRef(),
  language: language(),
  documentKind: choice(["email", "letter", "note_verbale"]),
});

export const withdrawInvitationsInput = z.strictObject({ briefingId: ref(), invitations: several(ref()), tell: ticked() });

export const deliveries = ["letter", "phone", "whatsapp", "in_person"] as const;

/** The invitation was handed over by another way than our mail. */
export const recordDeliveryInput = z.strictObject({ id: ref(), channel: z.enum(deliveries, { error: code("choice") }) });

export const settleAnswersInput = z.strictObject({ id: ref() });
