import { FilterLinks } from "@/components/ui/list";
import { type View, views } from "@/core/institutions/lineage/rules";
import type { Translator } from "@/lib/i18n";

/** Whether figures read the past as now, what became one counted as one, or as then; and what that means here. */
export function ViewSwitch({ t, view, at, hint }: { t: Translator; view: View; at: (view: View) => string; hint?: string }) {
  return (
    <div className="view-switch">
      <FilterLinks label={t("lineage.view")} filters={views.map((v) => ({ href: at(v), text: t(`lineage.${v}`), current: v === view }))} />
      {hint && <p className="meta">{hint}</p>}
    </div>
  );
}
