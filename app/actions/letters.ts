"use server";

import { redirect } from "next/navigation";
import { action } from "@/app/action";
import { printLetters } from "@/app/pressing";
import { currentStaff } from "@/app/session";
import type { FormState } from "@/components/ui/form-state";
import { dropScan, issueLetters, planLetters, reissueLetters, voidLetter } from "@/core/invitations/letters/commands";
import { dropScanInput, issueLettersInput, planLettersInput, reissueLettersInput, voidLetterInput } from "@/core/invitations/letters/input";
import { openStore } from "@/db/store";
import { logError } from "@/lib/log";
import { paths } from "@/lib/paths";

export const savePlan = action(planLettersInput, planLetters, ({ briefingId }) => paths.briefingLetters(briefingId, { done: "saved" }));

const first = action(issueLettersInput, issueLetters);
const anew = action(reissueLettersInput, reissueLetters);

/** Issues letters, for the first time or anew. */
export const issue = async (previous: FormState, data: FormData): Promise<FormState> => filed(await first(previous, data), data);
export const reissue = async (previous: FormState, data: FormData): Promise<FormState> => filed(await anew(previous, data), data);

/** Makes the files of letters that have their numbers; what fails there is made when somebody opens them. */
async function filed(state: FormState, data: FormData): Promise<FormState> {
  if (!state.ok) return state;
  const briefingId = String(data.get("briefingId"));
  const actor = await currentStaff();
  if (actor) await printLetters(openStore(), actor.officeId, briefingId).catch((thrown: unknown) => logError("letters", thrown));
  redirect(paths.briefingLetters(briefingId, { done: "issued" }));
}

export const declareVoid = action(voidLetterInput, voidLetter, (_value, { letterId }) => paths.letter(letterId, { done: "voided" }));
export const takeScanAway = action(dropScanInput, dropScan, ({ letterId }) => paths.letter(letterId, { done: "removed" }));
