"use server";

import { redirect } from "next/navigation";
import { action } from "@/app/action";
import { printLetters } from "@/app/pressing";
import { currentStaff } from "@/app/session";
import type { FormState } from "@/components/ui/form-state";
import { dropScan, issueLetters, planLetters, voidLetter } from "@/core/invitations/letters/commands";
import { dropScanInput, issueLettersInput, planLettersInput, voidLetterInput } from "@/core/invitations/letters/input";
import { openStore } from "@/db/store";
import { logError } from "@/lib/log";
import { paths } from "@/lib/paths";

export const savePlan = action(planLettersInput, planLetters, ({ briefingId }) => paths.briefingLetters(briefingId, { done: "saved" }));

const take = action(issueLettersInput, issueLetters);

/** Issues letters and, once they have their numbers, makes their files; what fails there is made when somebody opens them. */
export async function issue(previous: FormState, data: FormData): Promise<FormState> {
  const state = await take(previous, data);
  if (!state.ok) return state;
  const briefingId = String(data.get("briefingId"));
  const actor = await currentStaff();
  if (actor) await printLetters(openStore(), actor.officeId, briefingId).catch((thrown: unknown) => logError("letters", thrown));
  redirect(paths.briefingLetters(briefingId, { done: "issued" }));
}

export const declareVoid = action(voidLetterInput, voidLetter, (_value, { letterId }) => paths.letter(letterId, { done: "voided" }));
export const takeScanAway = action(dropScanInput, dropScan, ({ letterId }) => paths.letter(letterId, { done: "removed" }));
