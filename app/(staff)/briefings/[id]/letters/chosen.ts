import "server-only";
import { currentStaff } from "@/app/session";
import { findBriefing } from "@/core/briefings/queries";
import { composed } from "@/core/invitations/letters/mail";
import { gathered, standingLetters } from "@/core/invitations/letters/queries";
import { chosenIn, invitationsTo } from "@/core/invitations/queries";
import { openStore, type Store } from "@/db/store";
import type { LetterSheet } from "@/lib/letters";

type Printing = { store: Store; officeId: string; now: number; language: "en" | "es" | "fr"; sheets: LetterSheet[] };

const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "private, no-store" } });

/**
 * The letters of the invitations an address names (`i`), of all where it names none: as they were issued, else as
 * drafts of what stands now. For staff of the office.
 */
export async function chosenLetters(request: Request, briefingId: string): Promise<Printing | Response> {
  const actor = await currentStaff();
  if (!actor) return none(401);
  const store = openStore();
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing) return none(404);
  const ids = new URL(request.url).searchParams.getAll("i").slice(0, 200);
  const chosen = ids.length > 0 ? chosenIn(store, actor, briefing.id, ids) : invitationsTo(store, actor.officeId, briefing.id);
  const standing = standingLetters(store, actor.officeId, briefing.id);
  const sheets = gathered(store, briefing, chosen, actor.now).map((one) => standing.get(one.invitation.id)?.sheet ?? composed(one));
  return sheets.length > 0 ? { store, officeId: actor.officeId, now: actor.now, language: actor.language, sheets } : none(404);
}
