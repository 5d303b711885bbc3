import { fieldOf, postedForm, seeOther } from "@/app/posted";
import { faultOf } from "@/core/kernel/outcome";
import { isDemo } from "@/core/offices/queries";
import { enterDemo } from "@/core/offices/sessions/commands";
import { openStore } from "@/db/store";
import { paths, safePath } from "@/lib/paths";
import { enter, whence } from "../enter";

/** Enters a demo with one of the accounts its sign-in page shows now; on any other database this address does not exist. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const store = openStore();
  if (!isDemo(store)) return new Response(null, { status: 404 });
  try {
    const outcome = enterDemo(store, { kind: "visitor", now: Date.now() }, { userId: fieldOf(form, "user"), from: await whence() });
    return outcome.ok ? enter({ ...outcome.value, next: safePath(fieldOf(form, "next")) }) : seeOther(paths.signIn());
  } catch (thrown) {
    if (faultOf(thrown)) return seeOther(paths.signIn());
    throw thrown;
  }
}
