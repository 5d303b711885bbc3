import { createReadStream } from "node:fs";
import { addMaterial } from "@/core/briefings/materials/commands";
import { addMaterialInput } from "@/core/briefings/materials/input";
import { openStore } from "@/db/store";
import { inspectFile } from "@/lib/files/inspect";
import { keep, receive } from "@/lib/files/storage";
import type { Locale } from "@/lib/locales";
import type { Meeting } from "./meetings";
import { as, must, typed } from "./stage";

const titles: [Locale, string][] = [
  ["es", "Nota conceptual"],
  ["en", "Concept note"],
  ["fr", "Note conceptuelle"],
];

/** Gives the invited a concept note in their language, the way an upload would: looked through, kept, then written down. */
export async function handOut({ id, organiser }: Meeting, moment: string | number): Promise<void> {
  const actor = as(organiser, moment);
  for (const [language, title] of titles) {
    const { path, size } = await receive(createReadStream(`scripts/demo/papers/concept-note.${language}.pdf`));
    const fileName = `${title}.pdf`;
    const looked = await inspectFile(path, { name: fileName, size });
    if (!looked.ok) throw new Error(`The demo's paper was refused: ${looked.why}`);
    const file = { fileName, kind: looked.kind, found: looked.found, ...(await keep(actor.officeId, path)) };
    must(addMaterial(openStore(), actor, typed(addMaterialInput, { briefingId: id, title, language, visibility: "invited" }), file));
  }
}
