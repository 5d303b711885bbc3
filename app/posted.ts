import "server-only";
import { isSameOrigin } from "./same-origin";

/** No form of ours is longer, bytes. */
const LIMIT = 64 * 1024;

const refused = (status: number): Response => new Response(null, { status, headers: { "cache-control": "no-store" } });

/** The fields of a plain post to a route handler, or the answer that refuses it: foreign 403, without a length 411, too long 413, unreadable 400. */
export async function postedForm(request: Request): Promise<FormData | Response> {
  if (!isSameOrigin(request)) return refused(403);
  const length = request.headers.get("content-length");
  if (length === null) return refused(411);
  if (Number(length) > LIMIT) return refused(413);
  try {
    return await request.formData();
  } catch {
    return refused(400);
  }
}

/** A typed field; a file or nothing reads as empty. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Sends the browser on to a path of ours after a post. */
export function seeOther(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store", ...headers } });
}
