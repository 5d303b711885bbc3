import { faultOf } from "@/core/kernel/outcome";
import { switchOffice } from "@/core/offices/sessions/commands";
import { openStore } from "@/db/store";
import { paths } from "@/lib/paths";
import { fieldOf, postedForm, seeOther } from "../posted";
import { currentStaff } from "../session";

/** Goes on in another office of the person's; to one that is not theirs, or no longer, it leads nowhere. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const actor = await currentStaff();
  if (!actor) return seeOther(paths.signIn());
  try {
    switchOffice(openStore(), actor, { officeId: fieldOf(form, "officeId") });
  } catch (thrown) {
    if (!faultOf(thrown)) throw thrown;
  }
  return seeOther(paths.home());
}
