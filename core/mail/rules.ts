import type { Message } from "../kernel/outbox";

/** Attempts after which a message stays where it is until a person decides. */
export const ATTEMPTS = 10;

/** How many messages one process has on their way at once, and how many all of them together. */
export const AT_ONCE = 5;
export const MOST_AT_ONCE = 10;

/** How long a claim on a message lasts, milliseconds; longer than any attempt can take. */
export const LEASE = 120_000;

/** Delay after which mail that should have left is worth a line on Home, milliseconds. */
export const PATIENCE = 120_000;

const FIRST = 30_000;
const LONGEST = 2 * 3600_000;

/** Pause after the nth failed attempt, milliseconds: 30 s, doubled each time, at most two hours. */
export const backOff = (attempts: number): number => Math.min(FIRST * 2 ** Math.max(0, attempts - 1), LONGEST);

/** Whether somebody has to look at the message. */
export const isTrouble = ({ state }: Pick<Message, "state">): boolean => state === "failed" || state === "uncertain";
/** A message that is known not to have arrived may be sent again. */
export const canRetry = ({ state }: Pick<Message, "state">): boolean => state === "failed";
/** A person says what became of a message nobody knows about. */
export const canResolve = ({ state }: Pick<Message, "state">): boolean => state === "uncertain";
/** A message can be given up unless it has left or is leaving. */
export const canCancel = ({ state }: Pick<Message, "state">): boolean => state === "queued" || isTrouble({ state });

/** Why a message did not arrive, as far as the server's answer tells; keys of `mail.failure`. */
export type Failure = "full" | "unknown" | "spam" | "temporary" | "refused" | "other";

/** Reads a server's answer: its status code (RFC 3463) first, then the words servers use in place of one. */
export function failureOf(answer: string): Failure {
  const [, basic = "", status = ""] = /^\s*([245]\d\d)[\s-]*(?:([245]\.\d{1,3}\.\d{1,3})\b)?/.exec(answer) ?? [];
  const detail = status.slice(2);
  if (detail === "2.2" || /(mailbox|quota|inbox)\b.{0,20}\b(full|exceeded)|over ?quota/i.test(answer)) return "full";
  if (/spam|block ?list|black ?list|blocked|reputation|spamhaus/i.test(answer)) return "spam";
  if (
    /^1\.(1|2|3|6|10)$/.test(detail) ||
    /(unknown|no such) (user|recipient|mailbox)|(user|recipient|mailbox)\b.{0,20}\b(unknown|not found|does ?n.t exist|unavailable)/i.test(
      answer,
    )
  )
    return basic.startsWith("4") ? "temporary" : "unknown";
  if (basic.startsWith("4")) return "temporary";
  return basic.startsWith("5") ? "refused" : "other";
}

/** How often the same message leaves in 24 hours, the first time counted. */
export const OFTEN = 3;

/** How many tests one person sends themselves in an hour. */
export const TESTS_AN_HOUR = 10;
