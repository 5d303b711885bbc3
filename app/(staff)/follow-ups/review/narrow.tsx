import type { Context } from "@/app/context";
import { shortName } from "@/components/followups/words";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { institutionsConcerned, projectsOf } from "@/core/followups/choices/queries";
import type { Scope } from "@/core/followups/review/rules";
import { paths } from "@/lib/paths";

/** The same queue for one institution or project alone: a review of its own. */
export function Narrow({
  context: { store, actor, office, t },
  scope,
  onTime,
}: {
  context: Context;
  scope: Scope;
  onTime?: { n: number; href: string };
}) {
  const own = office.language;
  return (
    <details className="narrow">
      <summary>{t("followups.review.narrow")}</summary>
      <form className="panel" method="get" action={paths.review()}>
        {scope.briefingId && <input type="hidden" name="briefing" value={scope.briefingId} />}
        <Select
          name="institution"
          label={t("followups.finder.institution")}
          value={scope.institutionId}
          empty={t("followups.finder.all")}
          options={institutionsConcerned(store, actor, scope.institutionId).map((i) => ({
            value: i.id,
            label: shortName(i.acronym, i.name, own),
            lang: own,
          }))}
        />
        <Select
          name="project"
          label={t("followups.finder.project")}
          value={scope.project}
          empty={t("followups.finder.all")}
          options={projectsOf(store, actor).map((code) => ({ value: code, label: code }))}
        />
        <Button>{t("followups.finder.go")}</Button>
        {onTime && (
          <a className="link" href={onTime.href}>
            {t("followups.review.alsoOnTime", { n: onTime.n })}
          </a>
        )}
      </form>
    </details>
  );
}
