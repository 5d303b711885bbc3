import { randomBytes } from "node:crypto";
import { mkdir, open, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/locales";
import { clean } from "@/lib/text";
import type { MailCalendar, MailContent } from "./content";
import { type Signing, signing } from "./dkim";
import { renderMail } from "./render";

/**
 * One message to one recipient. `mailId` is its Message-ID, the same at every attempt; `follows` that of the message it
 * stands under in a mail program; `at` its date, milliseconds UTC.
 */
export type Mail = {
  mailId: string;
  follows?: string;
  to: { name?: string | null; address: string };
  language: Locale;
  content: MailContent;
  at: number;
};

/** What became of a message. Only `later` may be tried again without a person; `doubtful` may or may not have arrived. */
export type Delivery = { kind: "sent" } | { kind: "later" | "refused" | "doubtful"; answer: string };

/**
 * Hands one message on and says what became of it; throws for nothing that can be foreseen. Asks `begin` at the last
 * moment at which the message can still be kept back, and keeps it back when the answer is no.
 */
export type Transport = (mail: Mail, begin?: () => boolean) => Promise<Delivery>;

const keptBack = { kind: "later", answer: "The server was stopped before the message left." } as const satisfies Delivery;

/** Longest time one message may take, milliseconds; a claim on it must last longer. */
export const SEND_LIMIT = 90_000;

const oneAddress = /^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\]+$/;
const oneLine = (text: string): string => clean(text).replace(/\s+/g, " ");

/** The installation's own address: that of `MAIL_FROM`, else `enlace@` the host of `APP_URL`. */
export function senderAddress(): string {
  const given = env.mailFrom?.match(/<([^<>]+)>\s*$/)?.[1] ?? env.mailFrom;
  return given?.trim() || `enlace@${new URL(env.appUrl).hostname}`;
}

/** The address at which answers to a message about a record are heard; `undefined` where this installation reads no mailbox. */
export function replyAddress(id: string): string | undefined {
  const [name, host] = (env.imapUrl && env.mailReplies?.split("@")) || [];
  return name && host ? `${name}+${id}@${host}` : undefined;
}

/** A message that cannot be delivered comes back to an address of its own, where a mailbox is read. */
function returnPath(mailId: string, to: string) {
  const from = replyAddress(mailId.replace(/^<|@.*$/g, ""));
  return from ? { envelope: { from, to: [to] } } : {};
}

/**
 * A question to a calendar is an alternative of the text, which programs answer with buttons, and the same bytes as a
 * file; what only tells is a file.
 */
function calendarParts(calendar: MailCalendar | undefined) {
  if (!calendar) return {};
  const { method, text } = calendar;
  const filename = method === "cancel" ? "cancel.ics" : "invite.ics";
  if (method !== "publish") return { icalEvent: { method, filename, content: text } };
  return { attachments: [{ filename, content: text, contentType: "text/calendar; charset=utf-8; method=PUBLISH" }] };
}

