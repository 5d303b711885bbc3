import { visitorContext } from "@/app/context";
import { fieldOf, postedForm } from "@/app/posted";
import { takeAttempt } from "@/core/offices/attempts/commands";
import { enterByPasskey } from "@/core/offices/passkeys/commands";
import { findPasskey } from "@/core/offices/passkeys/queries";
import { openStore } from "@/db/store";
import { logError } from "@/lib/log";
import { checkPasskey } from "@/lib/passkeys";
import { paths, safePath } from "@/lib/paths";
import { arrive, markOfBrowser, whence } from "../enter";
import { answerOf } from "./answer";

/** Takes the answer of a passkey and lets its owner in. Script asks and script goes on, so the answer is data. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const { t } = await visitorContext();
  const refused = () => Response.json({ error: t("refusals.passkey_unknown") }, { status: 400 });
  const now = Date.now();
  const attempt = takeAttempt(openStore(), now, "passkey", (await markOfBrowser("passkey")) ?? "");
  const answer = answerOf(fieldOf(form, "answer"));
  const passkey = answer && findPasskey(openStore(), answer.id);
  if (!attempt?.challenge || !passkey) return refused();
  try {
    const counter = await checkPasskey(answer, attempt.challenge, passkey);
    if (counter === undefined) return refused();
    const { credentialId } = passkey;
    const from = await whence();
    const outcome = enterByPasskey(
      openStore(),
      { kind: "visitor", now },
      { credentialId, counter, next: safePath(fieldOf(form, "next")), from },
    );
    return outcome.ok ? Response.json({ to: (await arrive(outcome.value)) || paths.home() }) : refused();
  } catch (thrown) {
    logError("passkey", thrown);
    return refused();
  }
}
