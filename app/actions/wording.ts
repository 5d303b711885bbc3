"use server";

import { parseWithZod } from "@conform-to/zod/v4";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import { sampleOf } from "@/core/invitations/sampling/mail";
import { samplesOf } from "@/core/invitations/sampling/queries";
import { canKeepOffice } from "@/core/offices/policy";
import { findOffice } from "@/core/offices/queries";
import * as wording from "@/core/offices/wording/commands";
import { saveWordingInput, settleWordingInput } from "@/core/offices/wording/input";
import { ourWords } from "@/core/offices/wording/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";
import { newId } from "@/lib/ids";
import { isLocale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { action } from "../action";
import { fieldErrors, labelsOf, refusalError } from "../form-errors";
import { currentStaff } from "../session";

const save = action(saveWordingInput, wording.saveWording, ({ kind }) => paths.mailText(kind, { done: "saved" }));
export const settleWording = action(settleWordingInput, wording.settleWording, ({ kind }) => paths.mailText(kind, { done: "saved" }));

/** Saves the texts of a kind; or, by the button of a language (`show`), shows how that text would arrive and saves nothing. */
export async function saveWording(previous: FormState, data: FormData): Promise<FormState> {
  const language = data.get("show");
  data.delete("show");
  if (isLocale(language)) return show(language, data);
  const state = await save(previous, data);
  // Somebody saved meanwhile: the page round the form tells how the texts stand now.
  if (state.current) revalidatePath("/", "layout");
  return state;
}

async function show(language: "en" | "es" | "fr", data: FormData): Promise<FormState> {
  const actor = await currentStaff();
  const store = openStore();
  if (!actor || !canKeepOffice(actor, findOffice(store, actor.officeId))) redirect(paths.signIn(paths.mailTexts()));
  const t = translator(actor.language);
  const typed = new FormData();
  for (const [name, value] of data) if (!/^[$_]/.test(name)) typed.append(name, value);
  const values: FormState["values"] = {};
  for (const [name, value] of typed) if (typeof value === "string") values[name] = [...(values[name] ?? []), value];
  const state = { id: newId("frm"), ok: false, errors: [], values };
  const submission = parseWithZod(typed, { schema: saveWordingInput });
  if (submission.status !== "success") return { ...state, errors: fieldErrors(submission.error ?? {}, labelsOf(data), t) };
  const { kind, subject, body, sample } = submission.value;
  const words = { subject: subject[language] ?? "", body: body[language] ?? "" };
  const shown = words.subject || words.body ? words : ourWords(kind, language);
  const wrong = wording.refuseText(kind, shown, (field) => `${field}.${language}`);
  if (wrong) return { ...state, errors: [refusalError(wrong, labelsOf(data), t)] };
  const made = sampleOf(store, actor, { kind, words: shown, language, invitationId: sample ?? samplesOf(store, actor)[0]?.id });
  if (!made) return { ...state, errors: [{ text: t("wording.page.noSample") }] };
  return { ...state, shown: [{ ...made, lang: language }] };
}
