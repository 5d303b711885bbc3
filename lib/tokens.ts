import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A fresh capability of 192 random bits, base64url. */
export function randomToken(): string {
  return randomBytes(24).toString("base64url");
}

/** What the database keeps of a token: its SHA-256, in hex. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

/** Whether a text can be a token at all; anything else is answered like an unknown one. */
export function looksLikeToken(token: string): boolean {
  return /^[A-Za-z0-9_-]{32}$/.test(token);
}
