import "server-only";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { type FileKind, fileKinds } from "@/lib/files/kinds";
import { dispositionOf } from "@/lib/files/naming";
import { type FileRef, findFile } from "@/lib/files/storage";

/** A file to be given out: where it lies, what it is, and what it is called. */
export type Given = FileRef & { kind: FileKind; fileName: string };

/**
 * A file as a download, from the disk as it is read: whole, or the part that was asked for. Nothing in it can run on a
 * page of ours, whatever a browser takes it for. `undefined` when its bytes are not there. Changes nothing.
 */
export async function fileResponse(request: Request, file: Given): Promise<Response | undefined> {
  const path = await findFile(file);
  if (!path) return undefined;
  const { size } = await stat(path);
  const tag = `"${file.sha256.slice(0, 32)}"`;
  const headers = new Headers({
    "content-type": fileKinds[file.kind].mime,
    "content-disposition": dispositionOf(file.fileName),
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex",
    // Kept by the reader's browser alone, and asked for again each time: access may have ended.
    "cache-control": "private, no-cache",
    vary: "Cookie",
    "accept-ranges": "bytes",
    etag: tag,
  });
  const { headers: asked } = request;
  if (
    asked
      .get("if-none-match")
      ?.split(/\s*,\s*/)
      .includes(tag)
  )
    return new Response(null, { status: 304, headers });
  const wanted = asked.has("if-range") && asked.get("if-range") !== tag ? undefined : partOf(asked.get("range"), size);
  if (wanted === "beyond") {
    headers.set("content-range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = wanted ?? { start: 0, end: size - 1 };
  headers.set("content-length", String(end - start + 1));
  if (wanted) headers.set("content-range", `bytes ${start}-${end}/${size}`);
  const body = request.method === "HEAD" ? null : (Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>);
  return new Response(body, { status: wanted ? 206 : 200, headers });
}

/** The one part of a file that is asked for; `undefined` for the whole, and for several parts, which nobody needs. */
function partOf(range: string | null, size: number): { start: number; end: number } | "beyond" | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size || (from === "" && Number(to) === 0)) return "beyond";
  return start > end ? undefined : { start, end };
}
