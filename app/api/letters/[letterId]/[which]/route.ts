import { fileResponse } from "@/app/files";
import { printLetter } from "@/app/pressing";
import { currentStaff } from "@/app/session";
import { findLetter, type Letter } from "@/core/invitations/letters/queries";
import type { LetterFile } from "@/db/schema/letters";
import { openStore } from "@/db/store";
import type { FileKind } from "@/lib/files/kinds";
import { cleanName } from "@/lib/files/naming";
import { translator } from "@/lib/i18n";
import { PressBusy } from "@/lib/pdf";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ letterId: string; which: string }> };

const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "private, no-store" } });
const files = ["pdf", "docx", "signed", "receipt", "signed-original", "receipt-original"] as const;
type Which = (typeof files)[number];

/** A file of a line of the register: as it was issued, or as it came back. For staff of the office. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await currentStaff();
  if (!actor) return none(401);
  const { letterId, which } = await params;
  const kind = files.find((known) => known === which);
  const store = openStore();
  const found = kind && findLetter(store, actor, letterId);
  if (!kind || !found) return none(404);
  // Issued, and the process ended before its files were made: they are made of the words that were kept.
  if ((kind === "pdf" || kind === "docx") && !found[kind]) {
    try {
      await printLetter(store, found);
    } catch (thrown) {
      if (!(thrown instanceof PressBusy)) throw thrown;
      return none(503);
    }
  }
  const letter = findLetter(store, actor, letterId) ?? found;
  const file = fileOf(letter, kind);
  if (!file) return none(404);
  const fileName = cleanName(`${nameOf(letter, kind, translator(actor.language)).replace("/", "-")}.${kindOf(letter, kind)}`);
  return (await fileResponse(request, { ...file, officeId: letter.officeId, kind: kindOf(letter, kind), fileName })) ?? none(404);
}

/** Each scan, and what was uploaded for it where others get something smaller. */
function fileOf(letter: Letter, which: Which): LetterFile | null | undefined {
  if (which === "signed-original") return letter.signed?.original;
  return which === "receipt-original" ? letter.receipt?.original : letter[which];
}

const kindOf = (letter: Letter, which: Which): FileKind => {
  if (which === "pdf" || which === "docx") return which;
  return which === "signed" || which === "receipt" ? (letter[which]?.kind ?? "pdf") : "pdf";
};

const words = {
  pdf: undefined,
  docx: undefined,
  signed: "signed",
  receipt: "receipt",
  "signed-original": "signedOriginal",
  "receipt-original": "receiptOriginal",
} as const;

function nameOf({ number }: Letter, which: Which, t: ReturnType<typeof translator>): string {
  const word = words[which];
  return word ? `${number} ${t(`letters.register.${word}`)}` : number;
}

export const HEAD = GET;
