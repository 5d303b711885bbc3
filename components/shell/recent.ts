/** Records whose pages were opened last, kept in the browser by identifier alone and cleared with the sign-out. */
const MOST = 7;

const keyOf = (owner: string): string => `enlace.recent.${owner}`;

/** The identifier of the record a page is about, if it is about one. */
const recordIn = (path: string): string | undefined =>
  /^\/(?:briefings|institutions|people|follow-ups)\/((?:brf|ins|per|fup)_[0-9a-z]{25})(?:\/|$)/.exec(path)?.[1];

/** The identifiers kept for a person, the latest first; without the record of the page that is open. */
export function recentRecords(owner: string, path: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(owner)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string" && id !== recordIn(path)) : [];
  } catch {
    // A browser that keeps nothing has nothing recent.
    return [];
  }
}

/** Puts the record of a page first. */
export function rememberRecord(owner: string, path: string): void {
  const id = recordIn(path);
  if (!id) return;
  try {
    localStorage.setItem(keyOf(owner), JSON.stringify([id, ...recentRecords(owner, path)].slice(0, MOST)));
  } catch {
    // The same.
  }
}
