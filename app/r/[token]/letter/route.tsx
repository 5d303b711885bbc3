import { guestPage, seeOther } from "@/app/guest";
import { letterResponse } from "@/app/letter-file";
import { RefusedPage } from "@/components/guest/simple";
import { recordsOf } from "@/core/invitations/answers/queries";
import { letterFor } from "@/core/invitations/letters/queries";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** The letter for the institution whose link this is. Changes nothing, whoever fetches it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const store = openStore();
  const actor = findInvitationByToken(store, token, Date.now());
  if (!actor) return seeOther(paths.guest(encodeURIComponent(token)));
  const letter = letterFor(store, actor);
  const file = letter && (await letterResponse(request, letter));
  if (file) return file;
  const t = translator(recordsOf(store, actor)?.invitation.language ?? "en");
  return guestPage(<RefusedPage t={t} title={t("guest.documents.gone")} text={t("guest.documents.goneWhy")} />, 404);
}

export const HEAD = GET;
