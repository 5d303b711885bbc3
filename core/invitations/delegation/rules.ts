import type { DelegateRole } from "@/db/schema/invitations";

/** Most rows one delegation can have, seats to be designated and companions included. */
export const MOST = 60;

/** How long after a meeting's end the needs of those who came are kept, milliseconds: seven days, as the notice says. */
export const NEEDS_KEPT = 7 * 86_400_000;

/** What those are who do not lead the delegation. */
export const otherRoles = ["member", "adviser", "interpreter", "escort"] as const satisfies readonly DelegateRole[];

/** What somebody may need to take part; keys of `vocabulary.accessNeeds`. */
export const accessNeeds = [
  "step_free",
  "sign_language",
  "captions",
  "accessible_documents",
  "reserved_seat",
  "assistant",
  "remote",
  "other",
] as const;

/** The order as saved, with whoever leads the delegation first; a second leader becomes a member, named seats go before those held. */
export function inOrder<D extends { role: DelegateRole; name: string | null }>(delegates: readonly D[]): D[] {
  const head = delegates.find((d) => d.role === "head" && d.name !== null);
  const rest = delegates
    .filter((d) => d !== head)
    .map((d): D => (d.role === "head" ? { ...d, role: "member" } : d))
    .sort((a, b) => Number(a.name === null) - Number(b.name === null));
  return head ? [head, ...rest] : rest;
}
