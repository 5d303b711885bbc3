import { createHash, randomUUID } from "node:crypto";
import ICAL from "ical.js";
import PostalMime, { addressParser, type Email } from "postal-mime";
import { clean } from "../text";

/** Largest message and calendar that are read, bytes. */
const LARGEST = 256 * 1024;
const LARGEST_CALENDAR = 64 * 1024;
/** Longest text kept, characters. */
const LONGEST = 4000;

/** What a calendar program says of an invitation (RFC 5546, 3.2.3). `stamp` is milliseconds UTC. */
export type CalendarReply = {
  uid: string;
  sequence: number;
  stamp: number;
  attendee: string;
  said: "accepted" | "declined" | "tentative";
  comment: string;
};

/** A message as it came in. */
export type Incoming = {
  digest: string;
  from: { name: string; address: string };
  /** Addresses it was delivered or written to, in lower case. */
  to: string[];
  subject: string;
  text: string;
  /** Written by a machine: an absence note, a receipt (RFC 3834). */
  automatic: boolean;
  /** Whether our own receiving server vouches for the sender's address (RFC 8601, dmarc=pass). */
  vouched: boolean;
  /** A message of ours that did not arrive (RFC 3464); `final` when it never will. */
  returned?: { final: boolean; answer: string };
  /** What a calendar says; `odd` when it says anything else than yes, no or perhaps for one person. */
  calendar?: CalendarReply | CalendarWish | "odd";
};

/** A calendar that has lost the invitation, or proposes another time (RFC 5546, 3.2.6 and 3.2.7). */
export type CalendarWish = { wish: "refresh" | "counter"; uid: string; attendee: string };

const header = (mail: Email, name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? "";

const oneLine = (text = ""): string => clean(text).replace(/\s+/g, " ").slice(0, 300);

/**
 * Reads a message; `undefined` for one that has no sender. Of one that is too large the beginning is read, for what a
 * person wrote stands before what they attached. `server` is our receiving server as it calls itself in `Authentication-Results`.
 */
export async function readIncoming(raw: Uint8Array, server: string | undefined): Promise<Incoming | undefined> {
  const whole = raw.byteLength <= LARGEST;
  const mail = await PostalMime.parse(raw.subarray(0, LARGEST), { attachmentEncoding: "arraybuffer" });
  const returned = returnedOf(mail);
  const sender = mail.from?.address ?? mail.sender?.address ?? (returned ? "mailer-daemon" : undefined);
  if (!sender) return undefined;
  return {
    digest: createHash("sha256").update(raw).digest("hex"),
    from: { name: oneLine(mail.from?.name), address: sender.toLowerCase().slice(0, 254) },
    to: recipientsOf(mail),
    subject: oneLine(mail.subject),
    text: clean(mail.text ?? (await wordsOf(mail.html ?? ""))).slice(0, LONGEST),
    automatic: isAutomatic(mail),
    vouched: server !== undefined && isVouched(mail, server),
    returned,
    calendar: whole ? calendarOf(mail) : calendarOf(mail) && "odd",
  };
}

/** The words of a letter written as a page alone: the reader turns a page into text only where it stands beside some. */
async function wordsOf(html: string): Promise<string> {
  if (!html) return "";
  const edge = randomUUID();
  const part = (type: string, body: string): string => `--${edge}\r\nContent-Type: text/${type}; charset=utf-8\r\n\r\n${body}\r\n`;
  const both = `Content-Type: multipart/mixed; boundary="${edge}"\r\n\r\n${part("plain", "")}${part("html", html)}--${edge}--\r\n`;
  return (await PostalMime.parse(both)).text ?? "";
}

/** Where it was delivered outweighs whom it was written to. */
function recipientsOf(mail: Email): string[] {
  const delivered = ["delivered-to", "x-original-to", "envelope-to"].map((name) => header(mail, name)).filter(Boolean);
  const written = [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap((one) => one.address ?? []);
  return [...delivered, ...written].map((address) => address.replace(/[<>\s]/g, "").toLowerCase());
}

function isAutomatic(mail: Email): boolean {
  const submitted = header(mail, "auto-submitted").toLowerCase();
  return (
    (submitted !== "" && !submitted.startsWith("no")) ||
    header(mail, "x-autoreply") !== "" ||
    header(mail, "x-autorespond") !== "" ||
    /^(auto_reply|bulk|junk)$/i.test(header(mail, "precedence"))
  );
}

/**
 * Only the topmost result counts, and only from our own server: those below came with the message, and anybody can write
 * them. Of several senders no server says for which of them it vouches.
 */
function isVouched(mail: Email, server: string): boolean {
  const [id = "", ...results] = withoutQuotes(header(mail, "authentication-results")).split(";");
  if (id.trim().split(/\s+/)[0]?.toLowerCase() !== server.toLowerCase()) return false;
  const [dmarc = "", second] = results.map((one) => one.trim()).filter((one) => /^dmarc\s*(\/\s*\d+\s*)?=/i.test(one));
  if (second !== undefined || !/^[^=]*=\s*pass\b/i.test(dmarc)) return false;
  const domain = /\sheader\.from=([^\s;]+)/i.exec(dmarc)?.[1]?.toLowerCase();
  const senders = mail.headers.filter(({ key }) => key === "from").flatMap(({ value }) => addressParser(value, { flatten: true }));
  const own = senders.length === 1 ? mail.from?.address?.split("@").at(-1)?.toLowerCase() : undefined;
  return own !== undefined && domain !== undefined && (own === domain || own.endsWith(`.${domain}`));
}

/** A header without what is quoted or a comment in it: there a server repeats what the sender wrote. Nothing of one that leaves either open. */
function withoutQuotes(value: string): string {
  let [plain, depth, quoted] = ["", 0, false];
  for (let i = 0; i < value.length; i++) {
    const c = value[i];
    if ((quoted || depth > 0) && c === "\\") i++;
    else if (depth === 0 && c === '"') quoted = !quoted;
    else if (!quoted && c === "(") depth++;
    else if (!quoted && c === ")" && depth > 0) depth--;
    else if (!quoted && depth === 0) plain += c;
  }
  return quoted || depth > 0 ? "" : plain;
}

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

function returnedOf(mail: Email): Incoming["returned"] {
  const report = mail.attachments.find(({ mimeType }) => mimeType === "message/delivery-status");
  if (!report) return undefined;
  const fields = textOf(report.content).replace(/\r?\n[ \t]+/g, " ");
  const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, "im").exec(fields)?.[1]?.trim() ?? "";
  const status = field("status");
  const diagnostic = field("diagnostic-code").replace(/^[\w-]+;\s*/, "");
  const answer = oneLine(diagnostic.includes(status) ? diagnostic : `${status} ${diagnostic}`);
  return { final: field("action").toLowerCase() === "failed" || status.startsWith("5"), answer };
}

const partstats: Record<string, CalendarReply["said"]> = { ACCEPTED: "accepted", DECLINED: "declined", TENTATIVE: "tentative" };

/** The one calendar of a message, for one event and one person; anything else is odd. Nothing it points to is fetched. */
function calendarOf(mail: Email): Incoming["calendar"] {
  const parts = mail.attachments.filter(({ mimeType }) => mimeType === "text/calendar" || mimeType === "application/ics");
  const texts = [...new Set(parts.map(({ content }) => textOf(content).replace(/\r\n/g, "\n").trim()))];
  const [text] = texts;
  if (text === undefined) return undefined;
  if (texts.length > 1 || text.length > LARGEST_CALENDAR) return "odd";
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    return replyIn(calendar) ?? wishIn(calendar) ?? "odd";
  } catch {
    return "odd";
  }
}

