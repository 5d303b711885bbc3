import { fieldOf, postedForm, seeOther } from "@/app/posted";
import { env } from "@/lib/env";
import { isLocale } from "@/lib/locales";
import { safePath } from "@/lib/paths";

/** Remembers the language a visitor chose and goes back to the page they were reading. */
export async function POST(request: Request): Promise<Response> {
  const form = await postedForm(request);
  if (form instanceof Response) return form;
  const language = fieldOf(form, "language");
  const secure = env.appUrl.startsWith("https:") ? "; Secure" : "";
  return seeOther(
    safePath(fieldOf(form, "to")) ?? "/",
    isLocale(language) ? { "set-cookie": `language=${language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}` } : {},
  );
}
