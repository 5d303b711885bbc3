import type { Metadata } from "next";
import { arrangePapers, editPaper } from "@/app/actions/papers";
import { type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { resultOf, type UploadResult } from "@/app/upload-told";
import { AgendaKeys } from "@/components/briefings/agenda-client";
import { PaperList } from "@/components/papers/list";
import { NotTaken } from "@/components/papers/upload-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Icon } from "@/components/ui/icon";
import { Empty } from "@/components/ui/list";
import { Notice, Sheet } from "@/components/ui/page";
import { findPaper, type Paper, papersOf, versionsOf } from "@/core/briefings/materials/queries";
import { byItem } from "@/core/briefings/materials/rules";
import { canPlanBriefings } from "@/core/briefings/policy";
import { agendaOf, type Briefing, findBriefing } from "@/core/briefings/queries";
import { isOpenForChanges } from "@/core/briefings/rules";
import { paths } from "@/lib/paths";
import { itemTitle, PaperFields, Upload } from "./fields";
import { rowOf, tellsText } from "./row";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("papers.title") };
}

/** The papers of the briefing, those of the whole meeting first, then by the items of the agenda. */
export default async function Papers({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  const query = await searchParams;
  const papers = papersOf(store, actor.officeId, briefing.id);
  const versions = versionsOf(store, actor.officeId, briefing.id);
  const items = agendaOf(store, actor.officeId, briefing.id);
  const groups = byItem(papers, items);
  const acts = canPlanBriefings(actor, briefing) && isOpenForChanges(briefing);
  const told = resultOf(actor, one(query, "upload"));
  const opened = acts
    ? { add: one(query, "add") !== "", edit: one(query, "edit"), renew: one(query, "renew") }
    : { add: false, edit: "", renew: "" };
  const places = [
    { id: "", title: t("papers.wholeMeeting") },
    ...items.map((item) => ({ id: item.id, title: itemTitle(item, context) })),
  ].flatMap((place) => (groups.has(place.id) ? [{ ...place, papers: groups.get(place.id) ?? [] }] : []));
  const words = {
    up: t("briefings.agenda.up"),
    down: t("briefings.agenda.down"),
    edit: t("briefings.menu.edit"),
    remove: t("briefings.agenda.remove"),
    renew: t("papers.renew"),
    earlier: t("papers.earlier", { n: "{n}" }),
  };
  return (
    <section aria-labelledby="papers">
      <div className="head">
        <div>
          <h2 id="papers">{t("papers.title")}</h2>
          <p className="meta">{t("papers.lead")}</p>
        </div>
        {acts && !opened.add && (
          <div className="buttons">
            <ButtonLink kind={opened.edit || opened.renew ? "outline" : "primary"} href={`${paths.papers(briefing.id, { add: 1 })}#add`}>
              {t("papers.add")}
            </ButtonLink>
          </div>
        )}
      </div>
      {told && <Told result={told} context={context} />}
      {acts && <Removed paperId={one(query, "removed")} briefing={briefing} context={context} />}
      {acts && (
        <Form action={arrangePapers} texts={formTexts(t)} className="arrange" id="arrange">
          <input type="hidden" name="briefingId" value={briefing.id} />
        </Form>
      )}
      <Sheet className="agenda-sheet">
        {papers.length === 0 && !opened.add ? (
          <Empty>
            <p>{t("papers.empty")}</p>
          </Empty>
        ) : (
          <AgendaKeys>
            {places.map((place) => (
              <section key={place.id} aria-label={place.title}>
                <h3 className="agenda-day">{place.title}</h3>
                <PaperList
                  acts={acts}
                  words={words}
                  rows={place.papers.map((paper, i) => ({
                    ...rowOf(paper, versions, { i, of: place.papers.length, acts }, context),
                    form: formOf(paper, opened, { context, briefing, told }),
                  }))}
                />
              </section>
            ))}
          </AgendaKeys>
        )}
        {opened.add && (
          <section id="add" className="agenda-form" aria-labelledby="new-papers">
            <h3 id="new-papers">{t("papers.add")}</h3>
            <Upload context={context} briefing={briefing}>
              <PaperFields
                context={context}
                briefing={briefing}
                titleHint={t("papers.titleHint")}
                values={{ language: context.office.language, visibility: "invited", itemId: one(query, "item"), ...told?.values }}
              />
            </Upload>
          </section>
        )}
      </Sheet>
    </section>
  );
}

type Opened = { edit: string; renew: string };
type Around = { context: Context; briefing: Briefing; told: UploadResult | undefined };

/** The form that stands open under a paper: to change what it is, or to put a newer file in its place. */
function formOf(paper: Paper, { edit, renew }: Opened, { context, briefing }: Around) {
  const { t } = context;
  if (renew === paper.id) return <Upload context={context} briefing={briefing} renews={paper} />;
  if (edit !== paper.id) return undefined;
  return (
    <Form action={editPaper} texts={formTexts(t)} className="form wide" key={paper.id}>
      <input type="hidden" name="briefingId" value={briefing.id} />
      <input type="hidden" name="materialId" value={paper.id} />
      <Version value={paper.version} />
      <PaperFields context={context} briefing={briefing} values={paper} waits={tellsText(paper.file.found, t)} />
      <div className="buttons">
        <Button kind="primary">{t("common.form.save")}</Button>
        <ButtonLink kind="plain" href={`${paths.papers(briefing.id)}#${paper.id}`}>
          {t("common.form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}

/** What became of the upload the page follows. */
function Told({ result: { added, refused }, context: { t } }: { result: UploadResult; context: Context }) {
  return (
    <div id="told">
      {added.length > 0 && (
        <Notice tone="yes" icon={<Icon name="check" />}>
          <p role="status">{t("papers.upload.taken", { n: added.length })}</p>
        </Notice>
      )}
      {refused.length > 0 && (
        <div className="errors" role="alert">
          <h2>{t("papers.upload.notTaken")}</h2>
          <NotTaken files={refused} />
        </div>
      )}
    </div>
  );
}

/** The paper just taken away, and the way back. */
function Removed({ paperId, briefing, context: { store, actor, t } }: { paperId: string; briefing: Briefing; context: Context }) {
  const paper = paperId ? findPaper(store, actor, { briefingId: briefing.id, materialId: paperId }) : undefined;
  if (!paper || paper.removedAt === null) return null;
  return (
    <div className="notice none no-print" role="status">
      <p>{t("papers.removed", { title: paper.title })}</p>
      <Button kind="plain" form="arrange" name="act" value={`restore:${paper.id}`}>
        <Icon name="undo" /> {t("common.undo")}
      </Button>
    </div>
  );
}
