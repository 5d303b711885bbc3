import { addDays, formatDay } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import type { MailBlock, MailContent } from "./content";

/** Columns of a plain text line; an address that is longer stands alone and whole. */
const WIDTH = 78;

/** Breaks a text at ordinary spaces; no-break spaces hold. `hang` indents every line after the first. */
function wrap(text: string, first = "", hang = first): string[] {
  return text.split("\n").flatMap((paragraph, nth) => {
    const lines: string[] = [];
    let line = nth === 0 ? first : hang;
    let empty = true;
    for (const word of paragraph.split(/ +/)) {
      if (!empty && line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = hang;
        empty = true;
      }
      line += empty ? word : ` ${word}`;
      empty = false;
    }
    return [...lines, line.trimEnd()];
  });
}

/** French sets a no-break space before a colon. */
const colon = (language: Locale): string => (language === "fr" ? "\u00a0:" : ":");

const linkLines = (label: string, href: string, language: Locale): string[] => [...wrap(label + colon(language)), href];

function factLines(rows: Extract<MailBlock, { kind: "facts" }>["rows"], language: Locale): string[] {
  const labels = rows.map((row) => row.label + colon(language));
  const column = Math.min(20, Math.max(...labels.map((label) => label.length)) + 1);
  return rows.flatMap(({ value, href }, i) => [
    ...wrap(value, `${(labels[i] ?? "").padEnd(column)} `, " ".repeat(column + 1)),
    ...(href ? [" ".repeat(column + 1) + href] : []),
  ]);
}

function blockLines(block: MailBlock, language: Locale): string[] {
  switch (block.kind) {
    case "quote":
      return wrap(block.text, "> ", "> ");
    case "facts":
      return factLines(block.rows, language);
    case "button":
      return linkLines(block.label, block.href, language);
    case "links":
      return block.links.flatMap(({ label, href }, nth) => [...(nth > 0 ? [""] : []), ...linkLines(label, href, language)]);
    case "list":
      return block.items.flatMap((item) => wrap(item, "- ", "  "));
    default:
      return wrap(block.text);
  }
}

/** The plain text of a message: the words of the HTML in the same order and language, at most 78 columns. */
export function mailText(content: MailContent, language: Locale): string {
  const parts = [
    [...wrap(content.from), ...(content.organisation ? wrap(content.organisation) : [])],
    ...(content.greeting ? [wrap(content.greeting)] : []),
    ...content.blocks.map((block) => blockLines(block, language)),
    content.signature.flatMap((line) => wrap(line)),
    ["-- ", ...wrap(content.reason), ...(content.notice ? linkLines(content.notice.label, content.notice.href, language) : [])],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const isFirst = (block: MailBlock, blocks: MailBlock[]): boolean => blocks.find((other) => other.kind === block.kind) === block;

/** The names of the seven days, as they stand before a date. */
const weekdays = (language: Locale): string[] =>
  Array.from({ length: 7 }, (_, i) => formatDay(addDays("2024-01-01", i), language, "weekdayOnly"));

/** A day that begins a line stands amid a sentence here: Spanish and French write it small. */
const amid = (text: string, language: Locale): string =>
  language !== "en" && weekdays(language).some((day) => text.toLowerCase().startsWith(`${day} `))
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

/** The first address stands for all of them: opened bare, it leads to the same page. */
function chatPart(block: MailBlock, blocks: MailBlock[], language: Locale): string {
  switch (block.kind) {
    case "strong":
      return `*${block.text}*`;
    case "facts":
      return block.rows.map(({ label, value }) => `${label}${colon(language)} ${amid(value.replace(/\n/g, ", "), language)}`).join("\n");
    case "button":
      return isFirst(block, blocks) ? (block.href.split("?")[0] ?? "") : "";
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "links":
    case "note":
      return "";
    default:
      return block.text;
  }
}

/** A message for a chat: its words in short paragraphs, unbroken, one address, no small print. */
export function chatText({ greeting, blocks, signature }: MailContent, language: Locale): string {
  const [from = ""] = signature;
  return [greeting, ...blocks.map((block) => chatPart(block, blocks, language)), from].filter(Boolean).join("\n\n");
}
