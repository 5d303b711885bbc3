import type { FollowUpState, LeadKind, Progress } from "@/db/schema/followups";
import type { Localized } from "@/lib/localized";

/** Who leads, as lists and stories name it. A person who left or was erased has no name any more. */
export type Lead = {
  kind: LeadKind;
  institutionId: string | null;
  acronym: string | null;
  name: Localized | null;
  personId: string | null;
  person: string | null;
  userId: string | null;
  user: string | null;
};

export type FollowUpRow = {
  id: string;
  number: number;
  what: string;
  state: FollowUpState;
  dueOn: string | null;
  stateAt: number;
  newsAt: number;
  createdAt: number;
  projectCode: string | null;
  lead: Lead;
  briefing: { id: string; title: Localized; startsLocal: string; confidential: boolean } | null;
};

/** A co-responsible institution and what it last reported of its part. */
export type Party = {
  institutionId: string;
  acronym: string | null;
  name: Localized;
  progress: Progress | null;
  progressAt: number | null;
};

/** What the list can be narrowed to: a state, several, or whose turn it is. */
export const shows = ["open", "done", "us", "them", "blocked", "proposed", "in_progress", "quiet", "verified", "ended", "all"] as const;
export type Show = (typeof shows)[number];
export const isShow = (text: unknown): text is Show => (shows as readonly unknown[]).includes(text);
