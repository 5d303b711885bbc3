import type { Context } from "@/app/context";
import { PaperLinks } from "@/components/briefings/agenda";
import { papersOf } from "@/core/briefings/materials/queries";
import type { Briefing } from "@/core/briefings/queries";
import { paths } from "@/lib/paths";
import { paperLink } from "./papers/row";

/** How many papers Overview names. */
const NAMED = 5;

/** The first papers of the briefing, and the way to all of them; nothing where there is none. */
export function OnPaper({ context, briefing }: { context: Context; briefing: Briefing }) {
  const { store, office, t } = context;
  const papers = papersOf(store, office.id, briefing.id);
  if (papers.length === 0) return null;
  return (
    <section aria-labelledby="on-paper">
      <h2 id="on-paper">{t("papers.title")}</h2>
      <PaperLinks papers={papers.slice(0, NAMED).map((paper) => paperLink(paper, context))} />
      <p className="mt-3">
        <a className="link" href={paths.papers(briefing.id)}>
          {t("papers.all", { n: papers.length })}
        </a>
      </p>
    </section>
  );
}
