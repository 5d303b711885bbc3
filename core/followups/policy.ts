import type { FollowUpState } from "@/db/schema/followups";
import type { Actor, Staff } from "../kernel/actor";
import { isJudgement } from "./rules";

type OfOffice = { officeId: string };
/** A follow-up with the institutions that answer for it: the lead, and those that share the work. */
type Shared = OfOffice & { leadInstitutionId: string | null; partyIds: string[] };

const ofOffice = (actor: Actor, thing: OfOffice): actor is Staff => actor.kind === "staff" && actor.officeId === thing.officeId;

/** Whether the actor speaks for the institution that leads. */
export const leads = (actor: Actor, followUp: Shared): boolean =>
  actor.kind === "invitee" && actor.officeId === followUp.officeId && actor.institutionId === followUp.leadInstitutionId;

const shares = (actor: Actor, followUp: Shared): boolean =>
  actor.kind === "invitee" && actor.officeId === followUp.officeId && followUp.partyIds.includes(actor.institutionId);

/** All staff of the office read its follow-ups, and each institution its own. */
export const canReadFollowUp = (actor: Actor, followUp: Shared): boolean =>
  ofOffice(actor, followUp) || leads(actor, followUp) || shares(actor, followUp);

/** All staff write down what was agreed, and mend it. */
export const canWriteFollowUps = (actor: Actor, thing: OfOffice): boolean => ofOffice(actor, thing);

/** Staff and the institutions concerned report what is new. */
export const canReport = (actor: Actor, followUp: Shared): boolean => canReadFollowUp(actor, followUp);

/** What reminds of follow-ups by itself is sent by the installation alone, in every office. */
export const canRemind = (actor: Actor): boolean => actor.kind === "system";

/** Managers verify, reopen, drop and supersede, and nobody else. */
export const canJudge = (actor: Actor, thing: OfOffice): boolean => ofOffice(actor, thing) && actor.role === "manager";

/** Who may take one step of the state machine: judgements are the manager's; the rest staff's and the leading institution's. */
export const canChangeState = (actor: Actor, followUp: Shared & { state: FollowUpState }, to: FollowUpState): boolean =>
  isJudgement(followUp.state, to) ? canJudge(actor, followUp) : ofOffice(actor, followUp) || leads(actor, followUp);
