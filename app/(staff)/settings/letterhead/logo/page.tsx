import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { dropLogo } from "@/app/actions/offices";
import { formTexts, uploadTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { resultOf } from "@/app/upload-told";
import { NotTaken, UploadForm } from "@/components/papers/upload-form";
import { OfficeLogo } from "@/components/settings/office-logo";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Section, Sheet } from "@/components/ui/page";
import { fileKinds, imageKinds, MOST_BYTES, sizeText } from "@/lib/files/kinds";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { keeperContext } from "../../keepers";

/** What is taken at most. */
const bounds = { file: MOST_BYTES, files: 1, together: MOST_BYTES };

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("office.logo.title") };
}

/** The logo that stands for the office's name on the pages of institutions: how it looks, another one, none. */
export default async function Logo({ searchParams }: Props) {
  const { actor, office, t, locale } = await keeperContext();
  const query = await searchParams;
  const told = resultOf(actor, one(query, "upload"));
  const asks = office.logo && one(query, "remove") !== "";
  const size = sizeText(MOST_BYTES, locale);
  return (
    <Sheet className="max-w-3xl">
      <Section id="logo" title={t("office.logo.title")}>
        <p className="mt-1 mb-5 text-muted">{t("office.logo.text")}</p>
        {office.logo && (
          <figure className="mb-5">
            <figcaption className="meta">{t("office.logo.now")}</figcaption>
            <OfficeLogo logo={office.logo} name={readText(office.name, locale, office.language)} />
          </figure>
        )}
        {asks ? (
          <Form action={dropLogo} texts={formTexts(t)}>
            <p>{t("office.logo.sure")}</p>
            <div className="buttons">
              <Button kind="primary">{t("office.logo.remove")}</Button>
              <ButtonLink kind="plain" href={paths.logo()}>
                {t("office.logo.keep")}
              </ButtonLink>
            </div>
          </Form>
        ) : (
          <>
            {told && (
              <div className="errors mb-5" role="alert" id="told">
                <h2>{t("papers.upload.notTaken")}</h2>
                <NotTaken files={told.refused} />
              </div>
            )}
            <UploadForm action={paths.uploadLogo()} formKey={randomUUID()} bounds={bounds} texts={uploadTexts(t, bounds)}>
              <div className="field">
                <label htmlFor="file">{t(office.logo ? "office.logo.change" : "office.logo.add")}</label>
                <span className="hint" id="file-hint">
                  {t("office.logo.hint", { size })}
                </span>
                <input
                  className="input"
                  id="file"
                  type="file"
                  name="file"
                  required
                  accept={imageKinds.flatMap((kind) => fileKinds[kind].endings.map((ending) => `.${ending}`)).join(",")}
                  aria-describedby="file-hint"
                />
              </div>
              <div className="buttons">
                <Button kind="primary">{t("papers.upload.act")}</Button>
                {office.logo && (
                  <ButtonLink kind="outline" href={paths.logo({ remove: 1 })}>
                    {t("office.logo.remove")}
                  </ButtonLink>
                )}
                <ButtonLink kind="plain" href={paths.letterhead()}>
                  {t("common.form.cancel")}
                </ButtonLink>
              </div>
            </UploadForm>
          </>
        )}
      </Section>
    </Sheet>
  );
}
