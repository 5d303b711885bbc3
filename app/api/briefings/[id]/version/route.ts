import { currentStaff } from "@/app/session";
import { boardNews } from "@/core/invitations/board/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";

export const dynamic = "force-dynamic";

const answer = (body: object, status = 200): Response => Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/** Whether a briefing's invitations have changed since an instant (`since`, milliseconds UTC), and what to say about it. For staff of its office. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await currentStaff();
  if (!actor) return answer({}, 401);
  const since = Number(new URL(request.url).searchParams.get("since") ?? 0);
  const news = boardNews(openStore(), actor, (await params).id, Number.isFinite(since) ? since : 0);
  if (!news) return answer({}, 404);
  const t = translator(actor.language);
  const changed = news.changed.map(({ id, name, standing, named }) => ({
    id,
    text: t("invitations.live.says", { name, standing: t(`vocabulary.answers.${standing}`), named: standing === "accepted" ? named : 0 }),
  }));
  return answer({ ...news, changed });
}
