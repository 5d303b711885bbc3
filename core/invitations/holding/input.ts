import { z } from "zod";
import { calendarDay, choice, optionalCalendarDay, optionalLine, ref, whole } from "../../kernel/input";
import { missing } from "../answers/input";
import { sendInvitationsInput } from "../sending/input";

const note = { askedOn: calendarDay(), reference: optionalLine(60) };

/** The chosen invitations, and the note to the foreign ministry they wait for. */
export const holdInvitationsInput = sendInvitationsInput.extend(note);

/** The same as a form sends it, with the choice when they leave; what was typed of a note under another choice is left out. */
export const leaveInput = sendInvitationsInput
  .extend({ how: choice(["now", "hold"]).default("now"), askedOn: optionalCalendarDay(), reference: optionalLine(60) })
  .refine(({ how, askedOn }) => how === "now" || askedOn, missing("askedOn", "required"));

export const noteHoldingInput = z.strictObject({ briefingId: ref(), ...note });

/** `n` is how many the person saw waiting. */
export const releaseInvitationsInput = z.strictObject({ briefingId: ref(), n: whole(1, 500) });

export const takeBackHoldingInput = z.strictObject({ briefingId: ref() });
