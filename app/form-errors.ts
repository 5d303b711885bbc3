import "server-only";
import { type FormError, type FormState, LABEL } from "@/components/ui/form-state";
import type { Refused } from "@/core/kernel/outcome";
import { formatDay, isDay, zonePlace } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { newId } from "@/lib/ids";

type Labels = ReadonlyMap<string, string>;

/** The labels of a posted form by field, in the words the person has before them. */
export function labelsOf(data: FormData): Labels {
  const labels = new Map<string, string>();
  for (const [name, label] of data)
    if (name.startsWith(LABEL) && typeof label === "string" && label) labels.set(name.slice(LABEL.length), label);
  return labels;
}

/** The sentence of an error code of an input; what stands behind a colon is the value of its placeholder. */
export function errorText(code: string, t: Translator): string | undefined {
  const [key = "", value] = code.split(/:(.*)/s);
  return t.maybe(`common.errors.${key}`, { value });
}

/** "Title: fill this in.": what the input says of a field, as a summary says it. */
export const named = (label: string, text: string, t: Translator): string =>
  t("common.form.errorLine", {
    label,
    text: text.replace(/^\p{Lu}(?=[\p{Ll}\s’])/u, (first) => first.toLocaleLowerCase(t.locale)),
  });

/** What the input finds wrong, in the order of the form. What no field of it can mend is a form that could not be read. */
export function fieldErrors(codes: Record<string, string[] | null>, labels: Labels, t: Translator): FormError[] {
  const order = [...labels.keys()];
  return Object.entries(codes)
    .map(([name, found]): FormError => {
      const text = errorText(found?.[0] ?? "", t) ?? t("common.errors.invalid");
      const field = fieldOf(name, labels);
      const label = labels.get(field ?? "");
      if (label) return { field, text, named: named(label, text, t) };
      return labels.size > 0 ? { text: t("common.errors.invalid") } : { field: name || undefined, text };
    })
    .sort((a, b) => order.indexOf(a.field ?? "") - order.indexOf(b.field ?? ""));
}

/** Why the command declined, in words: a zone is called by its place, a day written out. */
export function refusalText({ code, params = {} }: Pick<Refused, "code" | "params">, t: Translator): string {
  const shown = Object.entries(params).map(([name, value]) => {
    if (typeof value !== "string") return [name, value];
    if (name === "zone") return [name, zonePlace(value, t.locale)];
    return [name, isDay(value) ? formatDay(value, t.locale, "plainYear") : value];
  });
  return t(`refusals.${code}` as never, Object.fromEntries(shown));
}

/** The same at the field it is about. The sentence may begin with a name, so it keeps its capital. */
export function refusalError(refused: Refused, labels: Labels, t: Translator): FormError {
  const text = refusalText(refused, t);
  const field = refused.field && fieldOf(refused.field, labels);
  const label = labels.get(field ?? "");
  return label ? { field, text, named: t("common.form.errorLine", { label, text }) } : { text };
}

/** The field of the form an error belongs to: its own, or the first of those it is made of. */
const fieldOf = (name: string, labels: Labels): string | undefined =>
  labels.has(name) ? name : [...labels.keys()].find((field) => field.startsWith(`${name}.`) || field.startsWith(`${name}[`));

/** A form of one field, refused outside the wrapper of staff's writes: what was typed stays. */
export const fieldRefused = (field: string, label: string, value: string, text: string, t: Translator): FormState => ({
  id: newId("frm"),
  ok: false,
  errors: [{ field, text, named: named(label, text, t) }],
  values: { [field]: [value] },
});
