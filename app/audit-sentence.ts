import "server-only";
import type { Translator } from "@/lib/i18n";
import type { Localized } from "@/lib/localized";
import { readText } from "@/lib/localized";

export type Happening = {
  action: string;
  actorKind: string;
  actorName: string | null;
  acronym: string | null;
  institution: Localized | null;
  facts: Record<string, string | number>;
};

/** What happened, as one sentence in the reader's language: who, what, to which institution. */
export function auditSentence(happening: Happening, t: Translator): string {
  const { action, actorKind, actorName, facts } = happening;
  const institution = happening.acronym ?? readText(happening.institution, t.locale);
  const actor =
    actorKind === "staff"
      ? (actorName ?? t("briefings.history.formerColleague"))
      : actorKind === "invitee"
        ? institution || t("briefings.history.institution")
        : t("briefings.history.enlace");
  const kind = action.startsWith("briefings.item_") ? (t.maybe(`vocabulary.agendaKinds.${facts.kind}`) ?? "") : facts.kind;
  return t.maybe(`audit.${action}`, { ...facts, ...(kind === undefined ? {} : { kind }), actor, institution }) ?? action;
}
