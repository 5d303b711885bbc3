import { fieldOf, postedForm, seeOther } from "@/app/posted";
import { confirmSignIn } from "@/core/offices/sessions/commands";
import { openStore } from "@/db/store";
import { paths } from "@/lib/paths";
import { enter, whence } from "../enter";

/** The button of the confirm page: spends the link and begins a session. The address is stable, so a page opened before an update still works. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const outcome = confirmSignIn(
    openStore(),
    { kind: "visitor", now: Date.now() },
    {
      token: fieldOf(form, "token"),
      from: await whence(),
    },
  );
  return outcome.ok ? enter(outcome.value) : seeOther(paths.signIn(undefined, "spent"));
}
