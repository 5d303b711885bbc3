import "server-only";
import type { ReactNode } from "react";
import type { Translator } from "@/lib/i18n";
import type { Localized } from "@/lib/localized";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

export type Happening = {
  action: string;
  actorKind: string;
  actorName: string | null;
  institutionId: string | null;
  acronym: string | null;
  institution: Localized | null;
  facts: Record<string, string | number>;
};

/** Stands round the institution's name in a sentence, whatever the language makes of the order: there it is cut. */
const CUT = "\u2063";

/** What happened, as one sentence in the reader's language: who, what, to which institution, which is a link. */
export function auditSentence(happening: Happening, t: Translator): ReactNode {
  const { action, actorKind, actorName, facts } = happening;
  const name = happening.acronym ?? readText(happening.institution, t.locale);
  const institution = name && happening.institutionId ? `${CUT}${name}${CUT}` : name;
  const actor =
    actorKind === "staff"
      ? (actorName ?? t("briefings.history.formerColleague"))
      : actorKind === "invitee"
        ? institution || t("briefings.history.institution")
        : t("briefings.history.enlace");
  const kind = action.startsWith("briefings.item_") ? (t.maybe(`vocabulary.agendaKinds.${facts.kind}`) ?? "") : facts.kind;
  const sentence = t.maybe(`audit.${action}`, { ...facts, ...(kind === undefined ? {} : { kind }), actor, institution }) ?? action;
  const [before = "", called, ...after] = sentence.split(CUT);
  if (!called || !happening.institutionId) return sentence;
  return (
    <>
      {before}
      <a className="name font-normal!" href={paths.institution(happening.institutionId)}>
        {called}
      </a>
      {after.join("")}
    </>
  );
}
