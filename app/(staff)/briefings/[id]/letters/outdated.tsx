import { reissue } from "@/app/actions/letters";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import type { Briefing } from "@/core/briefings/queries";
import { canIssue } from "@/core/invitations/letters/policy";
import type { Letter } from "@/core/invitations/letters/queries";
import { outdatedIn } from "@/core/invitations/letters/rules";
import { joined, type Translator } from "@/lib/i18n";
import { type LetterFacts, letterFacts } from "@/lib/letters";

type Facts = (keyof LetterFacts)[];

/** What of a letter changed since it was issued, as sentences name it. */
export const changedFacts = (facts: Facts, t: Translator): { what: string; m: number } => ({
  what: joined(
    facts.map((fact) => t(`letters.outdated.${fact}`)),
    t.locale,
  ),
  m: facts.length,
});

/** The same as a line beside a letter; empty where its words hold. */
export const outdatedText = (facts: Facts, t: Translator): string =>
  facts.length > 0 ? t("letters.outdated.mark", changedFacts(facts, t)) : "";

/** Says which letters no longer hold, and issues them anew, all at once. */
export function Outdated({ letters, briefing, context: { actor, t } }: { letters: Letter[]; briefing: Briefing; context: Context }) {
  const changed = new Map(letters.map((letter) => [letter.id, outdatedIn(letter, briefing)]));
  const old = letters.filter(({ id }) => changed.get(id)?.length);
  if (old.length === 0) return null;
  const facts = letterFacts.filter((fact) => [...changed.values()].some((found) => found.includes(fact)));
  const n = old.length;
  return (
    <section id="outdated" aria-labelledby="outdated-title">
      <Notice tone="warn" icon={<Icon name="alert" />}>
        <h2 id="outdated-title">{t("letters.outdated.title", { n })}</h2>
        <p>{t("letters.outdated.text", { n, ...changedFacts(facts, t) })}</p>
        {briefing.dateOpen && <p>{t("letters.outdated.closed")}</p>}
        {canIssue(actor, briefing) && !briefing.dateOpen && (
          <Form action={reissue} texts={formTexts(t)} className="no-print mt-3">
            <input type="hidden" name="briefingId" value={briefing.id} />
            {old.map(({ id }) => (
              <input key={id} type="hidden" name="letters" value={id} />
            ))}
            <Button>{t("letters.outdated.act", { n })}</Button>
          </Form>
        )}
      </Notice>
    </section>
  );
}
