import { postedForm } from "@/app/posted";
import { arrivingStaff } from "@/app/session";
import { markBrowser } from "@/app/sign-in/enter";
import { makeAttempt } from "@/core/offices/attempts/commands";
import { factorsOf } from "@/core/offices/factors/queries";
import { ownUser } from "@/core/offices/queries";
import { openStore } from "@/db/store";
import { newPasskeyOptions } from "@/lib/passkeys";

/** What a browser needs to make a passkey for the reader. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const actor = await arrivingStaff();
  const store = openStore();
  const user = actor && ownUser(store, actor);
  if (!user) return new Response(null, { status: 401 });
  const options = await newPasskeyOptions(user, factorsOf(store, user.id).passkeys);
  const payload = { challenge: options.challenge, userId: user.id };
  makeAttempt(store, actor.now, { kind: "new_passkey", browserHash: await markBrowser("passkey"), payload });
  return Response.json(options);
}
