import { fileResponse } from "@/app/files";
import { guestPage, seeOther } from "@/app/guest";
import { RefusedPage } from "@/components/guest/simple";
import { findPaper } from "@/core/briefings/materials/queries";
import { recordsOf } from "@/core/invitations/answers/queries";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string; paperId: string }> };

/** A paper for the institution whose link this is. A link that opens nothing leads to the one page that says so. Changes nothing, whoever fetches it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token, paperId } = await params;
  const store = openStore();
  const actor = findInvitationByToken(store, token, Date.now());
  if (!actor) return seeOther(paths.guest(encodeURIComponent(token)));
  const paper = findPaper(store, actor, { briefingId: actor.briefingId, materialId: paperId });
  const file = paper && (await fileResponse(request, paper.file));
  if (file) return file;
  const t = translator(recordsOf(store, actor)?.invitation.language ?? "en");
  return guestPage(<RefusedPage t={t} title={t("guest.documents.gone")} text={t("guest.documents.goneWhy")} />, 404);
}

export const HEAD = GET;
