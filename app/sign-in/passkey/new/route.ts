import { headers } from "next/headers";
import { visitorContext } from "@/app/context";
import { fieldOf, postedForm } from "@/app/posted";
import { arrivingStaff } from "@/app/session";
import { markOfBrowser } from "@/app/sign-in/enter";
import { takeAttempt } from "@/core/offices/attempts/commands";
import { deviceName } from "@/core/offices/entering/mail";
import { freshCodes } from "@/core/offices/factors/queries";
import { addPasskey } from "@/core/offices/passkeys/commands";
import { openStore } from "@/db/store";
import { logError } from "@/lib/log";
import { checkNewPasskey } from "@/lib/passkeys";
import { paths } from "@/lib/paths";
import { deviceOf } from "@/lib/user-agent";
import { answerOf } from "../answer";

/** Takes a passkey that was just made, and names it after the browser it was made in. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const actor = await arrivingStaff();
  if (!actor) return new Response(null, { status: 401 });
  const { store, t } = await visitorContext();
  const refused = (code: "passkey_failed" | "passkey_known" | "passkeys_many" | "sign_in_again", params = {}) =>
    Response.json({ error: t(`refusals.${code}`, params) }, { status: 400 });
  const attempt = takeAttempt(store, actor.now, "new_passkey", (await markOfBrowser("passkey")) ?? "");
  const answer = answerOf(fieldOf(form, "answer"));
  if (!attempt?.challenge || attempt.userId !== actor.userId || !answer) return refused("passkey_failed");
  try {
    const made = await checkNewPasskey(answer, attempt.challenge);
    if (!made) return refused("passkey_failed");
    const name = deviceName(t, deviceOf((await headers()).get("user-agent")));
    const outcome = addPasskey(openStore(), actor, { ...made, name });
    if (!outcome.ok) return refused(outcome.code as "passkey_known", outcome.params);
    return Response.json({ to: freshCodes(store, actor).length > 0 ? paths.recoveryCodes() : `${paths.security()}?done=secured` });
  } catch (thrown) {
    logError("passkey", thrown);
    return refused("passkey_failed");
  }
}
