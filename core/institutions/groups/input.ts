import { z } from "zod";
import { choice, type FieldError, lineInLanguages, ref, seenVersion, several } from "../../kernel/input";

const group = {
  name: lineInLanguages(120).refine((texts) => Object.keys(texts).length > 0, "oneLanguage" satisfies FieldError),
  members: several(ref(), 300).transform((ids) => [...new Set(ids)]),
};

export const addGroupInput = z.strictObject(group);
export const editGroupInput = z.strictObject({ groupId: ref(), version: seenVersion(), ...group });
export const putGroupInput = z.strictObject({ groupId: ref(), act: choice(["archive", "restore"]) });