/** The parts of a message as the composer takes them: addresses as objects, single lines where headers are single lines. */
async function compose({ mailId, follows, to, language, content, at }: Mail) {
  const { html, text } = await renderMail(content, language);
  return {
    from: { name: oneLine(content.from), address: senderAddress() },
    to: { name: oneLine(to.name ?? ""), address: to.address },
    replyTo: content.replyTo && { name: oneLine(content.replyTo.name), address: content.replyTo.address },
    subject: oneLine(content.subject),
    messageId: mailId,
    ...(follows ? { inReplyTo: follows, references: follows } : {}),
    ...returnPath(mailId, to.address),
    date: new Date(at),
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": language },
    text,
    html,
    ...calendarParts(content.calendar),
    xMailer: false as const,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Addresses are checked where they are typed; what still cannot stand alone in a header never leaves. */
const unfit = ({ to, content }: Mail): boolean => ![to.address, content.replyTo?.address ?? to.address].every((a) => oneAddress.test(a));

const badAddress: Delivery = { kind: "refused", answer: "The address is not a single e-mail address." };

/** What the file of a message is called: its moment first, so that a listing is a journal. */
export function fileNameOf({ at, mailId }: Pick<Mail, "at" | "mailId">): string {
  const stamp = new Date(at).toISOString().replace(/[-:]/g, "").replace(".", "");
  return `${stamp}-${mailId.replace(/[^\w@.-]/g, "").split("@")[0]}.eml`;
}

/** Where messages are written that no server takes. */
export const mailFolder = (): string => join(env.dataDir, "mail");

/** Writes each message to a file of its own in `folder`: whole or not at all. */
export function fileTransport(folder: string): Transport {
  return async (mail, begin = () => true) => {
    if (unfit(mail)) return badAddress;
    const { createTransport } = await import("nodemailer");
    const { message } = await createTransport({ streamTransport: true, buffer: true, newline: "windows" }).sendMail(await compose(mail));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = fileNameOf(mail);
    const draft = join(folder, `.${name}.${randomBytes(6).toString("hex")}`);
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(message as Buffer);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!begin()) {
      await unlink(draft);
      return keptBack;
    }
    await rename(draft, join(folder, name));
    return { kind: "sent" };
  };
}

type SmtpError = Error & { code?: string; command?: string; response?: string; permanent?: boolean };

/** Refusals of the message itself are final; those of the session (greeting, sign-in, encryption) are the operator's to mend. */
const aboutTheMessage = (command: string | undefined): boolean => /^(MAIL FROM|RCPT TO|DATA)/.test(command ?? "");

/** A password goes to another machine only encrypted, unless the address itself says otherwise. */
function encryption(url: string): { requireTLS?: true } {
  const { password, searchParams } = new URL(url);
  const said = ["requireTLS", "ignoreTLS", "opportunisticTLS"].some((name) => searchParams.has(name));
  return password && !said && !onThisMachine(url) ? { requireTLS: true } : {};
}

/** Unsigned mail would pass for forged: what cannot be signed waits until the operator has mended it. */
function signingOrWhyNot(): Signing | undefined | Error {
  try {
    return signing(senderAddress());
  } catch (thrown) {
    return thrown as Error;
  }
}

/** What is to be known of one handing over: whether the server was reached, by an encrypted connection, who signed, and what it said. */
export type Handing = { reached: boolean; encrypted: boolean; signed: string | undefined; answer: string | undefined };

/**
 * Hands messages to an SMTP server, each on a connection of its own: a pool would repeat one by itself after a lost
 * connection. `told` hears how each went.
 */
export function smtpTransport(url: string, told: (handing: Handing) => void = () => {}): Transport {
  return async (mail, begin = () => true) => {
    if (unfit(mail)) return badAddress;
    const { createTransport } = await import("nodemailer");
    const dkim = signingOrWhyNot();
    if (dkim instanceof Error) return { kind: "later", answer: dkim.message };
    const handing: Handing = { reached: false, encrypted: url.startsWith("smtps:"), signed: dkim?.domainName, answer: undefined };
    const mailer = createTransport({
      url,
      dkim,
      ...encryption(url),
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 45_000,
      logger: listening((line) => {
        if (line.includes(" established to ")) handing.reached = true;
        if (line === "Connection upgraded with STARTTLS") handing.encrypted = true;
      }),
    });
    // How much of the text was asked for: a server that has not had its end has not taken it.
    let gone: "nothing" | "part" | "all" = "nothing";
    mailer.use("stream", (composed, done) => {
      const source = composed.message.createReadStream.bind(composed.message);
      composed.message.createReadStream = () =>
        Readable.from(
          (async function* () {
            if (!begin()) throw new Error(keptBack.answer);
            gone = "part";
            yield* source();
            gone = "all";
          })(),
        ) as never;
      done();
    });
    try {
      const { response } = await mailer.sendMail({ ...(await compose(mail)), signal: AbortSignal.timeout(SEND_LIMIT) });
      told({ ...handing, answer: response });
      return { kind: "sent" };
    } catch (thrown) {
      const error = thrown as SmtpError;
      const answer = (error.response ?? error.message).slice(0, 500);
      told({ ...handing, answer: error.response });
      if (error.response !== undefined && error.permanent !== undefined)
        return { kind: error.permanent && aboutTheMessage(error.command) ? "refused" : "later", answer };
      return { kind: (gone as string) === "all" ? "doubtful" : "later", answer };
    }
  };
}

/** A log for the mailer that keeps nothing: it only hears the words of each line. */
function listening(hear: (line: string) => void) {
  const log = (_about: unknown, line?: unknown): void => hear(String(line));
  return { level: () => {}, trace: log, debug: log, info: log, warn: log, error: log, fatal: log };
}

const onThisMachine = (url: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** The server mail leaves by, if any. A demo never hands mail to another machine. */
export function smtpServer(demo: boolean): string | undefined {
  const url = env.smtpUrl;
  return url && (!demo || onThisMachine(url)) ? url : undefined;
}

/** The way mail leaves this installation: without a server it is written to files. */
export function chooseTransport(demo: boolean): Transport {
  const url = smtpServer(demo);
  return url ? smtpTransport(url) : fileTransport(mailFolder());
}
