import { eq } from "drizzle-orm";
import type { z } from "zod";
import { offices } from "@/db/schema";
import type { LetterTemplate } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import type { Actor, Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome } from "../../kernel/outcome";
import { changeOffice, officeFor, ofOffice } from "../commands";
import { canKeepOffice } from "../policy";
import type { papersInput, removeSheetInput } from "./input";

/** Sets what stands on the office's papers. Refuses a save on an older version. */
export function editPapers(store: Store, actor: Staff, input: z.output<typeof papersInput>): Outcome<{ officeId: string }> {
  const { version, registerPrefix = null, signatoryName = null, ...texts } = input;
  return changeOffice(store, actor, version, { ...texts, registerPrefix, signatoryName }, "offices.papers_changed");
}

/** Puts the office's own sheet for letters in its place, or takes it away. What else is edited of the office meanwhile stays valid. */
function change(store: Store, actor: Actor, letterTemplate: LetterTemplate | null): Outcome<{ officeId: string }> {
  return store.transaction((tx) => {
    const office = authorize(officeFor(tx, actor), (o) => canKeepOffice(actor, o));
    if (office.letterTemplate?.sha256 === letterTemplate?.sha256) return accept({ officeId: office.id });
    tx.db.update(offices).set({ letterTemplate }).where(eq(offices.id, office.id)).run();
    record(tx, actor, letterTemplate ? "offices.sheet_set" : "offices.sheet_removed", ofOffice(office));
    return accept({ officeId: office.id });
  });
}

/** Gives the office a sheet of its own for letters, whose file has been looked through and lies in its place. */
export const setSheet = (store: Store, actor: Actor, file: Omit<LetterTemplate, "at">): Outcome<{ officeId: string }> =>
  change(store, actor, { ...file, at: actor.now });

/** Lets letters stand on the plain sheet again; those issued keep theirs. */
export const removeSheet = (store: Store, actor: Staff, _input: z.output<typeof removeSheetInput>): Outcome<{ officeId: string }> =>
  change(store, actor, null);
