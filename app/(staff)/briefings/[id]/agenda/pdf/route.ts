import { printedAgenda } from "@/app/printed";
import { currentStaff } from "@/app/session";
import { programmeOf } from "@/core/briefings/programme/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";
import { isLocale } from "@/lib/locales";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "private, no-store" } });

/** The agenda of a briefing as a PDF, or what guests are handed (`form=programme`), in the language asked for (`lang`). For staff of its office. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await currentStaff();
  if (!actor) return none(401);
  const { searchParams } = new URL(request.url);
  const lang = searchParams.get("lang");
  const locale = isLocale(lang) ? lang : actor.language;
  const kind = searchParams.get("form") === "programme" ? "programme" : "agenda";
  const sheet = programmeOf(openStore(), actor, { briefingId: (await params).id, kind, locale });
  if (!sheet) return none(404);
  return printedAgenda(sheet, actor.officeId, actor.now, translator(actor.language)("letters.programme.busy"));
}
