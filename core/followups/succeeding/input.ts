import { z } from "zod";
import { successionWays } from "../../institutions/ties/input";
import { choice, maybe, optionalDay, optionalLine, ref } from "../../kernel/input";

/** To whom something goes: an institution that followed, or it stays where it is. */
const heir = () => z.string({ error: "choice" }).regex(/^(stays|ins_[0-9a-z]{25})$/, "choice");

/** A succession, and what becomes of the open actions and unanswered invitations of the one that gives way: of all, or one by one. */
export const succeedInput = z.strictObject({
  id: ref(),
  otherId: ref(),
  how: choice(successionWays),
  on: optionalDay(),
  act: optionalLine(200),
  to: heir().default("stays"),
  single: z.record(ref(), maybe(heir())).default({}),
});
export type SucceedInput = z.output<typeof succeedInput>;
