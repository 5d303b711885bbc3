import type { Localized } from "@/lib/localized";
import type { Mode, TemplateItem } from "../schema/briefings";
import data from "./briefings.json" with { type: "json" };

/** What a new office can start a briefing from; texts in every language. */
export type ReferenceTemplate = {
  key: string;
  name: Required<Localized>;
  purpose: Required<Localized>;
  type: string;
  startsAtHour: string;
  mode: Mode;
  quota: number;
  replyByDays: number;
  topics: string[];
  sdgs: number[];
  agenda: TemplateItem[];
};

/** Keys of `vocabulary.briefingTypes`. */
export const briefingTypes: string[] = data.briefingTypes;

/** Keys of `vocabulary.agendaKinds`, each with its usual length in minutes. */
export const agendaKinds: { key: string; minutes: number }[] = data.agendaKinds;

/** The colour of each Sustainable Development Goal, and the ink that is readable on it. */
export const goals: { number: number; color: string; ink: string }[] = data.goals;

export const referenceTemplates = data.templates as ReferenceTemplate[];
