import { z } from "zod";
import { leadKinds, progresses } from "@/db/schema/followups";
import { answerChannels } from "@/db/schema/invitations";
import {
  choice,
  line,
  name,
  optionalCalendarDay,
  optionalChoice,
  optionalLine,
  optionalName,
  optionalProse,
  optionalRef,
  ref,
  seenVersion,
  several,
  ticked,
  whole,
} from "../kernel/input";

type LeadChoice = { kind: (typeof leadKinds)[number]; id?: string };

/** One choice for the lead: `office`, `office:usr_…` (a colleague), `institution:ins_…`, `person:ten_…` (a person at a post). */
const lead = () =>
  z
    .string({ error: "required" })
    .regex(/^(office|office:usr_[0-9a-z]{25}|institution:ins_[0-9a-z]{25}|person:ten_[0-9a-z]{25})$/, "choice")
    .transform((text): LeadChoice => {
      const [kind, id] = text.split(":");
      return { kind: leadKinds.find((k) => k === kind) ?? "office", id };
    });

const agreed = {
  what: line(300),
  lead: lead(),
  parties: several(ref(), 60),
  dueOn: optionalCalendarDay(),
  projectCode: optionalLine(40),
  origin: optionalProse(2000),
};

export const addFollowUpInput = z.strictObject({
  ...agreed,
  briefingId: optionalRef(),
  agendaItemId: optionalRef(),
  /** Said by a stand-in without mandate: stays a proposal until the institution confirms in writing. */
  proposed: ticked(),
});
export type AddFollowUpInput = z.output<typeof addFollowUpInput>;

export const editFollowUpInput = z.strictObject({
  ...agreed,
  followUpId: ref(),
  version: seenVersion(),
  /** Why the due date changes; asked for when one that stood is moved. */
  dueReason: optionalProse(500),
});
export type EditFollowUpInput = z.output<typeof editFollowUpInput>;

/** Who said it, for which institution (none: the office itself), by which channel. */
const said = {
  institutionId: optionalRef(),
  byName: optionalName(120),
  channel: optionalChoice(answerChannels),
};

export const addUpdateInput = z.strictObject({
  followUpId: ref(),
  ...said,
  note: optionalProse(2000),
  evidence: optionalProse(1000),
  /** What the speaker reports of their part; `open` confirms a proposal. */
  progress: optionalChoice(["open", ...progresses]),
});
/** What an institution reports of its own from its page. */
export const guestUpdateInput = z.strictObject({
  followUpId: ref(),
  byName: name(120),
  note: optionalProse(2000),
  progress: optionalChoice(["open", ...progresses]),
});

export type AddUpdateInput = z.output<typeof addUpdateInput>;

export const changeStateInput = z.strictObject({
  followUpId: ref(),
  version: seenVersion(),
  to: choice(["open", "in_progress", "blocked", "done", "verified", "dropped"]),
  ...said,
  note: optionalProse(2000),
  evidence: optionalProse(1000),
});
export type ChangeStateInput = z.output<typeof changeStateInput>;

export const supersedeInput = z.strictObject({
  followUpId: ref(),
  version: seenVersion(),
  /** Number of the follow-up that takes its place. */
  number: whole(1, 10_000_000),
  note: optionalProse(2000),
});
export type SupersedeInput = z.output<typeof supersedeInput>;
