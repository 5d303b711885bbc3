import { dayNotes } from "@/app/day-notes";
import { currentStaff } from "@/app/session";
import { findOffice } from "@/core/offices/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";

export const dynamic = "force-dynamic";

const answer = (body: object, status = 200): Response => Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/** What is to be known of a day (`day`) by somebody who plans on it, in the words of the reader. For staff. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentStaff();
  if (!actor) return answer({}, 401);
  const store = openStore();
  const asked = new URL(request.url).searchParams;
  return answer(
    dayNotes(
      { store, actor, office: findOffice(store, actor.officeId), t: translator(actor.language), locale: actor.language },
      { day: asked.get("day"), before: asked.get("before"), briefingId: asked.get("briefing") },
    ),
  );
}
