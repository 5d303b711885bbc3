import { isSameOrigin } from "@/app/same-origin";
import { env } from "@/lib/env";
import { isLocale } from "@/lib/locales";
import { safePath } from "@/lib/paths";

/** Remembers the language a visitor chose and goes back to the page they were reading. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return new Response(null, { status: 403 });
  const data = await request.formData();
  const language = data.get("language");
  const headers = new Headers({ location: safePath(data.get("to")) ?? "/" });
  if (isLocale(language))
    headers.set(
      "set-cookie",
      `language=${language}; Path=/; Max-Age=31536000; SameSite=Lax${env.appUrl.startsWith("https:") ? "; Secure" : ""}`,
    );
  return new Response(null, { status: 303, headers });
}
