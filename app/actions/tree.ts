"use server";

import { action } from "@/app/action";
import * as tree from "@/core/offices/tree/commands";
import { askParentInput, childInput, noInput } from "@/core/offices/tree/input";
import { paths } from "@/lib/paths";

const back = (): string => `${paths.tree()}?done=saved`;

export const ask = action(askParentInput, tree.askParent, back);
export const takeBack = action(noInput, tree.takeBackParent, back);
export const leave = action(noInput, tree.leaveParent, back);
export const takeIn = action(childInput, tree.acceptChild, back);
export const letGo = action(childInput, tree.declineChild, back);