function replyIn(calendar: ICAL.Component): CalendarReply | undefined {
  const events = calendar.getAllSubcomponents("vevent");
  const [event] = events;
  const attendees = event?.getAllProperties("attendee") ?? [];
  const [attendee] = attendees;
  const stamp = event?.getFirstPropertyValue("dtstamp");
  const said = partstats[String(attendee?.getParameter("partstat") ?? "").toUpperCase()];
  const method = String(calendar.getFirstPropertyValue("method") ?? "").toUpperCase();
  if (method !== "REPLY" || !event || events.length > 1 || !attendee || attendees.length > 1 || !said) return undefined;
  if (!(stamp instanceof ICAL.Time)) return undefined;
  return {
    uid: String(event.getFirstPropertyValue("uid") ?? ""),
    sequence: Number(event.getFirstPropertyValue("sequence") ?? 0),
    stamp: stamp.toUnixTime() * 1000,
    attendee: addressIn(attendee),
    said,
    comment: clean(String(event.getFirstPropertyValue("comment") ?? "")).slice(0, 1000),
  };
}

const addressIn = (attendee: ICAL.Property): string =>
  String(attendee.getFirstValue())
    .replace(/^mailto:/i, "")
    .trim()
    .toLowerCase();

const wishes: Record<string, CalendarWish["wish"]> = { REFRESH: "refresh", COUNTER: "counter" };

function wishIn(calendar: ICAL.Component): CalendarWish | undefined {
  const wish = wishes[String(calendar.getFirstPropertyValue("method") ?? "").toUpperCase()];
  const events = calendar.getAllSubcomponents("vevent");
  const [event] = events;
  const [attendee, other] = event?.getAllProperties("attendee") ?? [];
  if (!wish || !event || events.length > 1 || !attendee || other) return undefined;
  return { wish, uid: String(event.getFirstPropertyValue("uid") ?? ""), attendee: addressIn(attendee) };
}
