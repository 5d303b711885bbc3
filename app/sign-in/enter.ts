import "server-only";
import { cookies, headers } from "next/headers";
import type { Entered } from "@/core/offices/entering/commands";
import { signOut } from "@/core/offices/sessions/commands";
import type { Whence } from "@/core/offices/sessions/rules";
import { openStore } from "@/db/store";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { hashToken, looksLikeToken, randomToken } from "@/lib/tokens";
import { deviceOf } from "@/lib/user-agent";
import { rememberLook } from "../look";
import { seeOther } from "../posted";
import { currentArrival, setSessionCookie } from "../session";

const ASKED = "sign-in";
/** What a browser is marked for, each with a cookie of its own: a link it asked for, a provider it went to, a passkey it was asked for. */
type Mark = typeof ASKED | "provider" | "passkey";
/** How long a browser is known again, seconds: a year. */
const KNOWN = 365 * 86_400;
const knownName = (): string => (env.secureCookies ? "__Host-browser" : "browser");

/** Marks the browser that asks for a link or leaves for a provider; returns what is kept of the mark. */
export async function markBrowser(what: Mark = ASKED): Promise<string> {
  const mark = randomToken();
  (await cookies()).set(what, mark, { httpOnly: true, sameSite: "lax", secure: env.secureCookies, path: "/sign-in", maxAge: 900 });
  return hashToken(mark);
}

/** What is kept of this browser's mark; `undefined` for one that has none. */
export async function markOfBrowser(what: Mark = ASKED): Promise<string | undefined> {
  const mark = (await cookies()).get(what)?.value;
  return mark && looksLikeToken(mark) ? hashToken(mark) : undefined;
}

/** The browser that is coming in; it carries a mark from now on, by which the person's own is told from a new one. */
export async function whence(): Promise<Whence> {
  const jar = await cookies();
  const before = jar.get(knownName())?.value;
  const mark = before && looksLikeToken(before) ? before : randomToken();
  jar.set(knownName(), mark, { httpOnly: true, sameSite: "lax", secure: env.secureCookies, path: "/", maxAge: KNOWN });
  return { ...deviceOf((await headers()).get("user-agent")), browserHash: hashToken(mark) };
}

/** Whether this browser is the one that asked for the link; a link made on the server belongs to no browser. */
export async function askedHere(browserHash: string | null): Promise<boolean> {
  return browserHash === null || (await markOfBrowser()) === browserHash;
}

/** Lets a person in: whatever session this browser had ends, a new one begins, and the page looks as they like it. Gives the page to go on to. */
export async function arrive({ sessionId, user, next }: Entered): Promise<string> {
  const before = await currentArrival();
  if (before) signOut(openStore(), before.staff);
  await setSessionCookie(sessionId);
  await rememberLook(user);
  (await cookies()).delete({ name: ASKED, path: "/sign-in" });
  return next ?? paths.home();
}

/** Lets a person in after a plain post. */
export async function enter(entered: Entered): Promise<Response> {
  return seeOther(await arrive(entered));
}
