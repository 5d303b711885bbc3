import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { MOST_BYTES, MOST_FILES, MOST_TOGETHER } from "@/lib/files/kinds";
import { discard, receive } from "@/lib/files/storage";

/** A file that has arrived under a name of ours, with the name it had; `cut` is one that was longer than any may be. */
export type Arrived = { name: string; path: string; size: number; cut: boolean };
export type Upload = { fields: URLSearchParams; files: Arrived[] };

/** What the fields beside the files may take, bytes. */
const FIELDS = 16_384;

const holder = globalThis as { enlaceUploading?: number };
/** Uploads that are read at one time; each holds a connection and a file. */
const AT_ONCE = 6;

/** Reads an upload and does what follows, unless as many are being read as may be: `undefined` then. */
export async function whereFew<T>(work: () => Promise<T>): Promise<T | undefined> {
  const under = holder.enlaceUploading ?? 0;
  if (under >= AT_ONCE) return undefined;
  holder.enlaceUploading = under + 1;
  try {
    return await work();
  } finally {
    holder.enlaceUploading -= 1;
  }
}

/** Whether a request says itself that it is too long to be read. */
export const isTooLong = (request: Request): boolean => lengthOf(request) > MOST_TOGETHER + FIELDS;

/** How long a request says it is, bytes; 0 when it does not say. */
export const lengthOf = (request: Request): number => Number(request.headers.get("content-length") ?? 0) || 0;

/**
 * Reads a form with files, each straight to the disk and never beyond its bound. `broken` for one that broke off, is too
 * long, or is no such form: nothing of it is left. Whoever gets an upload removes its files.
 */
export async function readUpload(request: Request): Promise<Upload | "broken"> {
  const type = request.headers.get("content-type") ?? "";
  if (!request.body || !/^multipart\/form-data\s*;/i.test(type)) return "broken";
  const fields = new URLSearchParams();
  const streams: BusboyFileStream[] = [];
  const arriving: Promise<Arrived | undefined>[] = [];
  try {
    const parser = new Busboy({
      headers: { "content-type": type },
      limits: { fileSize: MOST_BYTES + 1, files: MOST_FILES + 1, fields: 30, fieldSize: 2000, parts: 50, headerPairs: 20 },
      // A browser sends a field of files without a choice as a file without a name.
      isPartAFile: (_field, _type, fileName) => fileName !== undefined,
    });
    parser.on("field", (name, value) => fields.append(name, value));
    parser.on("file", (_field, stream, fileName) => {
      streams.push(stream);
      arriving.push(take(stream, fileName ?? ""));
    });
    await pipeline(Readable.fromWeb(request.body as never), counted, parser);
  } catch {
    for (const stream of streams) stream.destroy(new Error("The upload broke off."));
    for (const file of await Promise.all(arriving)) if (file) await discard(file.path);
    return "broken";
  }
  const files = (await Promise.all(arriving)).filter((file) => file !== undefined);
  return { fields, files };
}

async function take(stream: BusboyFileStream, name: string): Promise<Arrived | undefined> {
  try {
    const { path, size } = await receive(stream);
    if (name !== "" || size > 0) return { name, path, size, cut: stream.truncated };
    await discard(path);
  } catch {
    stream.resume();
  }
  return undefined;
}

/** Passes on what arrives, up to the most that one upload may take. */
async function* counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > MOST_TOGETHER + FIELDS) throw new Error("The upload is too long.");
    yield chunk;
  }
}
