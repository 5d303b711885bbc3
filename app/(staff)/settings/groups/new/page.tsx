import type { Metadata } from "next";
import { addGroup } from "@/app/actions/templates";
import { type Context, present } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Sheet } from "@/components/ui/page";
import { findBriefing } from "@/core/briefings/queries";
import { guestsToCopy } from "@/core/invitations/copying/queries";
import { formatDay } from "@/lib/dates";
import { translator } from "@/lib/i18n";
import { locales } from "@/lib/locales";
import { paths } from "@/lib/paths";
import type { Values } from "../../../briefings/fields";
import { directoryContext } from "../../keepers";
import { GroupFields } from "../form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await directoryContext()).t("planning.groups.new") };
}

/** A group from the directory, or from those who were invited to a briefing. */
export default async function NewGroup({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await directoryContext();
  const { t } = context;
  const from = one(await searchParams, "briefing");
  return (
    <>
      <h2 className="mb-4">{t("planning.groups.new")}</h2>
      <Sheet className="part">
        <Form action={addGroup} texts={formTexts(t)} className="form wide">
          <GroupFields context={context} values={from ? ofBriefing(context, from) : {}} />
          <div className="buttons">
            <Button kind="primary">{t("planning.groups.create")}</Button>
            <ButtonLink kind="plain" href={paths.groups()}>
              {t("common.form.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </Sheet>
    </>
  );
}

/** "The 10 institutions of 14 December 2021", in each language. */
function ofBriefing({ store, actor }: Context, briefingId: string): Values {
  const briefing = present(findBriefing(store, actor, briefingId));
  const members = guestsToCopy(store, actor, briefingId).institutions.map(({ id }) => id);
  const day = briefing.startsLocal.slice(0, 10);
  const named = locales.map((lang): [string, string] => [
    `name.${lang}`,
    translator(lang)("planning.groups.nameOf", { n: members.length, day: formatDay(day, lang, "plainYear") }),
  ]);
  return { members, ...Object.fromEntries(named) };
}
