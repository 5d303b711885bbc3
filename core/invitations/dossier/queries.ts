import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { type Briefing, findBriefing } from "../../briefings/queries";
import { type Holder, holdersByTenure, type NameOn, namesOn, tenuresOf } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import { type Message, messagesOf } from "../../kernel/outbox";
import { type Answer, answersOf } from "../answers/queries";
import { phaseOf, type Trouble, troubles } from "../board/rules";
import { contactsOf, type Noted } from "../contacts/queries";
import { type Delegate, delegationOf } from "../delegation/queries";
import { type CurrentLink, currentLink } from "../links/queries";
import { findInvitation, type Invitation } from "../queries";

/** Everything between the office and one institution about one briefing. */
export type Dossier = {
  briefing: Briefing;
  invitation: Invitation;
  /** As it was called on the day of the briefing. */
  name: NameOn;
  addressee: Holder | undefined;
  /** Whom it can be addressed to today. */
  holders: Holder[];
  /** The latest first; answers taken back are left out. */
  answers: Answer[];
  delegates: Delegate[];
  messages: Message[];
  /** Calls, texts and handings over, noted by hand. */
  contacts: Noted[];
  link: CurrentLink | undefined;
  trouble: Trouble[];
};

/** An institution's dossier for a briefing; `undefined` for another office's, or under another briefing's address. */
export function dossierOf(store: Store, actor: Staff, briefingId: string, invitationId: string): Dossier | undefined {
  const invitation = findInvitation(store, actor, invitationId);
  const briefing = findBriefing(store, actor, briefingId);
  if (!invitation || !briefing || invitation.briefingId !== briefing.id) return undefined;
  const { officeId, institutionId } = invitation;
  const answers = answersOf(store, officeId, [invitation.id]).get(invitation.id) ?? [];
  const delegates = delegationOf(store, invitation).filter((d) => d.setAsideBy === null);
  const messages = messagesOf(store, officeId, [invitation.id]);
  const late = answers.find((a) => a.id === invitation.answerId)?.late ?? false;
  const last = messages.find((m) => m.state !== "cancelled");
  const tenureId = invitation.addresseeTenureId ?? "";
  return {
    briefing,
    invitation,
    name: namesOn(store, officeId, [institutionId], briefing.startsLocal.slice(0, 10)).get(institutionId) ?? {
      acronym: null,
      name: {},
      article: {},
    },
    addressee: holdersByTenure(store, officeId, [tenureId]).get(tenureId),
    holders: tenuresOf(store, officeId, institutionId, dayOf(actor.now, briefing.zone)),
    answers,
    delegates,
    messages,
    contacts: contactsOf(store, officeId, invitation.id),
    link: currentLink(store, invitation.id),
    trouble: invitation.state === "withdrawn" || phaseOf(briefing) !== "open" ? [] : troubles({ ...invitation, delegates, late, last }),
  };
}
