import { z } from "zod";
import { attendances } from "@/db/schema/invitations";
import { choice, optionalWhole, ref, several, ticked, whole } from "../../kernel/input";

/** Which page of the list to come back to. */
const page = optionalWhole(1, 1_000_000);

/** What a row of the list says; `open` is what nobody has said yet. */
export const said = [...attendances, "open"] as const;

/** `was` is what the row said when the page was made. With `take`, whoever nothing is said of came as it had answered. */
export const recordCameInput = z.strictObject({
  briefingId: ref(),
  take: ticked(),
  rows: several(z.strictObject({ id: ref(), came: choice(said), was: choice(said) })),
  page,
});
/** Whom to thank, or to write our regret to: those ticked. */
export const thankInput = z.strictObject({ briefingId: ref(), kind: choice(["thanks", "regret"]), invitations: several(ref()) });
/** Takes back what was recorded at an instant. */
export const undoCameInput = z.strictObject({ briefingId: ref(), since: whole(0, 4_102_444_800_000), page });
