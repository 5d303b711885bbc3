import { z } from "zod";
import { day, optionalDay, optionalLine, ref, seenVersion } from "../../kernel/input";
import { called } from "../input";

const record = { id: ref(), version: seenVersion() };
const dated = { ...called, act: optionalLine(200), validFrom: optionalDay(), validTo: optionalDay() };

/** A new name from a day on; the one before ends the day before. */
export const renameInstitutionInput = z.strictObject({ ...record, ...called, act: optionalLine(200), validFrom: day() });

/** A name of earlier days; where the first known one has no first day, that begins the day after. */
export const addNameInput = z.strictObject({ ...record, ...dated, validTo: day() });

/** A correction of one dated name. */
export const editNameInput = z.strictObject({ ...record, nameId: ref(), ...dated });

export const removeNameInput = z.strictObject({ ...record, nameId: ref() });
