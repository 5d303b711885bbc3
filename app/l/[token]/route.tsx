import { guestPage } from "@/app/guest";
import { letterResponse } from "@/app/letter-file";
import { RefusedPage } from "@/components/guest/simple";
import { passedLetter } from "@/core/invitations/letters/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";
import { negotiate } from "@/lib/locales";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** A letter that was passed on, for whoever has its address: it shows the letter and can do nothing else. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const letter = passedLetter(openStore(), (await params).token, Date.now());
  const file = letter && (await letterResponse(request, letter));
  if (file) return file;
  const t = translator(negotiate(request.headers.get("accept-language")));
  return guestPage(<RefusedPage t={t} title={t("guest.documents.gone")} text={t("guest.documents.goneWhy")} />, 404);
}

export const HEAD = GET;
