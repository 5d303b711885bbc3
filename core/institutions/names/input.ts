import { z } from "zod";
import { choice, day, optionalDay, optionalLine, ref, seenVersion } from "../../kernel/input";
import { called } from "../input";

/** A new name from a day on; the one before ends the day before. */
export const renameInstitutionInput = z.strictObject({ id: ref(), version: seenVersion(), ...called, validFrom: day() });

/** A correction of one dated name. */
export const editNameInput = z.strictObject({
  id: ref(),
  version: seenVersion(),
  nameId: ref(),
  ...called,
  validFrom: optionalDay(),
  validTo: optionalDay(),
});

export const removeNameInput = z.strictObject({ id: ref(), version: seenVersion(), nameId: ref() });

export const successionKinds = ["upgraded", "downgraded", "merged", "split", "replaced"] as const;

/** `id` was followed by `toId` on a day, by an act. */
export const recordSuccessionInput = z.strictObject({
  id: ref(),
  toId: ref(),
  kind: choice(successionKinds),
  on: optionalDay(),
  act: optionalLine(200),
});

export const removeSuccessionInput = z.strictObject({ id: ref(), toId: ref(), kind: choice(successionKinds) });
