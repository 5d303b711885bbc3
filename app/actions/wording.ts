"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/components/ui/form-state";
import { sampleOf } from "@/core/invitations/sampling/mail";
import { samplesOf } from "@/core/invitations/sampling/queries";
import { authorize } from "@/core/kernel/authorized";
import { accept, refuse } from "@/core/kernel/outcome";
import { canKeepOffice } from "@/core/offices/policy";
import { findOffice } from "@/core/offices/queries";
import * as wording from "@/core/offices/wording/commands";
import { saveWordingInput, settleWordingInput } from "@/core/offices/wording/input";
import { ourWords } from "@/core/offices/wording/queries";
import { isLocale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { action } from "../action";

/** Saves the texts of a kind; or, by the button of a language, shows how that text would arrive and saves nothing. */
const save = action(saveWordingInput, wording.saveWording, ({ kind }) => paths.mailText(kind, { done: "saved" }), {
  look: (store, actor, { kind, subject, body, sample }, which) => {
    authorize(findOffice(store, actor.officeId), (office) => canKeepOffice(actor, office));
    const language = isLocale(which) ? which : actor.language;
    const words = { subject: subject[language] ?? "", body: body[language] ?? "" };
    const shown = words.subject || words.body ? words : ourWords(kind, language);
    const wrong = wording.refuseText(kind, shown, (field) => `${field}.${language}`);
    if (wrong) return wrong;
    const made = sampleOf(store, actor, { kind, words: shown, language, invitationId: sample ?? samplesOf(store, actor)[0]?.id });
    return made ? accept([{ ...made, lang: language }]) : refuse("no_sample");
  },
});
export const settleWording = action(settleWordingInput, wording.settleWording, ({ kind }) => paths.mailText(kind, { done: "saved" }));

export async function saveWording(previous: FormState, data: FormData): Promise<FormState> {
  const state = await save(previous, data);
  // Somebody saved meanwhile: the page round the form tells how the texts stand now.
  if (state.current) revalidatePath("/", "layout");
  return state;
}
