import { existsSync } from "node:fs";
import { join } from "node:path";
import { email } from "@/core/kernel/input";
import { isDemo } from "@/core/offices/queries";
import { databaseFile, openStore } from "@/db/store";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { type Signing, signing } from "@/lib/mail/dkim";
import { type Published, published } from "@/lib/mail/published";
import {
  type Delivery,
  fileNameOf,
  fileTransport,
  type Handing,
  type Mail,
  mailFolder,
  senderAddress,
  smtpServer,
  smtpTransport,
} from "@/lib/mail/transport";

const usage = `Usage: npm run mail:test ADDRESS
    Sends one message to the address, the way this installation sends its mail, and says what became of it.`;

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const letterTo = (address: string, now: number): Mail => ({
  mailId: `<${newId("test", now)}@${new URL(env.appUrl).hostname}>`,
  to: { address },
  language: "en",
  at: now,
  content: {
    subject: "Enlace: a test of its mail",
    from: "Enlace",
    greeting: "Hello,",
    blocks: [
      { kind: "text", text: "This message was sent from the command line to see whether the mail of this installation arrives." },
      { kind: "facts", rows: [{ label: "Installation", value: env.appUrl, href: env.appUrl }] },
      {
        kind: "note",
        text: "If it lies among unwanted mail, look at SPF, DKIM and DMARC of the sender's domain. There is nothing to answer.",
      },
    ],
    signature: ["Enlace"],
    reason: "You receive this message because whoever runs this installation typed your address.",
  },
});

/** What became of it, for the person at the terminal. */
function outcome(delivery: Delivery, host: string, address: string, answer: string | undefined): string {
  switch (delivery.kind) {
    case "sent":
      return `${host} accepted the message for ${address}. It said: ${answer ?? ""}`;
    case "refused":
      return `${host} refused the message for good. It said: ${delivery.answer}`;
    case "doubtful":
      return `The connection to ${host} was lost after the whole message had been handed over, so it may have arrived: ${delivery.answer}`;
    case "later":
      return answer === undefined
        ? `The message did not reach ${host}: ${delivery.answer}`
        : `${host} did not take the message now; a real one would be tried again. It said: ${delivery.answer}`;
  }
}

const says: Record<Published, string> = {
  found: "is published",
  missing: "is NOT published",
  other_key: "is published with ANOTHER key than DKIM_KEY, so every signature is found false",
  unknown: "could not be looked up",
};

/** What receivers find in the name service about the sender's domain. */
async function standing(sender: string, signed: Signing | undefined): Promise<string[]> {
  const domain = domainOf(sender);
  if (!domain.includes(".")) return [`The sender is ${sender}: a domain of its own is needed before anybody trusts this mail (MAIL_FROM).`];
  const found = await published(domain, signed);
  if (found === undefined)
    return [`The name service this machine asks does not know ${domain}: nothing of SPF, DKIM and DMARC could be looked up.`];
  const { spf, dkim, dmarc } = found;
  return [
    `SPF for ${domain} ${says[spf]}.`,
    signed && dkim
      ? `The DKIM key ${signed.keySelector}._domainkey.${signed.domainName} ${says[dkim]}.`
      : "DKIM was not looked up: no key is set here (DKIM_KEY), so the mail server has to sign.",
    `DMARC for ${domain} ${says[dmarc]}.`,
  ];
}

async function toServer(url: string, mail: Mail): Promise<boolean> {
  const heard: Handing[] = [];
  const delivery = await smtpTransport(url, (one) => heard.push(one))(mail);
  const [handing] = heard;
  console.log(outcome(delivery, new URL(url).host, mail.to.address, handing?.answer));
  if (handing?.reached) {
    console.log(handing.encrypted ? "The connection was encrypted." : "The connection was NOT encrypted.");
    console.log(handing.signed ? `The message was signed for ${handing.signed} (DKIM).` : "The message was not signed here (DKIM).");
  }
  return delivery.kind === "sent";
}

async function toFile(mail: Mail, demo: boolean): Promise<boolean> {
  const delivery = await fileTransport(mailFolder())(mail);
  if (delivery.kind !== "sent") {
    console.log(`The message could not be written: ${delivery.answer}`);
    return false;
  }
  console.log(`The message was written to ${join(mailFolder(), fileNameOf(mail))}.`);
  console.log(
    demo && env.smtpUrl
      ? "Nothing left this machine: a demo hands mail to a server on the same machine at most, whatever SMTP_URL says."
      : "Nothing left this machine: no mail server is set (SMTP_URL).",
  );
  return true;
}

async function run(args: string[]): Promise<boolean> {
  const [typed, ...rest] = args;
  if (!typed || rest.length > 0) {
    console.error(usage);
    return false;
  }
  const address = email().safeParse(typed);
  if (!address.success) {
    console.error(`“${typed}” is not one e-mail address.`);
    return false;
  }
  // A database that is not there yet would become a demo under the same settings as this one.
  const demo = existsSync(databaseFile()) ? isDemo(openStore()) : env.demo;
  const url = smtpServer(demo);
  const mail = letterTo(address.data, Date.now());
  const sent = url ? await toServer(url, mail) : await toFile(mail, demo);
  if (url) for (const line of await standing(senderAddress(), signing(senderAddress()))) console.log(line);
  return sent;
}

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 1;
}
