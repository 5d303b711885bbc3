import { addFollowUp, addUpdate, changeState, editFollowUp, supersede } from "@/core/followups/commands";
import { addFollowUpInput, addUpdateInput, changeStateInput, editFollowUpInput, supersedeInput } from "@/core/followups/input";
import { type FollowUp, findFollowUp } from "@/core/followups/queries";
import { leadValue } from "@/core/followups/story/queries";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import type { Actor } from "@/core/kernel/actor";
import type { AnswerChannel } from "@/db/schema/invitations";
import { openStore } from "@/db/store";
import type { Directory } from "./directory";
import { itemOf, type Meeting } from "./meetings";
import type { Panama } from "./offices";
import { as, at, must, type Player, typed } from "./stage";

type When = string | number;

/** Who leads: an institution's key, a member of staff, or the office as such. */
export type Lead = string | Player | "office";

/** What was agreed, in the words of the meeting. */
export type Agreement = {
  what: string;
  origin?: string;
  lead: Lead;
  with?: string[];
  due?: string;
  project?: string;
  proposed?: boolean;
};

/** Words from an institution, noted by an officer or come by its own link (`token`). */
export type Words = { from: string; by: string; channel?: AnswerChannel; token?: string; note?: string; evidence?: string };

/** The commitments of one meeting and what becomes of them. */
export class Promises {
  constructor(
    private readonly meeting: Meeting,
    private readonly office: Panama,
    private readonly directory: Directory,
  ) {}

  private lead(lead: Lead): string {
    if (lead === "office") return "office";
    return typeof lead === "string" ? `institution:${this.directory.institution(lead)}` : `office:${lead.userId}`;
  }

  /** Writes an agreement down; gives its id. */
  agree(when: When, { lead, with: parties = [], due, project, ...said }: Agreement, item = "agreements"): string {
    const form = {
      ...said,
      lead: this.lead(lead),
      parties: parties.map(this.directory.institution),
      dueOn: due,
      projectCode: project,
      briefingId: this.meeting.id,
      agendaItemId: itemOf(this.meeting, item),
    };
    return must(addFollowUp(openStore(), as(this.meeting.organiser, when), typed(addFollowUpInput, form))).id;
  }

  private found(id: string): FollowUp & { partyIds: string[] } {
    const followUp = findFollowUp(openStore(), as(this.office.eliecer, Date.now()), id);
    if (!followUp) throw new Error("The play has lost a follow-up.");
    return followUp;
  }

  private speaker(when: When, token?: string): Actor {
    const invitee = token && findInvitationByToken(openStore(), token, typeof when === "number" ? when : at(when));
    if (token && !invitee) throw new Error("The link of this institution does not open.");
    return invitee || as(this.meeting.organiser, when);
  }

  private said({ from, by, channel, note, evidence, token }: Words) {
    return { ...(token ? {} : { institutionId: this.directory.institution(from), channel }), byName: by, note, evidence };
  }

  /** News from an institution, which may move its part of the work. */
  hear(when: When, id: string, words: Words, progress?: "open" | "in_progress" | "blocked" | "done"): void {
    const input = typed(addUpdateInput, { followUpId: id, progress, ...this.said(words) });
    must(addUpdate(openStore(), this.speaker(when, words.token), input));
  }

  /** A remark of the office itself. */
  remark(when: When, id: string, by: Player, note: string): void {
    must(addUpdate(openStore(), as(by, when), typed(addUpdateInput, { followUpId: id, note })));
  }

  /** One step the office takes: it reports on its own work, or judges that of others. */
  step(
    when: When,
    id: string,
    by: Player,
    to: "open" | "in_progress" | "blocked" | "done" | "verified" | "dropped",
    said: { note?: string; evidence?: string } = {},
  ): void {
    const { version } = this.found(id);
    must(changeState(openStore(), as(by, when), typed(changeStateInput, { followUpId: id, version, to, ...said })));
  }

  /** Another commitment takes its place. */
  replace(when: When, id: string, successor: string, note: string): void {
    const { version } = this.found(id);
    const { number } = this.found(successor);
    must(supersede(openStore(), as(this.office.eliecer, when), typed(supersedeInput, { followUpId: id, version, number, note })));
  }

  /** Gives it a later day, with the reason. */
  prolong(when: When, id: string, dueOn: string, dueReason: string): void {
    const followUp = this.found(id);
    const { what, origin, projectCode, version, partyIds } = followUp;
    const form = {
      followUpId: id,
      version,
      what,
      origin: origin ?? undefined,
      projectCode: projectCode ?? undefined,
      lead: leadValue(openStore(), followUp),
      parties: partyIds,
      dueOn,
      dueReason,
    };
    must(editFollowUp(openStore(), as(this.office.eliecer, when), typed(editFollowUpInput, form)));
  }
}
