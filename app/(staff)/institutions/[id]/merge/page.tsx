import type { Metadata } from "next";
import { mergeInstitutionsAction } from "@/app/actions/institutions";
import { allowed, present, staffContext } from "@/app/context";
import { shortName } from "@/components/institutions/succession";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { previewMerge } from "@/core/institutions/merging/queries";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findInstitution, type Institution } from "@/core/institutions/queries";
import { authorize } from "@/core/kernel/authorized";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { MergePreview } from "../../merging";
import { institutionOptions } from "../../options";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ double?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office, t } = await staffContext();
  const institution = present(findInstitution(store, actor, (await params).id));
  return { title: t("institutions.merge.title", { name: shortName(institution, office.language) }) };
}

/** Chooses the double of an institution and shows what a merge would do. */
export default async function MergeInstitution({ params, searchParams }: Props) {
  const { store, actor, office, t } = await staffContext();
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
            filled={[]}
            swap={paths.mergeInstitution(gone.id, { double: kept.id })}
            back={paths.institution(id)}
          />
        )}
      </Sheet>
    </>
  );
}
