import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { env } from "../env";

/** A file as the database knows it: the office's, by the hash of its bytes. */
export type FileRef = { officeId: string; sha256: string };

const root = (): string => join(env.dataDir, "files");
const incoming = (): string => join(root(), "incoming");

/** Where a file lies. Only identifiers of ours and hashes make a path, never a name that somebody typed. */
function placeOf({ officeId, sha256 }: FileRef): string {
  if (!/^off_[0-9a-z]{25}$/.test(officeId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error("This is no file of ours.");
  return join(root(), officeId, sha256);
}

/** Writes what arrives into a file of its own, under a name that means nothing. A source that breaks off leaves none. */
export async function receive(source: Readable): Promise<{ path: string; size: number }> {
  // It may break off before it is read; the reading below tells of it.
  source.on("error", () => undefined);
  await mkdir(incoming(), { recursive: true });
  const path = join(incoming(), randomBytes(16).toString("hex"));
  const handle = await open(path, "wx", 0o600);
  let size = 0;
  try {
    for await (const chunk of source) {
      await handle.writeFile(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
  } catch (thrown) {
    await handle.close();
    await discard(path);
    throw thrown;
  }
  await handle.close();
  return { path, size };
}

/** Removes a file that is not kept; one that is gone already is no trouble. */
export const discard = (path: string): Promise<void> => rm(path, { force: true });

/**
 * Gives a received file its place: on the disk before it has its name, under its name before a row speaks of it. A crash
 * leaves at most a file nobody refers to, which `sweepFiles` removes. The same bytes of an office are one file.
 */
export async function keep(officeId: string, path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  const sha256 = hash.digest("hex");
  const place = placeOf({ officeId, sha256 });
  await mkdir(join(root(), officeId), { recursive: true });
  await synced(path, "r+");
  const now = new Date();
  await utimes(path, now, now);
  await rename(path, place);
  await synced(join(root(), officeId), "r");
  return { sha256, size };
}

async function synced(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Where a kept file lies, when it is there. */
export async function findFile(ref: FileRef): Promise<string | undefined> {
  const path = placeOf(ref);
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? path : undefined;
}

/** Removes what nobody refers to, if it is older than `age` milliseconds: what is being uploaded now has no row yet. Gives the number of files removed. */
export async function sweepFiles(known: readonly FileRef[], age: number): Promise<number> {
  const wanted = new Set(known.map(placeOf));
  const folders = await readdir(root()).catch(() => []);
  let removed = 0;
  for (const folder of folders)
    for (const name of await readdir(join(root(), folder)).catch(() => [])) {
      const path = join(root(), folder, name);
      const found = wanted.has(path) ? undefined : await stat(path).catch(() => undefined);
      if (!found?.isFile() || Date.now() - found.mtimeMs < age) continue;
      await discard(path);
      removed++;
    }
  return removed;
}
