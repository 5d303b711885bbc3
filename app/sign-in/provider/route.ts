import { headers } from "next/headers";
import { placeOf } from "@/app/arriving";
import { fieldOf, postedForm, seeOther } from "@/app/posted";
import { makeAttempt } from "@/core/offices/attempts/commands";
import { openStore } from "@/db/store";
import { env } from "@/lib/env";
import { logError } from "@/lib/log";
import { seek } from "@/lib/openid";
import { paths, safePath } from "@/lib/paths";
import { markBrowser } from "../enter";
import { mayBeginElsewhere } from "../limits";

/**
 * Sends a person to the organisation's sign-in. Not by a redirect: the policy of the page lets forms lead to our own
 * pages only, and browsers hold redirects after a form to it; a refresh begins anew.
 */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  if (!env.oidc) return new Response(null, { status: 404 });
  const next = safePath(fieldOf(form, "next"));
  try {
    if (!(await mayBeginElsewhere(placeOf(await headers())))) return seeOther(paths.signIn(next, "busy"));
    const { url, sought } = await seek();
    const payload: Record<string, string> = next ? { ...sought, next } : sought;
    makeAttempt(openStore(), Date.now(), { kind: "provider", browserHash: await markBrowser("provider"), payload });
    return new Response(null, { headers: { refresh: `0;url=${url}`, "cache-control": "no-store" } });
  } catch (thrown) {
    return seeOther(paths.signInFault(logError("provider", thrown), next));
  }
}
