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

const linkLines = (label: string, href: string): string[] => [...wrap(`${label}:`), href];

function factLines(rows: Extract<MailBlock, { kind: "facts" }>["rows"]): string[] {
  const column = Math.min(20, Math.max(...rows.map((row) => row.label.length)) + 2);
  return rows.flatMap(({ label, value, href }) => [
    ...wrap(value, `${`${label}:`.padEnd(column)} `, " ".repeat(column + 1)),
    ...(href ? [" ".repeat(column + 1) + href] : []),
  ]);
}

function blockLines(block: MailBlock): string[] {
  switch (block.kind) {
    case "quote":
      return wrap(block.text, "> ", "> ");
    case "facts":
      return factLines(block.rows);
    case "button":
      return linkLines(block.label, block.href);
    case "links":
      return block.links.flatMap(({ label, href }, nth) => [...(nth > 0 ? [""] : []), ...linkLines(label, href)]);
    case "list":
      return block.items.flatMap((item) => wrap(item, "- ", "  "));
    default:
      return wrap(block.text);
  }
}

/** The plain text of a message: the words of the HTML in the same order, at most 78 columns. */
export function mailText(content: MailContent): string {
  const parts = [
    [...wrap(content.from), ...(content.organisation ? wrap(content.organisation) : [])],
    wrap(content.greeting),
    ...content.blocks.map(blockLines),
    content.signature.flatMap((line) => wrap(line)),
    ["-- ", ...wrap(content.reason), ...(content.notice ? linkLines(content.notice.label, content.notice.href) : [])],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const isFirst = (block: MailBlock, blocks: MailBlock[]): boolean => blocks.find((other) => other.kind === block.kind) === block;

/** The first address stands for all of them: opened bare, it leads to the same page. */
function chatPart(block: MailBlock, blocks: MailBlock[]): string {
  switch (block.kind) {
    case "strong":
      return `*${block.text}*`;
    case "facts":
      return block.rows.map(({ label, value }) => `${label}: ${value.replace(/\n/g, ", ")}`).join("\n");
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
export function chatText({ greeting, blocks, signature }: MailContent): string {
  const [from = ""] = signature;
  return [greeting, ...blocks.map((block) => chatPart(block, blocks)), from].filter(Boolean).join("\n\n");
}
