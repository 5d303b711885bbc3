import { headers } from "next/headers";
import { placeOf } from "@/app/arriving";
import { postedForm } from "@/app/posted";
import { makeAttempt } from "@/core/offices/attempts/commands";
import { openStore } from "@/db/store";
import { passkeyOptions } from "@/lib/passkeys";
import { markBrowser } from "../../enter";
import { mayBeginElsewhere } from "../../limits";

/** What a browser needs to show a passkey; the challenge stays here, for this browser. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  if (!(await mayBeginElsewhere(placeOf(await headers())))) return new Response(null, { status: 429 });
  const options = await passkeyOptions();
  const browserHash = await markBrowser("passkey");
  makeAttempt(openStore(), Date.now(), { kind: "passkey", browserHash, payload: { challenge: options.challenge } });
  return Response.json(options);
}
