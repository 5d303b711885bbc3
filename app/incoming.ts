import type { ImapFlow } from "imapflow";
import { takeMail } from "@/core/mail/incoming/commands";
import { tokenIn } from "@/core/mail/incoming/rules";
import { openStore } from "@/db/store";
import { env } from "@/lib/env";
import { logError } from "@/lib/log";
import { readIncoming } from "@/lib/mail/incoming";
import { toldToEnd } from "./ending";

/** Longest silence of a mailbox before it is looked at all the same, milliseconds: not every server tells of new mail. */
const POLL = 60_000;
/** Pause before a lost mailbox is opened again, milliseconds; doubled at each failure, ten minutes at most. */
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 600_000;
/** More of a message is not fetched, bytes; one that long is not read. */
const FETCHED = 300 * 1024;

/** Longest pause before a message that could not be taken is tried again, milliseconds. */
const DAY = 86_400_000;

/** `enlaceFailed`: messages that could not be taken, by their number in the mailbox, how often, and when each is tried again. */
const holder = globalThis as { enlaceIncoming?: Promise<void>; enlaceFailed?: Map<number, { times: number; at: number }> };

/** Takes one message as it came. What cannot be read, or speaks of nothing of ours, is left in the mailbox. */
export async function take(raw: Uint8Array, mailbox: string): Promise<void> {
  const mail = await readIncoming(raw, env.mailServer);
  const token = mail && tokenIn(mail.to, mailbox);
  if (mail && token) takeMail(openStore(), { kind: "system", now: Date.now() }, mail, token);
}

/**
 * Takes everything that is not marked as seen, one after the other, and marks it once it is safe in the database. What
 * could not be taken is tried again after longer and longer pauses: anybody may send what no try will ever read.
 */
export async function takeAll(
  client: Pick<ImapFlow, "search" | "fetchOne" | "messageFlagsAdd">,
  mailbox: string,
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<void> {
  holder.enlaceFailed ??= new Map();
  const failed = holder.enlaceFailed;
  const found = (await client.search({ seen: false }, { uid: true })) || [];
  for (const uid of failed.keys()) if (!found.includes(uid)) failed.delete(uid);
  for (const uid of found) {
    if (signal.aborted) return;
    const before = failed.get(uid);
    if (before && now() < before.at) continue;
    const message = await client.fetchOne(String(uid), { source: { maxLength: FETCHED } }, { uid: true });
    try {
      if (message !== false && message.source) await take(message.source, mailbox);
    } catch (thrown) {
      logError("incoming", thrown);
      const times = (before?.times ?? 0) + 1;
      failed.set(uid, { times, at: now() + Math.min(POLL * 2 ** times, DAY) });
      continue;
    }
    await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
  }
}

async function open(url: string): Promise<ImapFlow> {
  const { ImapFlow } = await import("imapflow");
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === "imaps:";
  const client = new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen(decodeURIComponent(pathname.slice(1)) || "INBOX");
  return client;
}

/** Reads a mailbox until it is lost or the process ends: at once, then whenever the server tells of mail or a minute has passed. */
async function watch(url: string, mailbox: string, signal: AbortSignal, opened: () => void): Promise<void> {
  const client = await open(url);
  opened();
  const lost = new Promise<void>((done) => client.once("close", done));
  client.on("error", (thrown) => logError("incoming", thrown));
  let wake = (): void => undefined;
  client.on("exists", () => wake());
  signal.addEventListener("abort", () => client.close(), { once: true });
  let gone = false;
  void lost.then(() => {
    gone = true;
    wake();
  });
  while (!gone && !signal.aborted) {
    await takeAll(client, mailbox, signal);
    if (gone || signal.aborted) break;
    await new Promise<void>((done) => {
      wake = done;
      setTimeout(done, POLL).unref();
    });
  }
}

/**
 * Starts the one reader of this process, where a mailbox is configured. A mailbox that cannot be opened is tried again,
 * and said once. Gives a promise of the end. Two readers of one mailbox take each message once.
 */
export function startReading(signal = toldToEnd()): Promise<void> {
  holder.enlaceIncoming ??= keepReading(signal);
  return holder.enlaceIncoming;
}

async function keepReading(signal: AbortSignal): Promise<void> {
  const { imapUrl, mailReplies } = env;
  if (!imapUrl || !mailReplies) return;
  let pause = FIRST_PAUSE;
  let troubled = false;
  while (!signal.aborted) {
    try {
      const watching = watch(imapUrl, mailReplies, signal, () => {
        pause = FIRST_PAUSE;
        troubled = false;
      });
      await Promise.race([watching, quiet(undefined, signal)]);
    } catch (thrown) {
      if (!troubled) logError("incoming", thrown);
      troubled = true;
    }
    await quiet(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

/** Waits for the end of the work, or so many milliseconds; keeps no process alive. */
const quiet = (ms: number | undefined, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) return done();
    if (ms !== undefined) setTimeout(done, ms).unref();
    signal.addEventListener("abort", () => done(), { once: true });
  });
