import { signOut, signOutEverywhere } from "@/core/offices/sessions/commands";
import { openStore } from "@/db/store";
import { paths, safePath } from "@/lib/paths";
import { fieldOf, postedForm, seeOther } from "../posted";
import { clearSessionCookie, currentArrival } from "../session";

/** Ends this session, or all of them, and has the browser forget the pages it kept. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const arrival = await currentArrival();
  if (arrival) (fieldOf(form, "everywhere") && !arrival.lacks ? signOutEverywhere : signOut)(openStore(), arrival.staff);
  const next = safePath(fieldOf(form, "next"));
  await clearSessionCookie();
  return seeOther(paths.signIn(next, next ? "repeat" : "out"), { "clear-site-data": '"cache", "storage"' });
}
