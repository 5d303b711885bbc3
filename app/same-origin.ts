import { env } from "@/lib/env";

/**
 * Whether a post comes from one of our own pages, as far as the browser says: only an `Origin` or `Sec-Fetch-Site` that
 * is present and foreign is refused, for old browsers send neither. `none` is a person's own act (a bookmark, a restored tab).
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.get("origin");
  if (origin === "null") return site === "same-origin";
  return !origin || origin === new URL(env.appUrl).origin || origin === hostOrigin(request);
}

/** The origin the browser itself addressed: the same machine may be reached by a second name. */
function hostOrigin(request: Request): string | undefined {
  const host = request.headers.get("host");
  return host ? `${new URL(request.url).protocol}//${host}` : undefined;
}
