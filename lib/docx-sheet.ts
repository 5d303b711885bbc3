import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { letterDocx } from "./docx";
import type { LetterSheet } from "./letters";
import type { Sheet } from "./pdf";

/** Largest sheet of an office, bytes. */
export const MOST_SHEET = 2_000_000;

/** Every placeholder of an office's own sheet, with what it stands for in a letter. */
const values = (sheet: LetterSheet) => ({
  ref: sheet.ref,
  enclosed: sheet.enclosed ?? "",
  via: sheet.via ?? "",
  place_date: sheet.placeDate,
  address: sheet.address.join("\n"),
  salutation: sheet.salutation ?? "",
  body: sheet.paragraphs.join("\n\n"),
  paragraphs: sheet.paragraphs.map((text) => ({ text })),
  signatory: sheet.signatory?.name ?? "",
  signatory_posts: sheet.signatory?.posts.join("\n") ?? "",
  marks: sheet.marks?.join("          ") ?? "",
  enclosures: listed(sheet.enclosures, sheet.lang),
  copies: listed(sheet.copies, sheet.lang),
  title: sheet.title,
  note: sheet.kind === "note_verbale",
  letter: sheet.kind === "letter",
});

const listed = (list: LetterSheet["enclosures"], lang: LetterSheet["lang"]): string =>
  list ? [`${list.label}${lang === "fr" ? "\u00a0:" : ":"}`, ...list.items.map((item, i) => `${i + 1}. ${item}`)].join("\n") : "";

type Name = keyof ReturnType<typeof values> | "text";

/** The placeholders a sheet may have; `note` and `letter` enclose what only one of them shows, `paragraphs` repeats `text`. */
export const placeholders: readonly Name[] = [
  "ref",
  "enclosed",
  "via",
  "place_date",
  "address",
  "salutation",
  "body",
  "paragraphs",
  "text",
  "signatory",
  "signatory_posts",
  "marks",
  "enclosures",
  "copies",
  "title",
  "note",
  "letter",
];

/** Without these a letter would say nothing, or bear no number. */
const needed: readonly Name[] = ["ref", "body"];

export type SheetFault = { why: "unknown" | "broken_tags" | "lacks"; names: string[] } | { why: "unreadable" };

type Tag = { type?: string; value?: string; module?: string; subparsed?: Tag[] };
type Explained = { properties?: { errors?: Explained[]; xtag?: string; id?: string } };

/** Line breaks are kept, and what goes wrong is told to whoever asked, not to the log. */
const manner = { paragraphLoop: true, linebreaks: true, errorLogging: false };

const open = (bytes: Buffer): Docxtemplater => new Docxtemplater(new PizZip(bytes), { ...manner, nullGetter: () => "" });

/** The names of the placeholders of a sheet, those within others too; one that would put words in as a part of the document keeps its @. */
function namesIn(tags: Tag[]): string[] {
  return tags.flatMap(({ type, value, module, subparsed = [] }) => {
    const name = module === "rawxml" ? `@${value}` : value;
    return [...(type === "placeholder" && name ? [name] : []), ...namesIn(subparsed)];
  });
}

/** What is wrong with an office's own sheet, if anything: a placeholder nobody fills, one that is not closed, a sheet without number or words. */
export function sheetFault(bytes: Buffer): SheetFault | undefined {
  try {
    const found: Tag[] = [];
    const postparse = (tags: Tag[]): Tag[] => {
      found.push(...tags);
      return tags;
    };
    const watching = { name: "watching", postparse };
    new Docxtemplater(new PizZip(bytes), { ...manner, modules: [watching as never] });
    const names = [...new Set(namesIn(found))];
    const unknown = names.filter((name) => !(placeholders as readonly string[]).includes(name));
    if (unknown.length > 0) return { why: "unknown", names: unknown.slice(0, 10).map((name) => name.slice(0, 60)) };
    const has = (name: Name) => names.includes(name) || (name === "body" && names.includes("paragraphs"));
    const lacks = needed.filter((name) => !has(name));
    return lacks.length > 0 ? { why: "lacks", names: lacks } : undefined;
  } catch (thrown) {
    const errors = (thrown as Explained).properties?.errors ?? [thrown as Explained];
    const tags = errors.flatMap((one) => (one.properties?.xtag ? [one.properties.xtag.slice(0, 60)] : []));
    return tags.length > 0 ? { why: "broken_tags", names: [...new Set(tags)].slice(0, 10) } : { why: "unreadable" };
  }
}

/** A letter on the office's own sheet. What is typed stands in it as words, never as a part of the document. */
export function fillSheet(bytes: Buffer, sheet: LetterSheet): Buffer {
  const document = open(bytes);
  document.render(values(sheet));
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

/** A sheet to begin with: ours, with every placeholder in its place. */
export function starterSheet(like: Sheet, logo?: { data: Buffer; width: number; height: number }): Promise<Buffer> {
  const words: LetterSheet = {
    ...like,
    kind: "letter",
    draft: null,
    ref: "{ref}",
    enclosed: "{enclosed}",
    via: "{via}",
    address: ["{#letter}{place_date}", "", "{address}{/letter}"],
    placeDate: "",
    salutation: "{salutation}",
    paragraphs: ["{body}", "{#note}{place_date}", "{marks}", "{address}{/note}"],
    signatory: { name: "{signatory}", posts: ["{signatory_posts}", "", "{enclosures}", "", "{copies}"] },
    marks: null,
    enclosures: null,
    copies: null,
  };
  return letterDocx(words, logo);
}
