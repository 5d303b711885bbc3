import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";

const holder = globalThis as { enlacePlaces?: true };

/**
 * Without a proxy of ours in front, `X-Forwarded-For` is whatever a client invents: it is taken out before the server
 * reads a request, and the server then writes the address of the socket there. Once for a process.
 */
export function watchPlaces(): void {
  if (env.trustProxy || holder.enlacePlaces) return;
  holder.enlacePlaces = true;
  let told = false;
  subscribe("http.server.request.start", (message) => {
    const { headers } = (message as { request: IncomingMessage }).request;
    if (headers["x-forwarded-for"] === undefined) return;
    headers["x-forwarded-for"] = undefined;
    if (!told) console.warn("X-Forwarded-For is not read. If a proxy of yours writes it, set TRUST_PROXY=1.");
    told = true;
  });
}

/**
 * Where a request comes from: the last hop, which the server itself or a trusted proxy wrote; what stands before it a
 * sender can invent. Of an IPv6 address only the network counts.
 */
export function placeOf(headers: Headers): string {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
  return address.includes(":") && !address.includes(".") ? address.split(":").slice(0, 4).join(":") : address;
}
