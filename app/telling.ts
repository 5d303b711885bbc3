import "server-only";
import type { FormState } from "@/components/ui/form-state";
import { namesOn } from "@/core/institutions/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { rehearse } from "@/core/invitations/telling/mail";
import type { Staff } from "@/core/kernel/actor";
import { accept, type Outcome, refuse } from "@/core/kernel/outcome";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { translator } from "@/lib/i18n";

type Telling<I> = (tx: Store, actor: Staff, input: I) => Outcome<{ batchId?: string }>;

/**
 * What those who are told of an act would read, while nothing is done: the letter to the invitation named, else the first
 * in each language.
 */
export const lettersOf =
  <I>(act: Telling<I>) =>
  (store: Store, actor: Staff, input: I, which: string): Outcome<NonNullable<FormState["shown"]>> => {
    const made = rehearse(store, actor, (tx) => {
      const done = act(tx, actor, input);
      if (!done.ok) return done;
      return done.value.batchId ? accept({ batchId: done.value.batchId }) : refuse("nothing_to_tell");
    });
    if (!made.ok) return made;
    const t = translator(actor.language);
    const one = made.value.filter(({ invitationId }) => invitationId === which);
    const letters = one.length > 0 ? one : made.value.filter(({ language }, i, all) => all.findIndex((l) => l.language === language) === i);
    if (letters.length === 0) return refuse("nobody_written_to");
    const names = namesOn(
      store,
      actor.officeId,
      letters.map(({ institutionId }) => institutionId),
      dayOf(actor.now, "UTC"),
    );
    return accept(
      letters.map(({ institutionId, language, to, content }) => ({
        content,
        lang: language,
        to: t("invitations.send.recipient", to),
        title: t("briefings.told.letter", { language: t(`briefings.inLanguage.${language}`), name: calledIn(names.get(institutionId)) }),
      })),
    );
  };
