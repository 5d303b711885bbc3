import { createReadStream } from "node:fs";
import { attachScan, issueLetters, planLetters } from "@/core/invitations/letters/commands";
import { planLettersInput } from "@/core/invitations/letters/input";
import { standingLetters } from "@/core/invitations/letters/queries";
import { invitationsTo } from "@/core/invitations/queries";
import { editPapers } from "@/core/offices/papers/commands";
import { papersInput } from "@/core/offices/papers/input";
import { findOffice } from "@/core/offices/queries";
import { openStore } from "@/db/store";
import { inspectFile } from "@/lib/files/inspect";
import { keep, receive } from "@/lib/files/storage";
import type { Meeting } from "./meetings";
import type { Panama } from "./offices";
import { as, must, typed } from "./stage";

/** Sets what stands on the office's papers, and who signs them. */
export function setPapers({ admin }: Panama, moment: string): void {
  const store = openStore();
  const actor = as(admin, moment);
  const { version } = findOffice(store, actor.officeId);
  const papers = {
    letterHead: { en: "Country Office in Panama", es: "Oficina de país en Panamá", fr: "Bureau de pays au Panama" },
    letterAddress: {},
    letterFoot: {},
    registerPrefix: "OIM-PAN-",
    signatoryName: "Santiago Paz",
    signatoryPosts: {
      en: "Head of the Panama Administrative Centre\nChief of Mission in Panama",
      es: "Director del Centro Administrativo de Panamá\nJefe de Misión en Panamá",
      fr: "Chef du Centre administratif de Panama\nChef de mission au Panama",
    },
  };
  must(editPapers(store, actor, typed(papersInput, { ...papers, version })));
}

/** Issues a letter to each invited institution; the signed copy of the first, the foreign ministry's, comes back with its stamp. */
export async function issueAll({ id, organiser }: Meeting, moment: string, stamped: string): Promise<void> {
  const store = openStore();
  const actor = as(organiser, moment);
  const via = { es: "la Dirección General de Protocolo y Ceremonial del Estado" };
  const copies = { es: "Dirección General de Cooperación Internacional" };
  const enclosures = { en: "Programme\nConcept note", es: "Programa\nNota conceptual", fr: "Programme\nNote conceptuelle" };
  must(planLetters(store, actor, typed(planLettersInput, { briefingId: id, enclosures, copies, via, viaFor: "note_verbale", version: 0 })));
  const invitations = invitationsTo(store, actor.officeId, id).map((one) => one.id);
  must(issueLetters(store, actor, { briefingId: id, invitations, count: invitations.length }));
  const first = [...standingLetters(store, actor.officeId, id).values()].find(({ n }) => n === 1);
  if (!first) throw new Error("The demo's letters have no first one.");
  const { path, size } = await receive(createReadStream("scripts/demo/papers/signed-note.pdf"));
  const looked = await inspectFile(path, { name: "signed-note.pdf", size });
  if (!looked.ok) throw new Error(`The demo's scan was refused: ${looked.why}`);
  const scan = { ...(await keep(actor.officeId, path)), kind: looked.kind };
  const back = as(organiser, stamped);
  must(attachScan(store, back, { letterId: first.id, which: "signed" }, scan));
  must(attachScan(store, back, { letterId: first.id, which: "receipt", receivedOn: stamped.slice(0, 10) }, scan));
}
