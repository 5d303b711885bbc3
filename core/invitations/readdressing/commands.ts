import type { z } from "zod";
import type { Store } from "@/db/store";
import type { Staff } from "../../kernel/actor";
import { authorize } from "../../kernel/authorized";
import type { Outcome } from "../../kernel/outcome";
import { editInvitation } from "../commands";
import { canInvite } from "../policy";
import { findInvitation } from "../queries";
import { resendInvitation, type Sending, sendInvitations } from "../sending/commands";
import type { readdressInput } from "./input";

/** After a message came back: the invitation goes to somebody else of the institution, with a new link; the one before stops. */
export function readdressInvitation(store: Store, actor: Staff, input: z.output<typeof readdressInput>): Outcome<Sending> {
  return store.transaction((tx) => {
    const before = authorize(findInvitation(tx, actor, input.invitationId), (i) => canInvite(actor, i));
    const { id, version, quota, language, documentKind, briefingId } = before;
    const edited = editInvitation(tx, actor, { id, version, quota, language, documentKind, addressee: input.addressee });
    if (!edited.ok) return edited;
    return findInvitation(tx, actor, id)?.state === "draft"
      ? sendInvitations(tx, actor, { briefingId, invitations: [id], count: 1 })
      : resendInvitation(tx, actor, { invitationId: id });
  });
}
