import type { FollowUpState } from "@/db/schema/followups";
import { formatDay } from "@/lib/dates";
import { translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";

/** The question as it is written already, in the language of the one who is asked: courteous, and never that something is late. */
export function questionFor(followUp: { state: FollowUpState; dueOn: string | null }, today: string, language: Locale): string {
  const t = translator(language);
  if (followUp.state === "proposed") return t("followups.question.proposed");
  if (followUp.state === "blocked") return t("followups.question.blocked");
  if (followUp.state === "done") return t("followups.question.done");
  if (followUp.dueOn === null) return t("followups.question.undated");
  const day = plannedFor(followUp.dueOn, today, language);
  return followUp.dueOn < today ? t("followups.question.passed", { day }) : t("followups.question.ahead", { day });
}

/** A day without its weekday; the year only where it is another one. */
export const plannedFor = (day: string, today: string, language: Locale): string =>
  formatDay(day, language, day.slice(0, 4) === today.slice(0, 4) ? "plain" : "plainYear");
