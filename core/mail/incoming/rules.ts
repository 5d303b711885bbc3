import type { AnswerChannel, AnswerValue } from "@/db/schema/invitations";
import type { IncomingKind, IncomingReason } from "@/db/schema/mail";
import type { CalendarReply, Incoming } from "@/lib/mail/incoming";

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
 * were invited, and nothing newer is known: neither another date nor a later answer. Where somebody else sent it, the one
 * invited is asked first. What a machine wrote is never one.
 */
export function verdictOf(mail: Pick<Incoming, "from" | "automatic" | "vouched" | "returned" | "calendar">, standing: Standing): Verdict {
  const { calendar, from } = mail;
  if (mail.returned) return { kind: "returned" };
  if (calendar === undefined) return { kind: mail.automatic ? "automatic" : "letter" };
  if (calendar === "odd" || calendar.uid !== standing.uid) return look("odd");
  if (!mail.vouched) return look("unverified");
  if (!standing.invited.has(calendar.attendee)) return look("other_sender");
  const own = standing.invited.has(from.address);
  if ("wish" in calendar) return calendar.wish === "counter" ? look("counter") : own ? { kind: "refresh" } : look("other_sender");
  const stands = standsBefore(calendar, standing);
  return stands ?? { kind: own ? "answer" : "unconfirmed" };
}

/** What is known already outweighs a calendar's answer: another date, the same answer, a later one. */
export function standsBefore(
  calendar: Pick<CalendarReply, "said" | "sequence" | "stamp">,
  { sequence, answer }: Standing,
): Verdict | undefined {
  if (calendar.sequence < sequence) return look("old_date");
  if (answer && answer.value === calendar.said) return { kind: "repeat" };
  if (answer && calendar.stamp < Math.floor(answer.at / 1000) * 1000) return look("overtaken");
  return undefined;
}

/** The record an address of ours speaks of: what stands between plus and at (`replies+inv_…@host`). */
export function tokenIn(addresses: readonly string[], mailbox: string): string | undefined {
  const [name = "", host = ""] = mailbox.toLowerCase().split("@");
  return addresses
    .map((one) => (one.startsWith(`${name}+`) && one.endsWith(`@${host}`) ? one.slice(name.length + 1, -host.length - 1) : ""))
    .find(Boolean);
}
