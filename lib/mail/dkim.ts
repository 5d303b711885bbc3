import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { env } from "@/lib/env";

/** What a message is signed with. */
export type Signing = { domainName: string; keySelector: string; privateKey: string; headerFieldNames: string };

/** What is signed: all that a reader or a program relies on, and what would be added to it (both headers of unsubscribing, RFC 8058). */
const SIGNED = [
  "From",
  "Sender",
  "Reply-To",
  "Subject",
  "Date",
  "Message-ID",
  "To",
  "Cc",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "Content-Language",
  "In-Reply-To",
  "References",
  "Auto-Submitted",
  "List-Id",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
].join(":");

let read: { from: string; key: string } | undefined;

/** The private key: the text itself, or what stands in a file. Read once; says in a sentence what is wrong, and never what it holds. */
function keyOf(given: string): string {
  if (read?.from === given) return read.key;
  const itself = given.includes("-----BEGIN");
  let key: string;
  try {
    key = itself ? given.replace(/\\n/g, "\n") : readFileSync(resolve(/* turbopackIgnore: true */ given), "utf8");
  } catch (cause) {
    throw new Error(`The file that DKIM_KEY names cannot be read (${(cause as NodeJS.ErrnoException).code}).`);
  }
  let type: string | undefined;
  try {
    type = createPrivateKey(key).asymmetricKeyType;
  } catch {
    throw new Error("DKIM_KEY is not a private key in PEM form.");
  }
  if (type !== "rsa") throw new Error("DKIM_KEY is not an RSA key; other kinds are not understood by every server.");
  read = { from: given, key };
  return key;
}

/** How messages from `sender` are signed, where this installation has a key. */
export function signing(sender: string): Signing | undefined {
  const { dkim } = env;
  if (!dkim) return undefined;
  const domainName = dkim.domain ?? sender.slice(sender.lastIndexOf("@") + 1);
  return { domainName, keySelector: dkim.selector, privateKey: keyOf(dkim.key), headerFieldNames: SIGNED };
}
