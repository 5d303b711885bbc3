import type { z } from "zod";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { guestAnswerInput, recordAnswerInput } from "@/core/invitations/answers/input";
import { answersOf } from "@/core/invitations/answers/queries";
import { noticeVersions } from "@/core/invitations/answers/rules";
import { recordCame, thank } from "@/core/invitations/attending/commands";
import { recordCameInput } from "@/core/invitations/attending/input";
import { cameList } from "@/core/invitations/attending/queries";
import { addInvitations, recordDelivery } from "@/core/invitations/commands";
import { saveDelegation } from "@/core/invitations/delegation/commands";
import { saveDelegationInput } from "@/core/invitations/delegation/input";
import { addInvitationsInput, recordDeliveryInput } from "@/core/invitations/input";
import { currentLink, findInvitationByToken } from "@/core/invitations/links/queries";
import { type Invitation, invitationsTo } from "@/core/invitations/queries";
import { remindInvitations, sendInvitations } from "@/core/invitations/sending/commands";
import { chaseInput, sendInvitationsInput } from "@/core/invitations/sending/input";
import type { Actor } from "@/core/kernel/actor";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import { openStore } from "@/db/store";
import type { Directory } from "./directory";
import type { Meeting } from "./meetings";
import { as, at, must, post, typed } from "./stage";

type Seat = z.input<typeof saveDelegationInput>["seats"] extends (infer S)[] | undefined ? S : never;
type Said = Pick<z.input<typeof guestAnswerInput>, "value"> & {
  tellBy?: string;
  reason?: string;
  byPost?: string;
  substituteName?: string;
  substitutePost?: string;
};
type Channel = "link" | z.input<typeof recordAnswerInput>["channel"];

/** The invitations of one meeting, as the play speaks of them: by the institution's key and its people's. */
export class Replies {
  constructor(
    private readonly meeting: Meeting,
    private readonly directory: Directory,
  ) {}

  /** Puts institutions on the list, each with its seats. */
  invite(moment: string | number, keys: string[], quota = 2): void {
    const institutions = keys.map((key) => ({ id: this.directory.institution(key), chosen: true, quota }));
    const input = typed(addInvitationsInput, { briefingId: this.meeting.id, institutions });
    must(addInvitations(openStore(), as(this.meeting.organiser, moment), input));
  }

  of(key: string): Invitation {
    const { id, organiser } = this.meeting;
    const institutionId = this.directory.institution(key);
    const found = invitationsTo(openStore(), organiser.officeId, id).find((invitation) => invitation.institutionId === institutionId);
    if (!found) throw new Error(`The play has not invited ${key}.`);
    return found;
  }

  /** Sends to those named; their messages leave after the undo window, but for mailboxes that are full. */
  async send(moment: string | number, keys: string[], full: string[] = []): Promise<void> {
    const ids = keys.map((key) => this.of(key).id);
    const input = typed(sendInvitationsInput, { briefingId: this.meeting.id, invitations: ids, count: ids.length });
    const actor = as(this.meeting.organiser, moment);
    must(sendInvitations(openStore(), actor, input));
    await post(actor.now + UNDO_WINDOW + 1000, full);
  }

  /** The paper was carried over by hand. */
  deliver(moment: string | number, key: string): void {
    const input = typed(recordDeliveryInput, { id: this.of(key).id, channel: "letter" });
    must(recordDelivery(openStore(), as(this.meeting.organiser, moment), input));
  }

  /** Reminds everybody who owes an answer and may be reminded. */
  async remind(moment: string | number, full: string[] = []): Promise<void> {
    const actor = as(this.meeting.organiser, moment);
    must(remindInvitations(openStore(), actor, typed(chaseInput, { briefingId: this.meeting.id, invitations: [] })));
    await post(actor.now + UNDO_WINDOW + 1000, full);
  }

  /** Everybody who had said yes came; noted by the organiser. */
  came(moment: string | number): void {
    const actor = as(this.meeting.organiser, moment);
    const said = cameList(openStore(), actor, this.meeting.id).rows.filter(({ answer }) => answer?.value === "accepted");
    const rows = said.map(({ invitation, expected }) => ({ id: invitation.id, came: expected ?? ("open" as const), was: "open" as const }));
    must(recordCame(openStore(), actor, typed(recordCameInput, { briefingId: this.meeting.id, rows })));
  }

  /** Thanks all that came and can be written to. */
  async thank(moment: string | number): Promise<void> {
    const { id: briefingId, organiser } = this.meeting;
    const actor = as(organiser, moment);
    const invitations = invitationsTo(openStore(), organiser.officeId, briefingId).map(({ id }) => id);
    must(thank(openStore(), actor, { briefingId, kind: "thanks", invitations }));
    await post(actor.now + UNDO_WINDOW + 1000);
  }

  /** Who speaks: the institution by its own link, or an officer who was told. */
  private speaker(moment: number, key: string, channel: Channel): Actor {
    if (channel !== "link") return as(this.meeting.organiser, moment);
    const token = currentLink(openStore(), this.of(key).id)?.token;
    const invitee = token && findInvitationByToken(openStore(), token, moment);
    if (!invitee) throw new Error(`The link of ${key} does not open.`);
    return invitee;
  }

  /** An institution answers; `by` is a person's key, or a name. */
  async answer(moment: string | number, key: string, channel: Channel, by: string, said: Said): Promise<void> {
    const store = openStore();
    const now = typeof moment === "number" ? moment : at(moment);
    const invitation = this.of(key);
    const [last] = answersOf(store, invitation.officeId, [invitation.id]).get(invitation.id) ?? [];
    const speaks = by.includes(" ") ? { by: "other" as const, byName: by } : { by: this.directory.person(by).personId };
    const form = { ...speaks, basedOn: last?.id ?? ("none" as const), ...said };
    const input =
      channel === "link"
        ? { ...typed(guestAnswerInput, { language: invitation.language, notice: noticeVersions[0], ...form }), invitationId: invitation.id }
        : typed(recordAnswerInput, { ...form, channel, invitationId: invitation.id });
    must(recordAnswer(store, this.speaker(now, key, channel), input));
    await post(now + 15 * 60_000);
  }

  /** Names a delegation, the head first: people's keys, new people as they write them, or `null` for a seat to be designated. */
  async name(moment: string | number, key: string, channel: Channel, seats: (string | Seat | null)[]): Promise<void> {
    const now = typeof moment === "number" ? moment : at(moment);
    const invitation = this.of(key);
    const rows = seats.map((seat, nth): Seat => {
      const role = nth === 0 && seat !== null ? ("head" as const) : ("member" as const);
      if (seat === null) return { role };
      return typeof seat === "string" ? { from: this.directory.person(seat).personId, role, listConsent: true } : { role, ...seat };
    });
    const input = typed(saveDelegationInput, { invitationId: invitation.id, seats: rows });
    must(saveDelegation(openStore(), this.speaker(now, key, channel), input));
    await post(now + 15 * 60_000);
  }
}
