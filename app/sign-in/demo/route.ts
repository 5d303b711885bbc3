import { fieldOf, postedForm, seeOther } from "@/app/posted";
import { faultOf } from "@/core/kernel/outcome";
import { enterDemo } from "@/core/offices/sessions/commands";
import { openStore } from "@/db/store";
import { paths, safePath } from "@/lib/paths";
import { enter } from "../enter";

/** Enters a demo with one of its accounts; on any other database this answers as an address that does not exist. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  try {
    const outcome = enterDemo(openStore(), { kind: "visitor", now: Date.now() }, { userId: fieldOf(form, "user") });
    return outcome.ok ? enter({ ...outcome.value, next: safePath(fieldOf(form, "next")) }) : seeOther(paths.signIn());
  } catch (thrown) {
    if (faultOf(thrown)) return new Response(null, { status: 404 });
    throw thrown;
  }
}
