"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import {
  beginAuthenticator,
  confirmAuthenticator,
  keepCodes,
  removeAuthenticator,
  renewCodes,
  showFactor,
} from "@/core/offices/factors/commands";
import { factorInput, requireFactorInput } from "@/core/offices/factors/input";
import { nothingInput, sessionInput, userInput } from "@/core/offices/input";
import { removePasskey } from "@/core/offices/passkeys/commands";
import { passkeyInput } from "@/core/offices/passkeys/input";
import { endMemberSessions, requireFactor, resetFactors } from "@/core/offices/recovery/commands";
import { endOtherSessions, endSession } from "@/core/offices/sessions/commands";
import { openStore } from "@/db/store";
import { paths, safePath } from "@/lib/paths";
import { action } from "../action";
import { placeOf } from "../arriving";
import { visitorContext } from "../context";
import { fieldRefused } from "../form-errors";
import { arrivingStaff, currentArrival } from "../session";
import { minutesToCode } from "../sign-in/limits";

const done = (what: string): string => `${paths.security()}?done=${what}`;

export const endOne = action(sessionInput, endSession, () => done("sessionEnded"));
export const endOthers = action(nothingInput, endOtherSessions, () => done("othersEnded"));

export const beginApp = action(nothingInput, beginAuthenticator, () => paths.setUpApp(), { who: arrivingStaff });
export const confirmApp = action(factorInput, confirmAuthenticator, () => paths.recoveryCodes(), { who: arrivingStaff });
export const removeApp = action(nothingInput, removeAuthenticator, () => done("removed"));
export const dropPasskey = action(passkeyInput, removePasskey, () => done("removed"));
export const makeCodes = action(nothingInput, renewCodes, () => paths.recoveryCodes());
export const putCodesAway = action(nothingInput, keepCodes, () => done("secured"));

export const resetSecond = action(userInput, resetFactors, ({ userId }) => `${paths.user(userId)}?done=factorsReset`);
export const signMemberOut = action(userInput, endMemberSessions, ({ userId }) => `${paths.user(userId)}?done=memberSignedOut`);
export const requireSecond = action(requireFactorInput, requireFactor, () => `${paths.signInRules()}?done=saved`);

/** Shows the second factor a session lacks. Not by the wrapper: a wrong code counts though it is refused. */
export async function giveFactor(_previous: FormState, data: FormData): Promise<FormState> {
  const next = safePath(data.get("next"));
  const arrival = await currentArrival();
  if (!arrival) redirect(paths.signIn(next));
  const { t } = await visitorContext();
  const typed = String(data.get("code") ?? "").slice(0, 40);
  const refused = (text: string): FormState => fieldRefused("code", t("security.second.code"), typed, text, t);
  const input = factorInput.safeParse({ code: typed });
  if (!input.success) return refused(t("refusals.factor_wrong"));
  const minutes = await minutesToCode(`factor ${arrival.staff.userId}`, placeOf(await headers()));
  if (minutes > 0) return refused(t("security.second.wait", { minutes }));
  const outcome = showFactor(openStore(), arrival.staff, input.data);
  if (!outcome.ok && outcome.code === "factor_spent") redirect(paths.signIn(next, "tries"));
  if (!outcome.ok) return refused(t("refusals.factor_wrong"));
  revalidatePath("/", "layout");
  redirect(next ?? paths.home());
}
