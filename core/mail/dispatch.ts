import { and, asc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { logError } from "@/lib/log";
import type { MailContent } from "@/lib/mail/content";
import type { Delivery, Transport } from "@/lib/mail/transport";
import type { System } from "../kernel/actor";
import { record } from "../kernel/audit";
import { foundBy, type Message, type MessageHooks, type MessageKinds } from "../kernel/outbox";
import { keepText } from "./keeping/commands";
import { keepLinks } from "./linking/commands";
import { firstInThread, subjectOf, waitsForVerifying } from "./queries";
import { AT_ONCE, ATTEMPTS, backOff, LEASE, MOST_AT_ONCE } from "./rules";
import { busyDomains, due, fullOffices, holdOf, prompt, underWay } from "./waiting/queries";
import { HOUR } from "./waiting/rules";

/*
 * The one place of the core that waits. Each message is claimed in a transaction, sent outside any, and marked in a
 * second transaction together with what its room does on leaving. A claim that runs out without a mark means that
 * nobody knows: such a message is never repeated by itself.
 */

const lapsed = (now: number) => and(eq(messages.state, "sending"), lt(messages.leaseUntil, now));

/** Whether there is anything to do: two index look-ups beside the hours of the offices, no lock; limits are asked only where something is due. */
export function isAnythingDue(store: Store, now: number): boolean {
  const any = (which: SQL | undefined): boolean =>
    store.db.select({ id: messages.id }).from(messages).where(which).limit(1).get() !== undefined;
  if (!any(or(due(store, now), lapsed(now)))) return false;
  const full = fullOffices(store, now);
  return full.size === 0 || any(or(due(store, now, full), lapsed(now)));
}

/** The next message that may leave; what somebody waits for at that moment goes first. */
function nextDue(tx: Store, which: SQL | undefined): Message | undefined {
  const first = (more?: SQL): Message | undefined =>
    tx.db.select().from(messages).where(and(which, more)).orderBy(asc(messages.sendAfter), asc(messages.id)).limit(1).get();
  return first(prompt) ?? first();
}

/**
 * Claims the next due message for this dispatcher; nobody else can take it while the lease lasts. What may not leave
 * today is put off on the way. With `paced`, a domain gets one message a second: gives the moment to ask again.
 */
function claim(store: Store, now: number, paced: boolean): Message | number | undefined {
  return store.transaction((tx) => {
    if (underWay(tx, now) >= MOST_AT_ONCE) return undefined;
    const full = fullOffices(tx, now);
    const busy = paced ? busyDomains(tx, now) : { domains: [], until: now };
    const which = due(tx, now, full, busy.domains);
    for (let next = nextDue(tx, which); next; next = nextDue(tx, which)) {
      const hold = holdOf(tx, next, now);
      const to = hold
        ? { held: hold.held, leaseUntil: hold.until }
        : { state: "sending" as const, held: null, leaseUntil: now + LEASE, claimedAt: now, attempts: next.attempts + 1 };
      const changed = tx.db.update(messages).set(to).where(eq(messages.id, next.id)).returning().get();
      if (!hold) return changed;
    }
    return busy.domains.length > 0 && nextDue(tx, due(tx, now, full)) ? busy.until : undefined;
  });
}

/** Messages whose claim ran out: the process died between claim and mark, so they may have arrived. Returns how many. */
function doubtLapsed(store: Store, now: number): number {
  return store.transaction((tx) => {
    const doubtful = tx.db.update(messages).set({ state: "uncertain", leaseUntil: null }).where(lapsed(now)).returning().all();
    for (const message of doubtful) record(tx, { kind: "system", now }, "mail.doubted", subjectOf(tx, message));
    return doubtful.length;
  });
}

/** A message as this dispatcher took it: one that was given back and taken by another is that other's, at the same attempt. */
const taken = ({ id, attempts, claimedAt }: Message) =>
  and(eq(messages.id, id), eq(messages.attempts, attempts), eq(messages.claimedAt, claimedAt ?? 0));

/** Puts a claimed message back as if it had never been taken. */
function giveBack(store: Store, claimed: Message): void {
  store.db
    .update(messages)
    .set({ state: "queued", leaseUntil: null, claimedAt: null, attempts: claimed.attempts - 1 })
    .where(and(taken(claimed), eq(messages.state, "sending")))
    .run();
}

type Verdict = Delivery | { kind: "obsolete" } | { kind: "unlinked" };

/** Marks a claimed message by what became of it, with what it said, unless its claim has run out and it was settled otherwise. */
function mark(store: Store, claimed: Message, verdict: Verdict, content: MailContent | undefined, hooks: MessageHooks, now: number): void {
  const system: System = { kind: "system", now };
  const subject = content?.subject ?? claimed.subject;
  const mine = and(taken(claimed), or(eq(messages.state, "sending"), eq(messages.state, "uncertain")));
  const settle = (tx: Store, to: Partial<typeof messages.$inferInsert>) =>
    tx.db
      .update(messages)
      .set({ leaseUntil: null, subject, searchText: foundBy({ ...claimed, subject }), ...to })
      .where(mine)
      .returning()
      .get();
  store.transaction((tx) => {
    if (verdict.kind === "sent") {
      const sent = settle(tx, { state: "sent", sentAt: now, lastError: null });
      if (sent && content) keepText(tx, sent, content);
      if (sent) hooks[sent.kind]?.sent(tx, sent, now);
    } else if (verdict.kind === "obsolete") {
      const dropped = settle(tx, { state: "cancelled" });
      if (dropped) overtaken(tx, dropped, hooks, now);
    } else if (verdict.kind === "unlinked") {
      settle(tx, { state: "queued", held: "no_link", leaseUntil: now + HOUR, claimedAt: null, attempts: claimed.attempts - 1 });
    } else if (verdict.kind === "doubtful") {
      if (!settle(tx, { state: "uncertain", lastError: verdict.answer })) return;
      if (content) keepText(tx, claimed, content);
      record(tx, system, "mail.doubted", subjectOf(tx, claimed));
    } else if (verdict.kind === "later" && claimed.attempts < ATTEMPTS) {
      settle(tx, { state: "queued", leaseUntil: now + backOff(claimed.attempts), lastError: verdict.answer });
    } else if (settle(tx, { state: "failed", lastError: verdict.answer })) {
      record(tx, system, "mail.failed", subjectOf(tx, claimed));
    }
  });
}

/** Records that the record has overtaken a message that will not leave, and lets its room act upon it. */
function overtaken(tx: Store, dropped: Message, hooks: MessageHooks, now: number): void {
  record(tx, { kind: "system", now }, "mail.overtaken", subjectOf(tx, dropped));
  const hook = hooks[dropped.kind];
  (hook?.overtaken ?? hook?.dropped)?.(tx, dropped, now);
}

/**
 * Drops messages that may leave only as they were seen and read otherwise by now: a night of quiet hours is too long to
 * find out by their leaving. Returns how many.
 */
export function dropUnlike(store: Store, kinds: MessageKinds, hooks: MessageHooks, now: number): number {
  const sealed = and(eq(messages.state, "queued"), sql`${messages.payload} ->> 'seen' is not null`);
  return store.transaction((tx) => {
    const unlike = tx.db
      .select()
      .from(messages)
      .where(sealed)
      .all()
      .filter((message) => {
        const content = contentOf(tx, kinds, message, now);
        return "kind" in content && content.kind === "obsolete";
      });
    return unlike.filter((message) => {
      const which = and(eq(messages.id, message.id), sealed);
      const dropped = tx.db.update(messages).set({ state: "cancelled", leaseUntil: null }).where(which).returning().get();
      if (dropped) overtaken(tx, dropped, hooks, now);
      return dropped !== undefined;
    }).length;
  });
}

/** What the room says the message is, as the record stands now, its links alive. A room that fails is asked again later. */
function contentOf(store: Store, kinds: MessageKinds, message: Message, now: number): MailContent | Verdict {
  if (waitsForVerifying(store, message)) return { kind: "obsolete" };
  const kind = kinds[message.kind];
  if (!kind) return { kind: "refused", answer: `There is no message of the kind ${message.kind}.` };
  try {
    const content = kind(store, message, now);
    if (content === "obsolete") return { kind: "obsolete" };
    return keepLinks(store, { kind: "system", now }, content) ? content : { kind: "unlinked" };
  } catch (thrown) {
    return { kind: "later", answer: `The message could not be written (code ${logError("mail", thrown)}).` };
  }
}

/** Hands a message on; a transport that throws before it has answered leaves us in doubt. */
async function deliver(
  store: Store,
  transport: Transport,
  message: Message,
  content: MailContent,
  at: number,
  begin: () => boolean,
): Promise<Delivery> {
  try {
    const { mailId, toName, toAddress, language } = message;
    return await transport(
      { mailId, follows: firstInThread(store, message), to: { name: toName, address: toAddress }, language, content, at },
      begin,
    );
  } catch (thrown) {
    return { kind: "doubtful", answer: `The mail transport failed (code ${logError("mail", thrown)}).` };
  }
}

/** Waits until a moment has come or the work is to end. */
const until = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });

