import { z } from "zod";
import { handedKinds } from "@/db/schema/offices";
import { choice, optionalRef, ref, several } from "../../kernel/input";
import { STAYS } from "./rules";

/** To whom each group goes, and single things of it that go to somebody else, or stay. */
export const handOverInput = z.strictObject({
  userId: ref(),
  briefing: optionalRef(),
  follow_up: optionalRef(),
  speaker: optionalRef(),
  clearance: optionalRef(),
  rows: several(z.strictObject({ kind: choice(handedKinds), id: ref(), to: z.union([z.literal(STAYS), ref()]).optional() }), 500),
});
export const undoHandoverInput = z.strictObject({ handoverId: ref() });
