import "server-only";
import type { Staff } from "@/core/kernel/actor";
import { randomToken } from "@/lib/tokens";

/** What became of an upload: the papers it made, and of each file that was not taken, why. */
export type UploadResult = { added: string[]; refused: { name: string; text: string }[]; values: Record<string, string> };

type Kept = UploadResult & { sessionId: string; at: number };

const holder = globalThis as { enlaceUploads?: Map<string, Kept> };
/** How long a result can be shown, milliseconds, and how many wait: the page comes right after. */
const LIFE = 900_000;
const MOST = 200;

const results = (): Map<string, Kept> => {
  holder.enlaceUploads ??= new Map();
  return holder.enlaceUploads;
};

/** Keeps what became of an upload for the page that follows it; gives the word by which the page asks for it. */
export function keepResult({ sessionId, now }: Staff, result: UploadResult): string {
  const token = randomToken();
  const all = results();
  all.set(token, { ...result, sessionId, at: now });
  for (const oldest of all.keys()) if (all.size > MOST) all.delete(oldest);
  return token;
}

/** What became of the upload a page follows; only for who made it. */
export function resultOf({ sessionId, now }: Staff, token: string): UploadResult | undefined {
  const found = results().get(token);
  return found?.sessionId === sessionId && now - found.at < LIFE ? found : undefined;
}
