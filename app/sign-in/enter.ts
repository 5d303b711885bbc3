import "server-only";
import { cookies } from "next/headers";
import type { Entered } from "@/core/offices/sessions/commands";
import { signOut } from "@/core/offices/sessions/commands";
import { openStore } from "@/db/store";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { hashToken, randomToken } from "@/lib/tokens";
import { rememberLook } from "../look";
import { seeOther } from "../posted";
import { currentStaff, setSessionCookie } from "../session";

const ASKED = "sign-in";

/** Marks the browser that asks for a link; returns what the link keeps of the mark. */
export async function markBrowser(): Promise<string> {
  const mark = randomToken();
  (await cookies()).set(ASKED, mark, { httpOnly: true, sameSite: "lax", secure: env.secureCookies, path: "/sign-in", maxAge: 900 });
  return hashToken(mark);
}

/** Whether this browser is the one that asked for the link; a link made on the server belongs to no browser. */
export async function askedHere(browserHash: string | null): Promise<boolean> {
  const mark = (await cookies()).get(ASKED)?.value;
  return browserHash === null || (mark !== undefined && hashToken(mark) === browserHash);
}

/** Lets a person in: whatever session this browser had ends, a new one begins, and the page looks as they like it. */
export async function enter({ sessionId, user, next }: Entered): Promise<Response> {
  const before = await currentStaff();
  if (before) signOut(openStore(), before);
  await setSessionCookie(sessionId);
  await rememberLook(user);
  (await cookies()).delete({ name: ASKED, path: "/sign-in" });
  return seeOther(next ?? paths.home());
}
