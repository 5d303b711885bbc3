import type { z } from "zod";
import type { Store } from "@/db/store";
import type { Staff } from "../../kernel/actor";
import { type Outcome, refuse } from "../../kernel/outcome";
import { changeOffice } from "../commands";
import { findOffice } from "../queries";
import type { keepingInput } from "./input";

/** Sets how long names and addresses of delegates are kept. A shorter time acts within the hour and for good, so it is asked for twice. */
export function editKeeping(store: Store, actor: Staff, input: z.output<typeof keepingInput>): Outcome<{ officeId: string }> {
  const { keepMonths, sure, version } = input;
  if (keepMonths < findOffice(store, actor.officeId).keepMonths && !sure) return refuse("shorter_is_final", { field: "sure" });
  return changeOffice(store, actor, version, { keepMonths }, "offices.keeping_changed");
}
