"use server";

import { action } from "@/app/action";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { recordAnswerInput } from "@/core/invitations/answers/input";
import { paths } from "@/lib/paths";

/** Notes an answer heard on the telephone and comes back to the list. */
export const noteCall = action(recordAnswerInput, recordAnswer, ({ briefingId, answerId }) =>
  paths.calls(briefingId, { answered: answerId }),
);
