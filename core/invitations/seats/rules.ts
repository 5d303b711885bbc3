import type { Mode } from "@/db/schema/briefings";
import type { DelegateRole } from "@/db/schema/invitations";

type Wanted = { role: DelegateRole; mode: "on_site" | "online" };
export type Seat = "seated" | "waiting";

/** Interpreters and escorts are let in and fed, but are no participants: they take neither a seat of the quota nor one of the room. */
export const isCompanion = (role: DelegateRole): boolean => role === "interpreter" || role === "escort";

/**
 * Gives the seats of one delegation, in its order. Everybody counts against the quota, online delegates not against the
 * room (`roomLeft`, null: not limited); who finds no seat waits.
 */
export function giveSeats(wanted: readonly Wanted[], { quota, roomLeft }: { quota: number; roomLeft: number | null }): Seat[] {
  let taken = 0;
  let inRoom = 0;
  return wanted.map(({ role, mode }) => {
    if (isCompanion(role)) return "seated";
    if (taken >= quota) return "waiting";
    if (mode === "on_site" && roomLeft !== null && inRoom >= roomLeft) return "waiting";
    taken++;
    if (mode === "on_site") inRoom++;
    return "seated";
  });
}

type Held = Wanted & { name: string | null; seat: Seat };

/** Seats of the quota in use: by name, and held to be designated; and how many wait. */
export function countSeats(delegates: readonly Held[]): { named: number; toDesignate: number; waiting: number } {
  const participants = delegates.filter((d) => !isCompanion(d.role));
  const seated = participants.filter((d) => d.seat === "seated");
  const named = seated.filter((d) => d.name !== null).length;
  return { named, toDesignate: seated.length - named, waiting: participants.length - seated.length };
}

/** Why somebody of a delegation waits: its quota is used up, else the room is full. */
export const waitsFor = (delegates: readonly Held[], quota: number): "quota" | "room" => {
  const { named, toDesignate } = countSeats(delegates);
  return named + toDesignate >= quota ? "quota" : "room";
};

/** How somebody can take part in a briefing that is held in one way only; the person's wish where it is both. */
export const modeIn = (briefing: { mode: Mode }, wish: "on_site" | "online" | undefined): "on_site" | "online" =>
  briefing.mode === "hybrid" ? (wish ?? "on_site") : briefing.mode;
