import type { Readable } from "node:stream";
import { type Entry, openPromise } from "yauzl";
import { fieldsBring, relationsBring } from "./brings";
import { type Found, inside, told, unescaped } from "./found";
import type { FileKind } from "./kinds";

/** Bounds of an honest document: parts, and what they unpack to, bytes. The unpacked size is counted, not believed. */
const MOST_PARTS = 4000;
const MOST_UNPACKED = 250_000_000;
/** The longest description that is read, bytes; what is longer could hide something behind its end. */
const MOST_READ = 8_000_000;
/** The same of a text of Word: what is longer is a book, or none. */
const MOST_WORDS = 40_000_000;

const mains: Partial<Record<FileKind, string>> = {
  docx: "wordprocessingml.document.main+xml",
  pptx: "presentationml.presentation.main+xml",
  xlsx: "spreadsheetml.sheet.main+xml",
};

const isProgram = (name: string): boolean => /vba|macrosheets\/|activex|customui\//i.test(name);
const isRemarks = (name: string): boolean => /(^|\/)(comments?\d*|threadedComments?\d*|modernComment[\w-]*)\.xml$/i.test(name);
const isRelations = (name: string): boolean => /(^|\/)_rels\/[^/]*\.rels$/i.test(name);
const isRead = (name: string): boolean => isRelations(name) || /^(\[Content_Types\]\.xml|docProps\/(core|app)\.xml)$/i.test(name);
const isWords = (name: string): boolean => /^word\/.*\.xml$/i.test(name);
/** Links of a table to other tables, and to programs that give it data. */
const isLinks = (name: string): boolean => /(^|\/)externalLinks\//i.test(name);

/**
 * Looks through a document of an office program, part by part and within bounds: for programs in it, for what it
 * would fetch or holds of other files, for the people it names. `bomb` is one that unpacks to more than it can honestly hold, `other` one whose
 * parts are not what its name says.
 */
export async function inspectOffice(
  path: string,
  kind: FileKind,
  most = MOST_UNPACKED,
): Promise<Found | "acts" | "brings" | "bomb" | "broken" | "other"> {
  const read = new Map<string, string>();
  let remarks = false;
  let unpacked = 0;
  try {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      if (zip.entryCount > MOST_PARTS) return "bomb";
      for await (const entry of zip.eachEntry()) {
        if (isProgram(entry.fileName)) return "acts";
        if (isLinks(entry.fileName)) return "brings";
        if (entry.isEncrypted()) return "broken";
        if (isRemarks(entry.fileName)) remarks = true;
        if (unpacked + entry.uncompressedSize > most) return "bomb";
        const part = await partOf(await zip.openReadStreamPromise(entry), entry);
        unpacked += part.size;
        if (part.cut) return "bomb";
        // In another encoding it would say to a program what nobody read here.
        if (part.text?.includes("\u0000") || read.has(entry.fileName.toLowerCase())) return "broken";
        if (part.text !== undefined && isRelations(entry.fileName)) {
          if (relationsBring(entry.fileName, part.text)) return "brings";
        } else if (part.text !== undefined && isWords(entry.fileName)) {
          if (fieldsBring(part.text)) return "brings";
        } else if (part.text !== undefined) read.set(entry.fileName.toLowerCase(), part.text);
        if (part.changes) remarks = true;
      }
    } finally {
      zip.close();
    }
  } catch {
    return "broken";
  }
  const types = unescaped(read.get("[content_types].xml") ?? "");
  if (/macroEnabled|vbaProject|activeX/i.test(types)) return "acts";
  if (!types.includes(mains[kind] ?? "-")) return "other";
  const core = read.get("docprops/core.xml") ?? "";
  const app = read.get("docprops/app.xml") ?? "";
  const names = [
    ...["dc:creator", "cp:lastModifiedBy"].flatMap((name) => inside(core, name)),
    ...["Manager", "Company"].flatMap((name) => inside(app, name)),
  ];
  return { names: told(names), remarks };
}

/** Unpacks a part to count it, keeps its text where it is a description, and notes tracked changes in a text. */
async function partOf(stream: Readable, entry: Entry): Promise<{ size: number; text?: string; changes: boolean; cut: boolean }> {
  const kept: Buffer[] = [];
  const words = isWords(entry.fileName);
  const keeps = words || isRead(entry.fileName);
  const most = words ? MOST_WORDS : MOST_READ;
  const main = /^word\/document\.xml$/i.test(entry.fileName);
  let size = 0;
  let changes = false;
  let before = "";
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (keeps && size <= most) kept.push(chunk);
    if (main && !changes) {
      const text = before + chunk.toString("latin1");
      changes = /<w:(ins|del) /.test(text);
      before = text.slice(-16);
    }
  }
  return { size, text: keeps ? Buffer.concat(kept).toString("utf8") : undefined, changes, cut: keeps && size > most };
}
