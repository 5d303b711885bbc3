"use server";

import { setTimeout as pause } from "node:timers/promises";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import { signInInput } from "@/core/offices/input";
import { requestSignIn } from "@/core/offices/sessions/commands";
import { newId } from "@/lib/ids";
import { paths, safePath } from "@/lib/paths";
import { placeOf } from "../arriving";
import { visitorContext } from "../context";
import { named } from "../form-errors";
import { markBrowser } from "../sign-in/enter";
import { minutesToWait } from "../sign-in/limits";

/** Every answer takes at least this long, milliseconds, so that its time tells nothing about the address. */
const FLOOR = 400;

/** Asks for a sign-in link: the same answer, status and time whether or not the address is known. */
export async function askSignIn(_previous: FormState, data: FormData): Promise<FormState> {
  const floor = pause(FLOOR);
  const { store, t } = await visitorContext();
  const now = Date.now();
  const email = String(data.get("email") ?? "");
  const wrong = (text: string): FormState => ({
    id: newId("frm"),
    ok: false,
    errors: [{ field: "email", text, named: named(t("signin.email"), text, t) }],
    values: { email: [email] },
  });
  const typed = signInInput.safeParse({ email, next: String(data.get("next") ?? "") });
  if (!typed.success) return wrong(t("common.errors.email"));
  const minutes = await minutesToWait(store, typed.data.email, placeOf(await headers()), now);
  if (minutes > 0) return wrong(t("signin.wait", { minutes }));
  const next = safePath(typed.data.next);
  const browserHash = await markBrowser();
  requestSignIn(store, { kind: "visitor", now }, { email: typed.data.email, next, browserHash });
  await floor;
  redirect(paths.signIn(next, "sent"));
}
