"use server";

import { nothingInput, sessionInput } from "@/core/offices/input";
import { endOtherSessions, endSession } from "@/core/offices/sessions/commands";
import { paths } from "@/lib/paths";
import { action } from "../action";

export const endOne = action(sessionInput, endSession, () => `${paths.security()}?done=sessionEnded`);
export const endOthers = action(nothingInput, endOtherSessions, () => `${paths.security()}?done=othersEnded`);
