"use server";

import { action } from "@/app/action";
import * as templates from "@/core/briefings/templates/commands";
import {
  addTemplateInput,
  addTemplateItemInput,
  arrangeTemplateItemsInput,
  arrangeTemplatesInput,
  editTemplateInput,
  editTemplateItemInput,
} from "@/core/briefings/templates/input";
import * as items from "@/core/briefings/templates/items/commands";
import * as groups from "@/core/institutions/groups/commands";
import { addGroupInput, editGroupInput, putGroupInput } from "@/core/institutions/groups/input";
import { paths } from "@/lib/paths";

export const addTemplate = action(addTemplateInput, templates.addTemplate, ({ id }) => paths.template(id, { done: "added" }));
export const editTemplate = action(editTemplateInput, templates.editTemplate, () => paths.templates({ done: "saved" }));
/** Moves, puts away and takes back in place, so that the focus stays in the list. */
export const arrangeTemplates = action(arrangeTemplatesInput, templates.arrangeTemplates);

export const addTemplateItem = action(
  addTemplateItemInput,
  items.addTemplateItem,
  ({ templateId }) => `${paths.template(templateId, { item: "new", done: "added" })}#new`,
);
export const editTemplateItem = action(
  editTemplateItemInput,
  items.editTemplateItem,
  ({ templateId, itemId }) => `${paths.template(templateId, { done: "saved" })}#${itemId}`,
);
export const arrangeTemplateItems = action(arrangeTemplateItemsInput, items.arrangeTemplateItems, ({ templateId, removed }) =>
  removed ? `${paths.template(templateId, { done: "removed" })}#agenda` : "",
);

export const addGroup = action(addGroupInput, groups.addGroup, () => paths.groups({ done: "added" }));
export const editGroup = action(editGroupInput, groups.editGroup, () => paths.groups({ done: "saved" }));
export const putGroup = action(putGroupInput, groups.putGroup);
