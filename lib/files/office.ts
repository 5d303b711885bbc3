import type { Readable } from "node:stream";
import { type Entry, openPromise } from "yauzl";
import { type Found, inside, told } from "./found";
import type { FileKind } from "./kinds";

/** Bounds of an honest document: parts, and what they unpack to, bytes. The unpacked size is counted, not believed. */
const MOST_PARTS = 4000;
const MOST_UNPACKED = 250_000_000;
/** The longest description that is read, bytes. */
const MOST_READ = 1_000_000;

const mains: Partial<Record<FileKind, string>> = {
  docx: "wordprocessingml.document.main+xml",
  pptx: "presentationml.presentation.main+xml",
  xlsx: "spreadsheetml.sheet.main+xml",
};

const isProgram = (name: string): boolean => /vba|macrosheets\/|activex|customui\//i.test(name);
const isRemarks = (name: string): boolean => /(^|\/)(comments?\d*|threadedComments?\d*|modernComment[\w-]*)\.xml$/i.test(name);
const isRead = (name: string): boolean =>
  /^(\[Content_Types\]\.xml|docProps\/(core|app)\.xml|word\/_rels\/settings\.xml\.rels)$/i.test(name);

/**
 * Looks through a document of an office program, part by part and within bounds: for programs in it, for a template it
 * would fetch, for the people it names. `bomb` is one that unpacks to more than it can honestly hold, `other` one whose
 * parts are not what its name says.
 */
export async function inspectOffice(path: string, kind: FileKind): Promise<Found | "acts" | "bomb" | "broken" | "other"> {
  const read = new Map<string, string>();
  let remarks = false;
  let unpacked = 0;
  try {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      if (zip.entryCount > MOST_PARTS) return "bomb";
      for await (const entry of zip.eachEntry()) {
        if (isProgram(entry.fileName)) return "acts";
        if (entry.isEncrypted()) return "broken";
        if (isRemarks(entry.fileName)) remarks = true;
        if (unpacked + entry.uncompressedSize > MOST_UNPACKED) return "bomb";
        const part = await partOf(await zip.openReadStreamPromise(entry), entry);
        unpacked += part.size;
        if (part.text !== undefined) read.set(entry.fileName.toLowerCase(), part.text);
        if (part.changes) remarks = true;
      }
    } finally {
      zip.close();
    }
  } catch {
    return "broken";
  }
  const types = read.get("[content_types].xml") ?? "";
  if (/macroEnabled|vbaProject|activeX/i.test(types)) return "acts";
  if (!types.includes(mains[kind] ?? "-")) return "other";
  if (/attachedTemplate"[^>]*Target="(https?:|\\\\|file:\/\/[^/])/i.test(read.get("word/_rels/settings.xml.rels") ?? "")) return "acts";
  const core = read.get("docprops/core.xml") ?? "";
  const app = read.get("docprops/app.xml") ?? "";
  const names = [
    ...["dc:creator", "cp:lastModifiedBy"].flatMap((name) => inside(core, name)),
    ...["Manager", "Company"].flatMap((name) => inside(app, name)),
  ];
  return { names: told(names), remarks };
}

/** Unpacks a part to count it, keeps its text where it is a description, and notes tracked changes in a text. */
async function partOf(stream: Readable, entry: Entry): Promise<{ size: number; text?: string; changes: boolean }> {
  const kept: Buffer[] = [];
  const keeps = isRead(entry.fileName);
  const main = /^word\/document\.xml$/i.test(entry.fileName);
  let size = 0;
  let changes = false;
  let before = "";
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (keeps && size <= MOST_READ) kept.push(chunk);
    if (main && !changes) {
      const text = before + chunk.toString("latin1");
      changes = /<w:(ins|del) /.test(text);
      before = text.slice(-16);
    }
  }
  return { size, text: keeps ? Buffer.concat(kept).toString("utf8") : undefined, changes };
}
