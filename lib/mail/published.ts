import { createPublicKey } from "node:crypto";
import { Resolver } from "node:dns/promises";
import type { Signing } from "./dkim";

/** What the name service says of a domain's mail: it is there, it is not, it is there and does not fit, or nobody could be asked. */
export type Published = "found" | "missing" | "other_key" | "unknown";

type Ask = (name: string) => Promise<string[]>;

/** Answers that mean that there is nothing under a name; any other trouble means that we do not know. */
const NOTHING = ["ENOTFOUND", "ENODATA"];

const resolver = new Resolver({ timeout: 3000, tries: 2 });
const askDns: Ask = async (name) => (await resolver.resolveTxt(name)).map((parts) => parts.join(""));

async function look(ask: Ask, name: string, fits: (text: string) => boolean): Promise<Published> {
  try {
    return (await ask(name)).some(fits) ? "found" : "missing";
  } catch (thrown) {
    return NOTHING.includes(codeOf(thrown)) ? "missing" : "unknown";
  }
}

const codeOf = (thrown: unknown): string => (thrown as NodeJS.ErrnoException).code ?? "";

/** Whether the name service has never heard of a domain: then its silence about the mail of it says nothing. */
const isStrange = (ask: Ask, domain: string): Promise<boolean> =>
  ask(domain).then(
    () => false,
    (thrown) => codeOf(thrown) === "ENOTFOUND",
  );

/** A domain and those above it, down to two names: a policy may stand at the organisation's own. */
function upwards(domain: string): string[] {
  const names = domain.split(".");
  return names.slice(0, Math.max(1, names.length - 1)).map((_, n) => names.slice(n).join("."));
}

const keyIn = (text: string): string | undefined => /(?:^|;)\s*p\s*=\s*([^;]*)/i.exec(text)?.[1]?.replace(/\s/g, "");

/**
 * What of SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) is published for the domain of a sender; DKIM only where
 * we sign. `undefined` for a domain the name service does not know.
 */
export async function published(
  domain: string,
  signing: Signing | undefined,
  ask: Ask = askDns,
): Promise<{ spf: Published; dkim: Published | undefined; dmarc: Published } | undefined> {
  if (await isStrange(ask, domain)) return undefined;
  const spf = look(ask, domain, (text) => /^v=spf1(\s|$)/i.test(text));
  const policies = Promise.all(upwards(domain).map((one) => look(ask, `_dmarc.${one}`, (text) => /^v=DMARC1\s*;/i.test(text))));
  const own = signing && createPublicKey(signing.privateKey).export({ type: "spki", format: "der" }).toString("base64");
  const name = signing && `${signing.keySelector}._domainkey.${signing.domainName}`;
  const there = name ? await look(ask, name, (text) => Boolean(keyIn(text))) : undefined;
  const same = name && there === "found" ? await look(ask, name, (text) => keyIn(text) === own) : there;
  const all = await policies;
  return {
    spf: await spf,
    dkim: there === "found" && same === "missing" ? "other_key" : there,
    dmarc: all.includes("found") ? "found" : all.includes("unknown") ? "unknown" : "missing",
  };
}
