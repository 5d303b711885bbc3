import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";

const holder = globalThis as { enlaceArriving?: { told: boolean } };

/** Any address that has no page; it leads to the page that says so. */
const NOWHERE = "/missing";
/** A link that opens nothing: its page works without script. */
const NO_LINK = "/r/-";

/** Sets each request right before the framework reads it. Once for a process. */
export function watchRequests(): void {
  if (holder.enlaceArriving) return;
  holder.enlaceArriving = { told: false };
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    if (isMalformed(request.url)) request.url = request.url?.startsWith("/r/") ? NO_LINK : NOWHERE;
    if (request.headers["x-forwarded-for"] !== undefined && !env.trustProxy) dropInvented(request);
  });
}

/** Whether an address is no text at all (`/%ff`): the framework has a bare 500 for it, and a proxy cannot lead it elsewhere. */
function isMalformed(url = ""): boolean {
  if (!url.includes("%")) return false;
  try {
    decodeURIComponent(url.split("?")[0] ?? "");
    return false;
  } catch {
    return true;
  }
}

/**
 * Without a proxy of ours in front, `X-Forwarded-For` is whatever a client invents; where it is missing the server
 * writes the address of the socket there.
 */
function dropInvented(request: IncomingMessage): void {
  request.headers["x-forwarded-for"] = undefined;
  if (holder.enlaceArriving?.told) return;
  holder.enlaceArriving = { told: true };
  console.warn("X-Forwarded-For is not read. If a proxy of yours writes it, set TRUST_PROXY=1.");
}

/**
 * Where a request comes from: the last hop, which the server itself or a trusted proxy wrote; what stands before it a
 * sender can invent. Of an IPv6 address only the network counts.
 */
export function placeOf(headers: Headers): string {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
  return address.includes(":") && !address.includes(".") ? address.split(":").slice(0, 4).join(":") : address;
}
