import type { AnswerChannel, AnswerValue } from "@/db/schema/invitations";
import type { IncomingKind, IncomingReason } from "@/db/schema/mail";
import type { Incoming } from "@/lib/mail/incoming";

/** What is known of the invitation a message is about. `at` is milliseconds UTC. */
export type Standing = {
  uid: string;
  sequence: number;
  /** Every address it was mailed to since its link is the present one, in lower case. */
  invited: ReadonlySet<string>;
  answer?: { value: AnswerValue; channel: AnswerChannel; at: number };
};

export type Verdict = { kind: IncomingKind; why?: IncomingReason };

const look = (why: IncomingReason): Verdict => ({ kind: "look", why });

/**
 * What a message is. A calendar's answer is taken only when our own server vouches for its sender, sender and attendee
 * were invited, and nothing newer is known: neither another date nor a later answer. What a machine wrote is never one.
 */
export function verdictOf(mail: Pick<Incoming, "from" | "automatic" | "vouched" | "returned" | "calendar">, standing: Standing): Verdict {
  const { calendar, from } = mail;
  if (mail.returned) return { kind: "returned" };
  if (calendar === undefined) return { kind: mail.automatic ? "automatic" : "letter" };
  if (calendar === "odd" || calendar.uid !== standing.uid) return look("odd");
  if (!mail.vouched) return look("unverified");
  if (!standing.invited.has(from.address) || !standing.invited.has(calendar.attendee)) return look("other_sender");
  if (calendar.sequence < standing.sequence) return look("old_date");
  const { answer } = standing;
  if (answer && answer.value === calendar.said) return { kind: "repeat" };
  if (answer && calendar.stamp < Math.floor(answer.at / 1000) * 1000) return look("overtaken");
  return { kind: "answer" };
}

/** The record an address of ours speaks of: what stands between plus and at (`replies+inv_…@host`). */
export function tokenIn(addresses: readonly string[], mailbox: string): string | undefined {
  const [name = "", host = ""] = mailbox.toLowerCase().split("@");
  return addresses
    .map((one) => (one.startsWith(`${name}+`) && one.endsWith(`@${host}`) ? one.slice(name.length + 1, -host.length - 1) : ""))
    .find(Boolean);
}
