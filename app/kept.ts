import "server-only";
import { cookies } from "next/headers";
import { LABEL } from "@/components/ui/form-state";
import { env } from "@/lib/env";
import { hashToken, randomToken } from "@/lib/tokens";

type Post = { path: string; fields: [string, string][]; at: number };

const holder = globalThis as { enlaceKept?: Map<string, Post> };
const COOKIE = "kept";
/** How long a post waits for its sender to sign in, seconds; how many wait, and how long each may be, characters. */
const LIFE = 3600;
const MOST = 50;
const LONGEST = 64 * 1024;

const posts = (): Map<string, Post> => {
  holder.enlaceKept ??= new Map();
  return holder.enlaceKept;
};

/** Keeps a form posted without script after its session had ended, for the browser that posted it: in memory, for an hour. */
export async function keepPost(path: string, data: FormData): Promise<void> {
  const fields = [...data].filter((field): field is [string, string] => typeof field[1] === "string");
  if (fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > LONGEST) return;
  const token = randomToken();
  const waiting = posts();
  waiting.set(hashToken(token), { path, fields, at: Date.now() });
  for (const oldest of waiting.keys()) if (waiting.size > MOST) waiting.delete(oldest);
  (await cookies()).set(COOKIE, token, { httpOnly: true, sameSite: "lax", secure: env.secureCookies, path: "/", maxAge: LIFE });
}

/** What a person typed in the post this browser left at a page, by label. */
export async function keptPost(path: string | null): Promise<[string, string][] | undefined> {
  const token = (await cookies()).get(COOKIE)?.value;
  const post = token ? posts().get(hashToken(token)) : undefined;
  if (!post || post.path !== path || Date.now() - post.at > LIFE * 1000) return undefined;
  const labels = new Map(post.fields.flatMap(([name, value]) => (name.startsWith(LABEL) ? [[name.slice(LABEL.length), value]] : [])));
  return post.fields.flatMap(([name, value]): [string, string][] => {
    const label = labels.get(name);
    // What was chosen of a list is an identifier of ours, which tells nobody anything.
    return label && value && !/^[a-z]{2,5}_[0-9a-z]{25}$/.test(value) ? [[label, value]] : [];
  });
}

/** Forgets it: another post has reached the app. */
export async function dropPost(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(COOKIE)?.value;
  if (token === undefined) return;
  posts().delete(hashToken(token));
  jar.delete(COOKIE);
}
