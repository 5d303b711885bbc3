import { seeOther } from "@/app/posted";
import { takeAttempt } from "@/core/offices/attempts/commands";
import { enterByProvider } from "@/core/offices/provider/commands";
import { openStore } from "@/db/store";
import { env } from "@/lib/env";
import { logError } from "@/lib/log";
import { taken } from "@/lib/openid";
import { paths, safePath } from "@/lib/paths";
import { enter, markOfBrowser, whence } from "../../enter";

/** Where the provider sends a person back to. The one GET that signs in: it counts once, in the browser that left, and nothing a scanner opens can. */
export async function GET(request: Request): Promise<Response> {
  if (!env.oidc) return new Response(null, { status: 404 });
  const now = Date.now();
  const sought = takeAttempt(openStore(), now, "provider", (await markOfBrowser("provider")) ?? "");
  if (!sought) return seeOther(paths.signIn(undefined, "late"));
  const next = safePath(sought.next);
  const { search, searchParams } = new URL(request.url);
  // Whoever turns back at the provider has done nothing wrong.
  if (searchParams.get("error") === "access_denied" && searchParams.get("state") === sought.state) return seeOther(paths.signIn(next));
  try {
    const { state = "", nonce = "", verifier = "" } = sought;
    const vouched = await taken(search, { state, nonce, verifier });
    const outcome = enterByProvider(openStore(), { kind: "visitor", now }, { ...vouched, next, from: await whence() });
    return outcome.ok ? enter(outcome.value) : seeOther(paths.signIn(next, "stranger"));
  } catch (thrown) {
    return seeOther(paths.signInFault(logError("provider", thrown), next));
  }
}
