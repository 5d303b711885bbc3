"use server";

import { action } from "@/app/action";
import { arrangeMaterials, editMaterial } from "@/core/briefings/materials/commands";
import { arrangeMaterialsInput, editMaterialInput } from "@/core/briefings/materials/input";
import { paths } from "@/lib/paths";

export const editPaper = action(
  editMaterialInput,
  editMaterial,
  ({ id }, { briefingId }) => `${paths.papers(briefingId, { done: "saved" })}#${id}`,
);

/** A move shows the new order in place, so that the focus stays; a removal names what went, with the way back. */
export const arrangePapers = action(arrangeMaterialsInput, arrangeMaterials, ({ id, removed }, { briefingId, act: { act } }) =>
  act === "up" || act === "down" ? "" : paths.papers(briefingId, { removed: removed ? id : undefined }),
);
