import { z } from "zod";
import { post } from "../../institutions/posts/input";
import { day, optionalEmail, optionalLine, optionalName, ref, seenVersion, ticked } from "../../kernel/input";

/** Who takes over: a post at the institution, or nobody for now (of a follow-up: the institution itself). Nothing said is "as the rest". */
const heir = () => z.string({ error: "choice" }).regex(/^(nobody|ten_[0-9a-z]{25})$/, "choice");

const leaving = {
  id: ref(),
  version: seenVersion(),
  /** Of everything that is not handed over one by one. */
  to: heir().default("nobody"),
  /** One by one, by invitation or follow-up. */
  single: z.record(ref(), heir().optional()).default({}),
  /** Invitations that had been sent leave again, to whoever takes over. */
  send: ticked(),
  /** Somebody new takes over, at the same post; goes before `to`. */
  newName: optionalName(200),
  newEmail: optionalEmail(),
  newPhone: optionalLine(40),
  another: ticked(),
  /** Asked while those to be verified are gone through; the door goes back there. */
  verifying: ticked(),
};

/** `validTo` is the last day at the post. */
export const leavePostInput = z.strictObject({ ...leaving, validTo: day() });
export type LeavePostInput = z.output<typeof leavePostInput>;

/** `validFrom` is the first day at the other institution; the post held until then ends the day before. */
export const movePostInput = z.strictObject({ ...leaving, institutionId: ref(), ...post, validFrom: day() });
export type MovePostInput = z.output<typeof movePostInput>;
