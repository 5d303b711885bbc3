import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "./env";

const holder = globalThis as { enlaceSecret?: { dir: string; value: string } };

/** The installation's secret: `ENLACE_SECRET`, else `DATA_DIR/secret`, made on first use with mode 0600. */
export function secret(): string {
  const given = process.env.ENLACE_SECRET;
  if (given) return given;
  const dir = env.dataDir;
  if (holder.enlaceSecret?.dir === dir) return holder.enlaceSecret.value;
  const path = join(dir, "secret");
  mkdirSync(dir, { recursive: true });
  try {
    writeFileSync(path, `${randomBytes(32).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
  }
  const value = readFileSync(path, "utf8").trim();
  holder.enlaceSecret = { dir, value };
  return value;
}

/** A key for one purpose, derived so that no purpose can be computed from another. */
export function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret(), "enlace", purpose, 32));
}

/** A number of `length` digits, as text, that only the holder of the secret can compute again. */
export function derivedDigits(purpose: string, id: string, length: number): string {
  const number = createHmac("sha256", keyFor(purpose)).update(id).digest().readUIntBE(0, 6) % 10 ** length;
  return String(number).padStart(length, "0");
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A word of letters and digits nobody takes for one another, that only the holder of the secret can compute again: five bits each. */
export function derivedWord(purpose: string, id: string, length: number): string {
  const bytes = createHmac("sha256", keyFor(purpose)).update(id).digest().subarray(0, length);
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** 192 bits that only the holder of the secret can compute again; base64url, safe in a path. */
export function derivedToken(purpose: string, id: string): string {
  return createHmac("sha256", keyFor(purpose)).update(id).digest().subarray(0, 24).toString("base64url");
}
