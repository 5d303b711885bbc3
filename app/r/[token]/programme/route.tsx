import { guestPage, isWithinLimits, seeOther } from "@/app/guest";
import { printedAgenda } from "@/app/printed";
import { RefusedPage } from "@/components/guest/simple";
import { programmeOf } from "@/core/briefings/programme/queries";
import { recordsOf } from "@/core/invitations/answers/queries";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";
import { isLocale } from "@/lib/locales";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** The programme of the meeting as a PDF for the institution whose link this is, in the language it reads. Changes nothing, whoever fetches it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const store = openStore();
  const actor = findInvitationByToken(store, token, Date.now());
  if (!actor) return seeOther(paths.guest(encodeURIComponent(token)));
  const lang = new URL(request.url).searchParams.get("lang");
  const locale = isLocale(lang) ? lang : (recordsOf(store, actor)?.invitation.language ?? "en");
  const t = translator(locale);
  const sheet = programmeOf(store, actor, { briefingId: actor.briefingId, kind: "programme", locale });
  // Each is made anew, and whoever makes letters waits in the same line.
  if (!(await isWithinLimits(request, `programme:${token}`)))
    return guestPage(<RefusedPage t={t} title={t("letters.programme.programmePdf")} text={t("letters.programme.busy")} />, 429);
  if (sheet) return printedAgenda(sheet, actor.officeId, actor.now, t("letters.programme.busy"));
  return guestPage(<RefusedPage t={t} title={t("guest.documents.gone")} text={t("guest.documents.goneWhy")} />, 404);
}
