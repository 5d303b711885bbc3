import PizZip from "pizzip";
import { letterAsDocx } from "@/app/pressing";
import { freshFile } from "@/app/printed";
import { cleanName } from "@/lib/files/naming";
import { translator } from "@/lib/i18n";
import { chosenLetters } from "../chosen";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

/** The chosen letters as Word files: one as it is, several in a folder. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const found = await chosenLetters(request, (await params).id);
  if (found instanceof Response) return found;
  const { store, sheets, names, officeId, language } = found;
  const t = translator(language);
  const [first] = sheets;
  if (first && sheets.length === 1)
    return freshFile(() => letterAsDocx(store, first, officeId), first.title, "docx", t("letters.programme.busy"));
  const all = async (): Promise<Buffer> => {
    const zip = new PizZip();
    for (const [i, sheet] of sheets.entries()) {
      // A name is one of a file, never of a folder.
      const name = (names[i] ?? "").replace(/[/\\]/g, "-").slice(0, 100);
      zip.file(cleanName(`${name}.docx`), await letterAsDocx(store, sheet, officeId));
    }
    return zip.generate({ type: "nodebuffer" });
  };
  return freshFile(all, t("letters.title"), "zip", t("letters.programme.busy"));
}
