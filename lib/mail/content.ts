import type { CalendarMethod } from "../calendar";

/** What a message says, before anyone decides how it looks: the HTML and the plain text are both made from it. */
export type MailBlock =
  | { kind: "text"; text: string }
  /** What it is about, as the heading of the message: a title, or a code to be typed. */
  | { kind: "strong"; text: string }
  /** An aside in small print. */
  | { kind: "note"; text: string }
  | { kind: "quote"; text: string }
  /** A value may have several lines; `strong` sets the first one in bold. */
  | { kind: "facts"; rows: { label: string; value: string; strong?: boolean; href?: string }[] }
  | { kind: "question"; text: string }
  | { kind: "button"; label: string; href: string }
  | { kind: "links"; links: { label: string; href: string }[] }
  | { kind: "list"; items: string[] };

/** A calendar object that travels with a message (RFC 6047); the method says what a calendar does with it. */
export type MailCalendar = { method: CalendarMethod; text: string };

export type MailContent = {
  subject: string;
  /** Office name as it stands on top. */
  from: string;
  /** A second line below it: the organisation's full name. */
  organisation?: string;
  /** What an inbox shows beside the subject. */
  preview?: string;
  /** Where an answer by mail goes; the sender's address is the installation's own. */
  replyTo?: { name: string; address: string };
  greeting: string;
  blocks: MailBlock[];
  /** Lines of the signature. */
  signature: string[];
  /** "You receive this because …" */
  reason: string;
  /** A link behind the reason: how personal data are used. */
  notice?: { label: string; href: string };
  calendar?: MailCalendar;
  /** It speaks of the institution's page and has no link to it: it waits until there is one. */
  lacks?: "link";
};
