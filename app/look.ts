import "server-only";
import { cookies } from "next/headers";
import type { Theme } from "@/db/schema/offices";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/locales";

const YEAR = 365 * 86_400;

/** Keeps a person's theme and language in this browser, so that the page has them before it knows who reads it. */
export async function rememberLook({ theme, language }: { theme: Theme; language: Locale }): Promise<void> {
  const jar = await cookies();
  const options = { path: "/", sameSite: "lax" as const, secure: env.appUrl.startsWith("https:"), maxAge: YEAR };
  jar.set("language", language, options);
  if (theme === "system") jar.delete("theme");
  else jar.set("theme", theme, options);
}
