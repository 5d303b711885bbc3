import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { constants, inflate } from "node:zlib";
import { type Found, from, inside, told } from "./found";

const inflated = promisify<Buffer, object, Buffer>(inflate);

/** What makes a document act, or carry other files: the names an action or an attachment cannot do without. */
const acting = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![^\s/<>()[\]{}%])/;
/** A name spelled in part by the codes of its letters, which only hides it. */
const spelled = /\/[^\s/<>()[\]{}%#]{0,40}#[0-9A-Fa-f]{2}[^\s/<>()[\]{}%]{0,60}/g;
/** The most that objects packed together may unpack to, bytes; no honest file comes near. */
const MOST_UNPACKED = 64_000_000;
/** How far before and behind its name a packed object describes itself, and how many there may be. */
const [BEFORE, BEHIND, MOST_PACKED] = [2000, 4000, 20_000];

/**
 * Looks through a PDF without running anything of it: for actions and attachments, also in packed objects, and for the
 * author it names. `locked` is one that cannot be looked through because it is encrypted, `broken` one that is not whole.
 */
export async function inspectPdf(path: string): Promise<Found | "acts" | "locked" | "broken"> {
  const bytes = await readFile(path);
  const text = bytes.toString("latin1");
  if (!text.startsWith("%PDF-") || !text.slice(-2048).includes("%%EOF")) return "broken";
  if (/\/Encrypt\s*(\d|<<)/.test(text)) return "locked";
  const packed = await unpacked(bytes, text);
  if (packed === undefined) return "broken";
  const parts = [text, ...packed];
  if (parts.some((part) => acting.test(part) || hides(part))) return "acts";
  const xmp = parts.flatMap((part) => inside(part, "dc:creator"));
  return { names: told([...parts.flatMap(authors), ...xmp.map((name) => Buffer.from(name, "latin1").toString("utf8"))]), remarks: false };
}

const hides = (text: string): boolean =>
  [...text.matchAll(spelled)].some(([name]) => {
    const plain = name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    return acting.test(plain) || /^\/(ObjStm|Encrypt|FlateDecode)$/.test(plain);
  });

/** The packed objects of a file, as text; `undefined` where one is packed in a way that cannot be looked into. */
async function unpacked(bytes: Buffer, text: string): Promise<string[] | undefined> {
  const found: string[] = [];
  let left = MOST_UNPACKED;
  let ends = -1;
  let count = 0;
  for (let at = text.indexOf("/ObjStm"); at >= 0; at = text.indexOf("/ObjStm", at + 1)) {
    const behind = text.slice(at, at + BEHIND).indexOf("stream");
    const begins = at + behind;
    if (ends < begins) ends = text.indexOf("endstream", begins);
    if (behind < 0 || ends < 0 || ++count > MOST_PACKED) return undefined;
    const before = text.slice(Math.max(0, at - BEFORE), at);
    const facts = before.slice(Math.max(0, before.lastIndexOf("obj"))) + text.slice(at, begins);
    // Without a filter its objects stand in the text itself.
    if (!facts.includes("/Filter")) continue;
    if (!/\/Filter\s*\[?\s*\/(FlateDecode|Fl)\s*\]?\s*(\/|>>)/.test(facts) || /\/Predictor\s+[2-9]|\/Predictor\s+1\d/.test(facts))
      return undefined;
    const start = begins + (text.startsWith("\r\n", begins + 6) ? 8 : 7);
    try {
      const part = await inflated(bytes.subarray(start, ends), { maxOutputLength: left, finishFlush: constants.Z_SYNC_FLUSH });
      left -= part.length;
      found.push(part.toString("latin1"));
    } catch {
      return undefined;
    }
  }
  return found;
}

/** Authors as a document names them: a text in brackets, or in hexadecimal; in UTF-16 where it begins with its mark. */
const authors = (text: string): string[] =>
  from(text, "/Author").flatMap((piece) => {
    const named = /^\/Author\s{0,4}(?:\(((?:\\[\s\S]|[^\\()]){0,400})\)|<([0-9A-Fa-f\s]{0,800})>)/.exec(piece);
    if (!named) return [];
    const [, literal = "", hex] = named;
    return decoded(hex === undefined ? Buffer.from(plain(literal), "latin1") : Buffer.from(hex.replace(/\s/g, ""), "hex"));
  });

const plain = (literal: string): string =>
  literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code)
      ? String.fromCharCode(Number.parseInt(code, 8) & 0xff)
      : (({ n: "\n", r: "\r", t: "\t" } as Record<string, string>)[code] ?? code),
  );

const decoded = (bytes: Buffer): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff ? new TextDecoder("utf-16be").decode(bytes.subarray(2)) : bytes.toString("latin1");
