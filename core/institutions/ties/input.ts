import { z } from "zod";
import { choice, optionalDay, optionalLine, ref } from "../../kernel/input";

const successionKinds = ["upgraded", "downgraded", "merged", "split", "replaced"] as const;

/** How two institutions follow each other, said from either of the two: what became of this one, or what it came from. */
export const successionWays = [
  "after.upgraded",
  "after.downgraded",
  "after.merged",
  "after.split",
  "after.replaced",
  "before.upgraded",
  "before.downgraded",
  "before.merged",
  "before.split",
  "before.replaced",
] as const;

export type SuccessionKind = (typeof successionKinds)[number];

/** `id`, whose page it is said on, and another one: one was followed by the other on a day, by an act. */
export const recordSuccessionInput = z
  .strictObject({ id: ref(), otherId: ref(), how: choice(successionWays), on: optionalDay(), act: optionalLine(200) })
  .transform(({ id, otherId, how, on, act }) => {
    const [direction, kind] = how.split(".") as ["after" | "before", SuccessionKind];
    return { at: id, fromId: direction === "after" ? id : otherId, toId: direction === "after" ? otherId : id, kind, on, act };
  });

/** `at` is the one of the two on whose page it is taken back. */
export const removeSuccessionInput = z.strictObject({ at: ref(), fromId: ref(), toId: ref(), kind: choice(successionKinds) });

/** `memberId` sits in the commission `id`; `at` is the one of the two on whose page it is said. */
export const memberInput = z.strictObject({ at: ref(), id: ref(), memberId: ref() });