/** `paced`: a domain gets one message a second. `atOnce`: how many are on their way at once. */
type Manner = { hooks?: MessageHooks; signal?: AbortSignal; paced?: boolean; atOnce?: number };

/**
 * Sends everything that is due at `now` (milliseconds UTC) and returns how many messages it handled. `signal` stops it:
 * what has not begun to leave goes back to the queue there and then, the rest is finished. Any number of dispatchers may
 * run on one database.
 */
export async function dispatchDue(
  store: Store,
  kinds: MessageKinds,
  transport: Transport,
  now: number,
  { hooks = {}, signal, paced = false, atOnce = AT_ONCE }: Manner = {},
): Promise<number> {
  const began = performance.now();
  const moment = (): number => Math.round(now + performance.now() - began);
  let handled = doubtLapsed(store, now);

  const waiting = new Map<string, Message>();
  const stop = (): void => {
    for (const message of waiting.values()) giveBack(store, message);
    waiting.clear();
  };
  signal?.addEventListener("abort", stop, { once: true });

  const work = async (): Promise<void> => {
    while (!signal?.aborted) {
      const message = claim(store, moment(), paced);
      if (!message) return;
      if (typeof message === "number") {
        await until(Math.max(1, message - moment()), signal);
        continue;
      }
      handled += 1;
      waiting.set(message.id, message);
      const content = contentOf(store, kinds, message, moment());
      const begin = (): boolean => waiting.delete(message.id);
      const verdict = "blocks" in content ? await deliver(store, transport, message, content, moment(), begin) : content;
      waiting.delete(message.id);
      try {
        mark(store, message, verdict, "blocks" in content ? content : undefined, hooks, moment());
      } catch (thrown) {
        logError("mail", thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  signal?.removeEventListener("abort", stop);
  return handled;
}
