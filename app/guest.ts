import "server-only";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { ReactElement } from "react";
import { placeOf } from "./arriving";

/** Longest form a page of ours sends, bytes. */
const LARGEST = 64 * 1024;

const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Headers of every answer to somebody without an account: no script, nothing kept by anybody in between, no trace elsewhere. */
const guestHeaders = {
  "content-security-policy": policy,
  "referrer-policy": "same-origin",
  "cache-control": "private, no-store",
  "x-robots-tag": "noindex",
};

const holder = globalThis as {
  enlaceMarkup?: Promise<(element: ReactElement) => string>;
  enlaceGuestLimits?: { address: RateLimiterMemory; token: RateLimiterMemory };
};

/** Static markup of a page; the renderer is loaded once, and late, for a route cannot import it by name. */
async function markup(element: ReactElement): Promise<string> {
  holder.enlaceMarkup ??= import("react-dom/server").then((server) => server.renderToStaticMarkup);
  return `<!DOCTYPE html>${(await holder.enlaceMarkup)(element)}`;
}

/**
 * A page without script. It leaves uncompressed: the framework takes a handler's `Content-Encoding` away and compresses
 * by itself, once the configuration names the type of these addresses.
 */
export async function guestPage(element: ReactElement, status = 200): Promise<Response> {
  return new Response(await markup(element), {
    status,
    headers: { ...guestHeaders, "content-type": "text/html; charset=utf-8", vary: "Accept-Language" },
  });
}

/** Sends the browser on by GET after a post, so that a reload sends nothing again. */
export const seeOther = (location: string): Response => new Response(null, { status: 303, headers: { ...guestHeaders, location } });

/** The fields of a plain form; `too_large` beyond 64 KiB, `unreadable` for anything that is no such form. */
export async function readForm(request: Request): Promise<URLSearchParams | "too_large" | "unreadable"> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? "")) return "unreadable";
  if (Number(request.headers.get("content-length") ?? 0) > LARGEST) return "too_large";
  const reader = request.body?.getReader();
  if (!reader) return new URLSearchParams();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > LARGEST) {
      await reader.cancel();
      return "too_large";
    }
    chunks.push(part.value);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

/** Posts a minute: one address (a whole ministry may share it), one link. */
const limits = () => {
  holder.enlaceGuestLimits ??= {
    address: new RateLimiterMemory({ points: 60, duration: 60 }),
    token: new RateLimiterMemory({ points: 12, duration: 60 }),
  };
  return holder.enlaceGuestLimits;
};

/** Whether one more post from this address, on this link, is taken now; otherwise after a minute. */
export async function isWithinLimits(request: Request, token: string): Promise<boolean> {
  const { address, token: link } = limits();
  try {
    await Promise.all([address.consume(placeOf(request.headers)), link.consume(token)]);
    return true;
  } catch {
    return false;
  }
}
