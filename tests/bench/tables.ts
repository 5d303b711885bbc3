import type { Database } from "better-sqlite3";
import {
  agendaItems,
  answers,
  audits,
  briefingStateRows,
  briefings,
  briefingTemplates,
  delegates,
  followUps,
  followUpUpdates,
  holidays,
  institutionNames,
  institutions,
  invitationLinks,
  invitations,
  memberships,
  messages,
  offices,
  people,
  sessions,
  settings,
  tenures,
  users,
} from "@/db/schema";
import { inserter } from "./insert";

/** A prepared insert for each table the bench fills. */
export const tables = (raw: Database) => ({
  office: inserter(raw, offices),
  user: inserter(raw, users),
  membership: inserter(raw, memberships),
  session: inserter(raw, sessions),
  holiday: inserter(raw, holidays),
  setting: inserter(raw, settings),
  template: inserter(raw, briefingTemplates),
  institution: inserter(raw, institutions),
  name: inserter(raw, institutionNames),
  person: inserter(raw, people),
  tenure: inserter(raw, tenures),
  briefing: inserter(raw, briefings),
  state: inserter(raw, briefingStateRows),
  item: inserter(raw, agendaItems),
  invitation: inserter(raw, invitations),
  link: inserter(raw, invitationLinks),
  answer: inserter(raw, answers),
  delegate: inserter(raw, delegates),
  message: inserter(raw, messages),
  audit: inserter(raw, audits),
  followUp: inserter(raw, followUps),
  update: inserter(raw, followUpUpdates),
});

export type Tables = ReturnType<typeof tables>;
