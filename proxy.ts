import { type NextRequest, NextResponse } from "next/server";
import { isSameOrigin } from "./app/same-origin";
import { logError } from "./lib/log";

let told = false;

/** What another site makes a browser post is turned away here: the framework would answer it with a bare 500. Said once, for anybody can cause it. */
function turnAway(): NextResponse {
  if (!told) logError("origin", new Error("A post from another site was refused."));
  told = true;
  return new NextResponse(null, { status: 403, headers: { "cache-control": "no-store" } });
}

/** Gives each page of the app its nonce and tells it its own address, and refuses foreign posts. Guest pages and files are left out (see `config`). */
export function proxy(request: NextRequest): NextResponse {
  if (request.method === "POST" && !isSameOrigin(request)) return turnAway();
  const nonce = btoa(crypto.randomUUID());
  const dev = process.env.NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-enlace-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/**
 * Of what begins with `r/` only a liaison's link is left out, which is one segment, and the papers below it; so are
 * letters that were passed on, and papers made just now: they have policies of their own.
 */
export const config = {
  matcher: [
    "/((?!r/[^/]*$|r/[^/]*/(?:papers/[^/]*|programme|letter)$|l/[^/]*$|briefings/[^/]*/(?:agenda/pdf|letters/(?:pdf|docx))$|calendar/[^/]*\\.ics$|api/|_next/|assets/|fonts/|favicon).*)",
  ],
};
