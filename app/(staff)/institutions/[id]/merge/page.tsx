import type { Metadata } from "next";
import { mergeInstitutionsAction } from "@/app/actions/institutions";
import { allowed, type Context, present, staffContext } from "@/app/context";
import { shortName } from "@/components/institutions/succession";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { previewMerge } from "@/core/institutions/merging/queries";
import { differences, institutionFacts, type NameFact, nameFields } from "@/core/institutions/merging/rules";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findInstitution, type Institution, namesOf } from "@/core/institutions/queries";
import { nameOn } from "@/core/institutions/rules";
import { authorize } from "@/core/kernel/authorized";
import { dayOf } from "@/lib/dates";
import { type Locale, languageNames } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { type Differing, inWords, MergePreview } from "../../merging";
import { institutionOptions } from "../../options";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ double?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office, t } = await staffContext();
  const institution = present(findInstitution(store, actor, (await params).id));
  return { title: t("institutions.merge.title", { name: shortName(institution, office.language) }) };
}

/** Chooses the double of an institution and shows what a merge would do. */
export default async function MergeInstitution({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, office, t } = context;
  const id = (await params).id;
  const keeps = (i: Institution) => canKeepDirectory(actor, i);
  const kept = allowed(() => authorize(findInstitution(store, actor, id), keeps));
  const asked = (await searchParams).double;
  const double = typeof asked === "string" && asked !== id ? findInstitution(store, actor, asked) : undefined;
  const gone = double && keeps(double) ? double : undefined;
  const side = (i: Institution) => ({ id: i.id, name: readText(i.name, office.language), more: i.acronym ?? "" });
  const short = shortName(kept, office.language);
  return (
    <>
      <PageHead back={{ href: paths.institution(id), label: short }} title={t("institutions.merge.title", { name: short })} />
      <Sheet>
        <Section id="which" title={t("institutions.merge.which")}>
          <form className="finder px-0!" method="get">
            <Select
              name="double"
              label={t("institutions.merge.choose")}
              value={gone?.id}
              options={institutionOptions(store, office, id)}
              empty={t("institutions.fields.choose")}
            />
            <Button>{t("institutions.merge.go")}</Button>
          </form>
        </Section>
        {gone && (
          <MergePreview
            t={t}
            action={mergeInstitutionsAction}
            kept={side(kept)}
            gone={side(gone)}
            preview={previewMerge(store, office.id, "institution", kept.id, gone.id)}
            differing={differing(context, kept, gone)}
            swap={paths.mergeInstitution(gone.id, { double: kept.id })}
            back={paths.institution(id)}
          />
        )}
      </Sheet>
    </>
  );
}

/** Where the two records say different things, in the reader's words. */
function differing({ store, actor, office, t }: Context, kept: Institution, gone: Institution): Differing[] {
  const today = dayOf(actor.now, office.zone);
  const facts = (i: Institution) =>
    institutionFacts(i, nameOn(namesOf(store, office.id, i.id), today) ?? { acronym: i.acronym, name: i.name, article: {} });
  const label = (field: string): string => {
    const name = nameFields.find(([key]) => key === field);
    return name
      ? t(`institutions.fields.name.${name[1]}`)
      : t(`institutions.fields.${field === "parentId" ? "parent" : (field as "type")}`);
  };
  const say = (field: string, value: unknown): string => {
    if (nameFields.some(([key]) => key === field)) {
      const { text, article } = value as NameFact;
      return article ? `${text} (${article})` : text;
    }
    if (field === "type") return t.maybe(`vocabulary.institutionTypes.${value}`) ?? String(value);
    if (field === "parentId") {
      const parent = findInstitution(store, actor, String(value));
      return parent ? shortName(parent, office.language) : "";
    }
    if (field === "language") return languageNames[value as Locale];
    if (field === "topics") return (value as string[]).map((topic) => t.maybe(`vocabulary.topics.${topic}`) ?? topic).join(", ");
    if (field === "namedPublicly") return t(value ? "institutions.publicly.yes" : "institutions.publicly.no");
    return String(value);
  };
  return inWords(differences(facts(kept), facts(gone)), label, say);
}
