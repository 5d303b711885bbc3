import "server-only";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { fileLetter } from "@/core/invitations/letters/commands";
import { type Letter, unprinted } from "@/core/invitations/letters/queries";
import { findOffice } from "@/core/offices/queries";
import type { LetterFile } from "@/db/schema/letters";
import type { Store } from "@/db/store";
import { letterDocx } from "@/lib/docx";
import { fillSheet } from "@/lib/docx-sheet";
import { findFile, keep, receive } from "@/lib/files/storage";
import type { LetterSheet } from "@/lib/letters";
import { renderPdf } from "@/lib/pdf";
import { logoOf } from "./printed";

/** Bytes of ours as a file of the office. */
export async function kept(officeId: string, bytes: Uint8Array): Promise<LetterFile> {
  const { path } = await receive(Readable.from([bytes]));
  return keep(officeId, path);
}

/** Letters as one PDF, each beginning a page, on the office's paper. */
export async function lettersPdf(sheets: LetterSheet[], officeId: string, now: number): Promise<Buffer> {
  const [first] = sheets;
  if (!first) throw new Error("There is no letter to print.");
  const images: Record<string, Buffer> = {};
  const letters: LetterSheet[] = [];
  for (const sheet of sheets) {
    const logo = await logoOf(sheet.head, officeId);
    if (logo) Object.assign(images, logo.images);
    letters.push(logo ? sheet : { ...sheet, head: { ...sheet.head, logo: null } });
  }
  const { lang, paper, title, author, page, head } = letters[0] ?? first;
  return renderPdf("letters", { lang, paper, title, author, page, head, letters }, { images, at: now });
}

/** A letter as a Word document: on the office's own sheet, else on ours. */
export async function letterAsDocx(store: Store, sheet: LetterSheet, officeId: string): Promise<Buffer> {
  const { letterTemplate, logo } = findOffice(store, officeId);
  const own = letterTemplate && (await findFile({ officeId, sha256: letterTemplate.sha256 }));
  if (own) return fillSheet(await readFile(own), sheet);
  const image = await logoOf(sheet.head, officeId);
  const [data] = Object.values(image?.images ?? {});
  return letterDocx(sheet, data && logo ? { data, width: logo.width, height: logo.height } : undefined);
}

/** Makes the files of a letter that was issued, of the words that were kept with it, once. */
export async function printLetter(store: Store, letter: Letter): Promise<void> {
  const pdf = letter.pdf ?? (await kept(letter.officeId, await lettersPdf([letter.sheet], letter.officeId, letter.createdAt)));
  const docx = letter.docx ?? (await kept(letter.officeId, await letterAsDocx(store, letter.sheet, letter.officeId)));
  fileLetter(store, letter, { pdf, docx });
}

/** The same for all letters of a briefing that lack theirs. */
export async function printLetters(store: Store, officeId: string, briefingId: string): Promise<void> {
  for (const letter of unprinted(store, officeId, briefingId)) await printLetter(store, letter);
}
