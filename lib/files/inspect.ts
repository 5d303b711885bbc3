import { fileTypeFromFile } from "file-type";
import { type Found, nothing } from "./found";
import { rewriteImage } from "./image";
import { type FileKind, type ImageKind, imageKinds, kindOfName, MOST_BYTES } from "./kinds";
import { nameFault } from "./naming";
import { inspectOffice } from "./office";
import { inspectPdf } from "./pdf";

/** Why a file is not taken. */
export type FileFault =
  | "empty"
  | "large"
  | "hidden"
  | "disguised"
  | "type"
  | "other"
  | "acts"
  | "brings"
  | "locked"
  | "broken"
  | "bomb"
  | "pixels";

export type Inspected = { ok: true; kind: FileKind; found: Found } | { ok: false; why: FileFault };

const no = (why: FileFault): Inspected => ({ ok: false, why });
const isImage = (kind: FileKind): kind is ImageKind => (imageKinds as readonly string[]).includes(kind);

const holder = globalThis as { enlaceInspecting?: Promise<unknown> };

/** Looks at files one after another: what one needs of memory and time, ten at once would take tenfold. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = (holder.enlaceInspecting ?? Promise.resolve()).then(work, work);
  holder.enlaceInspecting = mine.catch(() => undefined);
  return mine;
}

/**
 * Decides by its bytes and its name whether an uploaded file is taken, and as what. An image is written anew in place;
 * `allowed` narrows what is taken at all, `unpacked` what a document may unpack to.
 */
export function inspectFile(
  path: string,
  { name, size, allowed, unpacked }: { name: string; size: number; allowed?: readonly FileKind[]; unpacked?: number },
): Promise<Inspected> {
  return inTurn(async () => {
    if (size === 0) return no("empty");
    if (size > MOST_BYTES) return no("large");
    const fault = nameFault(name);
    if (fault) return no(fault);
    const claimed = kindOfName(name);
    if (!claimed || (allowed && !allowed.includes(claimed))) return no("type");
    const kind = await kindOfBytes(path);
    if (kind === undefined) return no("other");
    if (kind !== claimed && !(kind === "zip" && !isImage(claimed) && claimed !== "pdf")) return no("other");
    if (isImage(claimed)) {
      const done = await rewriteImage(path, claimed);
      return done === "done" ? { ok: true, kind: claimed, found: nothing } : no(done);
    }
    const found = claimed === "pdf" ? await inspectPdf(path) : await inspectOffice(path, claimed, unpacked);
    return typeof found === "string" ? no(found) : { ok: true, kind: claimed, found };
  });
}

/** The kind the bytes are of; `zip` where only a look inside can tell. */
async function kindOfBytes(path: string): Promise<FileKind | "zip" | undefined> {
  const sniffed = await fileTypeFromFile(path).catch(() => undefined);
  const ending = sniffed?.ext ?? "";
  if (/^(zip|do[ct][mx]|pp[sot][mx]|xl[st][mx])$/.test(ending))
    return ending === "docx" || ending === "pptx" || ending === "xlsx" ? ending : "zip";
  return ending === "pdf" || ending === "png" || ending === "jpg" || ending === "webp" ? ending : undefined;
}
