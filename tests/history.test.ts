import { expect, it } from "vitest";
import { isBeginning } from "@/app/(staff)/briefings/[id]/history/values";

it("lists no changes where something began", () => {
  for (const action of ["briefings.created", "briefings.item_added", "invitations.added", "followups.added"])
    expect(isBeginning(action), action).toBe(true);
  for (const action of [
    "briefings.edited",
    "briefings.item_edited",
    "briefings.postponed",
    "invitations.answered",
    "invitations.link_reissued",
  ])
    expect(isBeginning(action), action).toBe(false);
});
