import "server-only";
import { cookies, headers } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { cache } from "react";
import type { Staff } from "@/core/kernel/actor";
import { type Arrival, findArrival } from "@/core/offices/sessions/queries";
import { openStore } from "@/db/store";
import { env } from "@/lib/env";
import { isLocale, type Locale, negotiate } from "@/lib/locales";
import { keyFor } from "@/lib/secret";

/** Absolute life of a session, seconds. */
const LIFE = 7 * 24 * 3600;

const cookieName = (): string => (env.secureCookies ? "__Host-enlace" : "enlace");

const cookieOptions = (maxAge: number) => ({
  httpOnly: true,
  sameSite: "lax" as const,
  secure: env.secureCookies,
  path: "/",
  maxAge,
});

const signingKey = (): string => keyFor("session").toString("base64url");

/** Puts a session's id into the signed cookie of the answer being written. */
export async function setSessionCookie(sessionId: string): Promise<void> {
  const value = await encode({ token: { sid: sessionId }, secret: signingKey(), maxAge: LIFE });
  (await cookies()).set(cookieName(), value, cookieOptions(LIFE));
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(cookieName(), "", cookieOptions(0));
}

/** Whose session the request carries, complete or not; `undefined` when the cookie is missing, forged, or its session has ended. */
export const currentArrival = cache(async (): Promise<Arrival | undefined> => {
  const value = (await cookies()).get(cookieName())?.value;
  if (!value) return undefined;
  const token = await decode({ token: value, secret: signingKey() }).catch(() => null);
  return typeof token?.sid === "string" ? findArrival(openStore(), token.sid, Date.now()) : undefined;
});

/** The member of staff behind the request: nobody as long as their session lacks a second factor. */
export async function currentStaff(): Promise<Staff | undefined> {
  const arrival = await currentArrival();
  return arrival?.lacks ? undefined : arrival?.staff;
}

/** The same for setting up a second factor: also whoever must have one and has none. */
export async function arrivingStaff(): Promise<Staff | undefined> {
  const arrival = await currentArrival();
  return arrival?.lacks === "factor" ? undefined : arrival?.staff;
}

/** The reader's language: the person's own, else the one chosen on a public page, else the browser's. */
export const currentLocale = cache(async (): Promise<Locale> => {
  const arrival = await currentArrival();
  if (arrival) return arrival.staff.language;
  const chosen = (await cookies()).get("language")?.value;
  return isLocale(chosen) ? chosen : negotiate((await headers()).get("accept-language"));
});
