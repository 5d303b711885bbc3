/** What a message says, before anyone decides how it looks: the HTML and the plain text are both made from it. */
export type MailBlock =
  | { kind: "text"; text: string }
  | { kind: "strong"; text: string }
  | { kind: "quote"; text: string }
  | { kind: "facts"; rows: { label: string; value: string; strong?: boolean; href?: string }[] }
  | { kind: "question"; text: string }
  | { kind: "button"; label: string; href: string }
  | { kind: "links"; links: { label: string; href: string }[] }
  | { kind: "list"; items: string[] };

export type MailContent = {
  subject: string;
  /** Office name as it stands on top. */
  from: string;
  /** Where an answer by mail goes; the sender's address is the installation's own. */
  replyTo?: { name: string; address: string };
  greeting: string;
  blocks: MailBlock[];
  /** Lines of the signature. */
  signature: string[];
  /** "You receive this because …" */
  reason: string;
};
