import type { Store } from "@/db/store";
import type { Briefing } from "../../briefings/queries";
import type { Holder, NameOn } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import { type Contacted, lastContacts } from "../contacts/queries";
import { calledOn, type Invitation } from "../queries";
import { owingTo } from "../sending/queries";

/** An institution that has not answered: whom to call, and when it was last called or written to by WhatsApp. */
export type ToCall = { invitation: Invitation; name: NameOn | undefined; to: Holder | undefined; contacted: Contacted | undefined };

/** Who has not answered for the date that holds, in order of precedence; nobody while the briefing takes no messages. */
export function callList(store: Store, actor: Staff, briefing: Briefing): ToCall[] {
  const owing = owingTo(store, actor, briefing.id, "reminder");
  const invitations = owing.map(({ invitation }) => invitation);
  const names = calledOn(store, briefing, invitations);
  const contacted = lastContacts(
    store,
    actor.officeId,
    invitations.map((i) => i.id),
  );
  return owing.map(({ invitation, to }) => ({
    invitation,
    to,
    name: names.get(invitation.institutionId),
    contacted: contacted.get(invitation.id),
  }));
}
