import type { z } from "zod";
import type { Store } from "@/db/store";
import type { Staff } from "../../kernel/actor";
import type { Outcome } from "../../kernel/outcome";
import { changeOffice } from "../commands";
import type { papersInput } from "./input";

/** Sets what stands on the office's papers. Refuses a save on an older version. */
export function editPapers(store: Store, actor: Staff, input: z.output<typeof papersInput>): Outcome<{ officeId: string }> {
  const { version, registerPrefix = null, ...texts } = input;
  return changeOffice(store, actor, version, { ...texts, registerPrefix }, "offices.papers_changed");
}
