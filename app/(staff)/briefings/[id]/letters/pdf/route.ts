import { lettersPdf } from "@/app/pressing";
import { freshFile } from "@/app/printed";
import { translator } from "@/lib/i18n";
import { chosenLetters } from "../chosen";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

/** The chosen letters as one PDF, to be read or printed. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const found = await chosenLetters(request, (await params).id);
  if (found instanceof Response) return found;
  const { sheets, officeId, now, language } = found;
  const t = translator(language);
  const name = sheets.length === 1 ? (sheets[0]?.title ?? "") : t("letters.title");
  return freshFile(() => lettersPdf(sheets, officeId, now), name, "pdf", t("letters.programme.busy"));
}
