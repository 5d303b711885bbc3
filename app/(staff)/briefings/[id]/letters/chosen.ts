import "server-only";
import { currentStaff } from "@/app/session";
import { findBriefing } from "@/core/briefings/queries";
import { composed } from "@/core/invitations/letters/mail";
import { gathered, standingLetters } from "@/core/invitations/letters/queries";
import { chosenIn, invitationsTo } from "@/core/invitations/queries";
import { openStore, type Store } from "@/db/store";
import type { LetterSheet } from "@/lib/letters";
import { readText } from "@/lib/localized";

type Printing = { store: Store; officeId: string; now: number; language: "en" | "es" | "fr"; sheets: LetterSheet[]; names: string[] };

const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "private, no-store" } });

/**
 * The letters of the invitations an address names (`i`), of all where it names none: as they were issued, else as
 * drafts of what stands now; `names` are those of their files. For staff of the office.
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
  const letters = gathered(store, briefing, chosen, actor.now);
  if (letters.length === 0) return none(404);
  return {
    store,
    officeId: actor.officeId,
    now: actor.now,
    language: actor.language,
    sheets: letters.map((one) => standing.get(one.invitation.id)?.sheet ?? composed(one)),
    names: letters.map(({ invitation, institution }, i) => {
      const place = standing.get(invitation.id)?.number ?? String(i + 1).padStart(2, "0");
      return `${place} ${institution.acronym ?? readText(institution.name, invitation.language)}`;
    }),
  };
}
