"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import { addUser, changeRole, editOffice, enableUser, updateProfile } from "@/core/offices/commands";
import * as days from "@/core/offices/days/commands";
import { addHolidayInput, addPauseInput, endHolidayInput, removeHolidayInput, removePauseInput } from "@/core/offices/days/input";
import { addUserInput, changeRoleInput, editOfficeInput, profileInput, userInput } from "@/core/offices/input";
import { editKeeping } from "@/core/offices/keeping/commands";
import { keepingInput } from "@/core/offices/keeping/input";
import { removeLogo } from "@/core/offices/logo/commands";
import { removeLogoInput } from "@/core/offices/logo/input";
import { editPapers, removeSheet } from "@/core/offices/papers/commands";
import { papersInput, removeSheetInput } from "@/core/offices/papers/input";
import { setLastDay } from "@/core/offices/rights/commands";
import { lastDayInput } from "@/core/offices/rights/input";
import { editSending } from "@/core/offices/sending/commands";
import { sendingInput } from "@/core/offices/sending/input";
import { paths } from "@/lib/paths";
import { action } from "../action";
import { rememberLook } from "../look";

const saved = (path: string): string => `${path}?done=saved`;

export const inviteUser = action(addUserInput, addUser, () => `${paths.users()}?done=invited`);
export const giveRole = action(changeRoleInput, changeRole, () => saved(paths.users()));
export const enable = action(userInput, enableUser, ({ userId }) => `${paths.user(userId)}?done=enabled`);
export const giveLastDay = action(lastDayInput, setLastDay, ({ userId }) => saved(paths.user(userId)));
export const saveOffice = action(editOfficeInput, editOffice, () => saved(paths.office()));
export const saveSending = action(sendingInput, editSending, () => saved(paths.officeSending()));
export const saveKeeping = action(keepingInput, editKeeping, () => saved(paths.retention()));
export const savePapers = action(papersInput, editPapers, () => saved(paths.letterhead()));
export const dropSheet = action(removeSheetInput, removeSheet, () => `${paths.letterhead()}?done=removed`);
export const dropLogo = action(removeLogoInput, removeLogo, () => `${paths.letterhead()}?done=removed`);
export const closeDay = action(addHolidayInput, days.addHoliday, () => `${paths.holidays()}?done=added`);
export const endDay = action(endHolidayInput, days.endHoliday, () => `${paths.holidays()}?done=ended`);
export const openDay = action(removeHolidayInput, days.removeHoliday, () => `${paths.holidays()}?done=removed`);

export const addPause = action(addPauseInput, days.addPause, () => `${paths.holidays()}?done=added`);
export const removePause = action(removePauseInput, days.removePause, () => `${paths.holidays()}?done=removed`);
const keepProfile = action(profileInput, updateProfile);

/** Saves the profile and, once it is saved, keeps its look in this browser. */
export async function saveProfile(previous: FormState, data: FormData): Promise<FormState> {
  const state = await keepProfile(previous, data);
  if (!state.ok) return state;
  const look = profileInput.pick({ theme: true, language: true }).safeParse({ theme: data.get("theme"), language: data.get("language") });
  if (look.success) await rememberLook(look.data);
  redirect(saved(paths.profile()));
}
