import { z } from "zod";
import { choice, prose, ref } from "../../kernel/input";
import { wordedBody, wordedSubject } from "../../offices/wording/input";

/** `look` shows what was typed and keeps the message back; `save` is what it says from then on. `version` is the sum of the words it was opened on. */
export const editMessageInput = z.strictObject({
  messageId: ref(),
  act: choice(["look", "save"]),
  subject: wordedSubject(),
  body: wordedBody(),
  version: prose(64),
});
export type EditMessageInput = z.output<typeof editMessageInput>;
