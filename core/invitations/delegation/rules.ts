import type { DelegateRole } from "@/db/schema/invitations";
import { isCompanion } from "../seats/rules";

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

type Seat = { role: DelegateRole; name: string | null };
const taking = (seats: readonly Seat[]) => seats.filter((seat) => !isCompanion(seat.role));
const isHeld = ({ name }: Seat): boolean => name === null;

/**
 * A delegation as it is saved, without the seats that its new names use up: whoever is named takes a seat that was held
 * for them, unless the save holds more seats than before.
 */
export function usingHolds<S extends Seat>(before: readonly Seat[], after: readonly S[]): S[] {
  const [was, is] = [taking(before), taking(after)];
  const [heldBefore, held] = [was.filter(isHeld).length, is.filter(isHeld).length];
  const more = Math.max(0, is.length - held - (was.length - heldBefore));
  let left = held > heldBefore ? held : Math.min(held, Math.max(0, heldBefore - more));
  return after.filter((seat) => isCompanion(seat.role) || !isHeld(seat) || left-- > 0);
}
