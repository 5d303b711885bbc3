import "server-only";
import type { Context } from "@/app/context";
import { type Reader, shortName } from "@/components/followups/words";
import type { Option } from "@/components/ui/fields";
import type { AgendaItem } from "@/core/briefings/queries";
import type { Choices, InstitutionChoice, PersonChoice } from "@/core/followups/choices/queries";
import { postText } from "@/core/institutions/rules";
import { readText } from "@/lib/localized";
import { readerOf } from "./reader";

/** "MIDES · Ministerio de Desarrollo Social", in the office's language as lists have it. */
const institutionLabel = ({ acronym, name }: InstitutionChoice, { own }: Reader): string => {
  const full = readText(name, own, own);
  return acronym && acronym !== full ? `${acronym} · ${full}` : full;
};

const personLabel = ({ name, role, post, capacity, form, acronym, institution }: PersonChoice, { t, own }: Reader): string =>
  [name, postText({ role, post, capacity }, form, t.locale), shortName(acronym, institution, own)].filter(Boolean).join(", ");

/** Whom a commitment can be given to: us, the institutions (of the briefing first), people at their posts. */
export function leadOptions(context: Context, { colleagues, invited, others, people }: Choices): Option[] {
  const reader = readerOf(context);
  const { t, own } = reader;
  const group = (name: "ours" | "invited" | "institutions" | "people") => t(`followups.form.groups.${name}`);
  const institution = (heading: string) => (i: InstitutionChoice) => ({
    value: `institution:${i.id}`,
    label: institutionLabel(i, reader),
    group: heading,
    lang: own,
  });
  return [
    ...invited.map(institution(group("invited"))),
    { value: "office", label: reader.office, group: group("ours") },
    ...colleagues.map((c) => ({ value: `office:${c.id}`, label: c.name, group: group("ours") })),
    ...others.map(institution(group("institutions"))),
    ...people.map((p) => ({ value: `person:${p.tenureId}`, label: personLabel(p, reader), group: group("people") })),
  ];
}

/** The institutions that can share the work, those of the briefing first. */
export function partyOptions(context: Context, { invited, others }: Choices): Option[] {
  const reader = readerOf(context);
  return [...invited, ...others].map((i) => ({ value: i.id, label: shortName(i.acronym, i.name, reader.own), lang: reader.own }));
}

/** The points of an agenda, numbered. */
export const itemOptions = ({ t, locale, office }: Context, items: AgendaItem[]): Option[] =>
  items.map((item, i) => ({
    value: item.id,
    label: `${i + 1}. ${readText(item.title, locale, office.language) || (t.maybe(`vocabulary.agendaKinds.${item.kind}`) ?? item.kind)}`,
  }));
