import type { Store } from "@/db/store";
import { holdersByTenure } from "../../institutions/queries";
import type { Actor } from "../../kernel/actor";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome } from "../../kernel/outcome";
import { editInvitation } from "../commands";
import { canInvite } from "../policy";
import { findInvitation } from "../queries";
import { resendInvitation } from "../sending/commands";

type Handing = { invitationId: string; tenureId: string; send: boolean };

/**
 * Addresses an invitation to somebody else of the institution, in their language. What had been sent gets a new link, the
 * old one stops; with `send` it leaves again to the new addressee, where they can be written to.
 */
export function handInvitation(store: Store, actor: Actor, { invitationId, tenureId, send }: Handing): Outcome<{ sent: boolean }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, invitationId), (i) => canInvite(actor, i));
    const { id, version, quota, documentKind } = invitation;
    const to = holdersByTenure(tx, invitation.officeId, [tenureId]).get(tenureId);
    const language = to?.language ?? invitation.language;
    const edited = editInvitation(tx, actor, { id, version, quota, documentKind, language, addressee: tenureId });
    if (!edited.ok) return edited;
    const again = send && edited.value.newLink ? resendInvitation(tx, actor, { invitationId }) : undefined;
    return accept({ sent: again?.ok === true });
  });
}
