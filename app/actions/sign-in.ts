"use server";

import { setTimeout as pause } from "node:timers/promises";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import { signInInput } from "@/core/offices/input";
import { confirmCode, requestSignIn } from "@/core/offices/sessions/commands";
import { CODE_DIGITS, digitsOf } from "@/core/offices/sessions/rules";
import { openStore } from "@/db/store";
import { paths, safePath } from "@/lib/paths";
import { placeOf } from "../arriving";
import { visitorContext } from "../context";
import { fieldRefused } from "../form-errors";
import { arrive, markBrowser, markOfBrowser, whence } from "../sign-in/enter";
import { minutesToCode, minutesToWait } from "../sign-in/limits";

/** Every answer takes at least this long, milliseconds, so that its time tells nothing about the address. */
const FLOOR = 400;

/** Asks for a sign-in link: the same answer, status and time whether or not the address is known. */
export async function askSignIn(_previous: FormState, data: FormData): Promise<FormState> {
  const floor = pause(FLOOR);
  const { store, t } = await visitorContext();
  const now = Date.now();
  const email = String(data.get("email") ?? "");
  const refused = (text: string): FormState => fieldRefused("email", t("signin.email"), email, text, t);
  const typed = signInInput.safeParse({ email, next: String(data.get("next") ?? "") });
  if (!typed.success) return refused(t("common.errors.email"));
  const minutes = await minutesToWait(store, typed.data.email, placeOf(await headers()), now);
  if (minutes > 0) return refused(t("signin.wait", { minutes }));
  const next = safePath(typed.data.next);
  const browserHash = await markBrowser();
  requestSignIn(store, { kind: "visitor", now }, { email: typed.data.email, next, browserHash });
  await floor;
  redirect(paths.signIn(next, "sent"));
}

/** Comes in by the code of the message: the same answer and time for a wrong one, an old one, and where none was mailed. */
export async function enterCode(_previous: FormState, data: FormData): Promise<FormState> {
  const floor = pause(FLOOR);
  const { t } = await visitorContext();
  const typed = String(data.get("code") ?? "").slice(0, 40);
  const code = digitsOf(typed);
  const refused = (text: string): FormState => fieldRefused("code", t("signin.code.label"), typed, text, t);
  if (code.length !== CODE_DIGITS || !/^\d+$/.test(code)) return refused(t("signin.code.shape"));
  const browserHash = (await markOfBrowser()) ?? "";
  const minutes = await minutesToCode(browserHash, placeOf(await headers()));
  if (minutes > 0) return refused(t("signin.code.wait", { minutes }));
  const outcome = confirmCode(openStore(), { kind: "visitor", now: Date.now() }, { code, browserHash, from: await whence() });
  await floor;
  if (!outcome.ok) return refused(t(`refusals.${outcome.code}`));
  const next = await arrive(outcome.value);
  // The frame of the page (its language, its look) is the person's own from now on.
  revalidatePath("/", "layout");
  redirect(next);
}
