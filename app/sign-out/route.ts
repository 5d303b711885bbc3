import { signOut, signOutEverywhere } from "@/core/offices/sessions/commands";
import { openStore } from "@/db/store";
import { paths } from "@/lib/paths";
import { fieldOf, postedForm, seeOther } from "../posted";
import { clearSessionCookie, currentStaff } from "../session";

/** Ends this session, or all of them, and has the browser forget the pages it kept. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const actor = await currentStaff();
  if (actor) (fieldOf(form, "everywhere") ? signOutEverywhere : signOut)(openStore(), actor);
  await clearSessionCookie();
  return seeOther(paths.signIn(undefined, "out"), { "clear-site-data": '"cache", "storage"' });
}
