import { paperLabels, recipientText } from "@/app/(staff)/briefings/[id]/invitations/preview";
import { closedText } from "@/app/(staff)/quiet";
import { clear } from "@/app/actions/clearing";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Paper } from "@/components/invitations/paper";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { Briefing } from "@/core/briefings/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { seenOf, type Waiting } from "@/core/invitations/clearing/queries";
import { ownLetter } from "@/core/invitations/lettering/rules";
import { previewOf } from "@/core/invitations/mail";
import { calledOn, type Invitation } from "@/core/invitations/queries";
import { addresseesOf } from "@/core/invitations/sending/queries";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";

/** The letters that differ in more than names: the first of each language, and each with words of its own. */
function telling(held: Invitation[]): { letter: Invitation; alike: number }[] {
  const own = held.filter(ownLetter);
  const usual = held.filter((one) => !own.includes(one));
  const languages = [...new Set(usual.map(({ language }) => language))];
  const first = languages.flatMap((language) => {
    const rows = usual.filter((one) => one.language === language);
    return rows.slice(0, 1).map((letter) => ({ letter, alike: rows.length - 1 }));
  });
  return [...first, ...own.map((letter) => ({ letter, alike: 0 }))];
}

/** What would leave, word for word, and the one press that clears it. */
export function ClearHere({ context, asked, open }: { context: Context; asked: Waiting & { briefing: Briefing }; open: boolean }) {
  const { store, actor, t } = context;
  const { clearance, briefing, held } = asked;
  const names = calledOn(store, briefing, held);
  const people = addresseesOf(store, briefing.officeId, held, dayOf(actor.now, briefing.zone));
  return (
    <details className="more" open={open}>
      <summary>{t("clearance.read")}</summary>
      {telling(held).map(({ letter, alike }) => {
        const content = previewOf(store, actor, letter.id);
        const name = calledIn(names.get(letter.institutionId));
        const heading = `${clearance.id}-${letter.id}`;
        return (
          content && (
            <div key={letter.id}>
              <h3 id={heading}>{t("clearance.inLanguage", { name, language: letter.language })}</h3>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
              <section className="window" aria-labelledby={heading} tabIndex={0}>
                <Paper
                  content={content}
                  lang={letter.language}
                  labels={paperLabels(t)}
                  to={recipientText(people.get(letter.addresseeTenureId ?? ""), t)}
                />
              </section>
              {alike > 0 && (
                <p className="meta">
                  {t.rich("clearance.alike", {
                    n: alike,
                    link: (chunks) => (
                      <a className="link" href={paths.clearance(briefing.id, clearance.id, { see: letter.id })}>
                        {chunks}
                      </a>
                    ),
                  })}
                </p>
              )}
            </div>
          )
        );
      })}
      <Form action={clear} texts={formTexts(t)}>
        <input type="hidden" name="briefingId" value={briefing.id} />
        <input type="hidden" name="clearanceId" value={clearance.id} />
        <input type="hidden" name="seen" value={seenOf(store, actor, briefing, held)} />
        <p className="meta">{[t("clearance.exactly"), closedText(context)].filter(Boolean).join(" ")}</p>
        <div className="buttons">
          <Button>{t("clearance.clear", { n: held.length })}</Button>
        </div>
      </Form>
    </details>
  );
}
