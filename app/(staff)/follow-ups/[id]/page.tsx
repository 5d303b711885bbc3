import type { Metadata } from "next";
import { present, staffContext } from "@/app/context";
import { dayNotes } from "@/app/day-notes";
import { From, Responsible, StateLine, With } from "@/components/followups/story";
import { Updates } from "@/components/followups/updates";
import { momentDay, writtenIn } from "@/components/followups/words";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice, PageHead, Section, Sheet } from "@/components/ui/page";
import { canJudge, canWriteFollowUps } from "@/core/followups/policy";
import { isOpen } from "@/core/followups/rules";
import { storyOf } from "@/core/followups/story/queries";
import { paths } from "@/lib/paths";
import { readerOf } from "../reader";
import { Judge } from "./judge";
import { News } from "./news";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, t } = await staffContext();
  const story = storyOf(store, actor, (await params).id);
  return { title: story ? story.row.what : t("followups.title") };
}

export default async function FollowUp({ params }: Props) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const story = present(storyOf(store, actor, (await params).id));
  const { followUp, row, supersededBy, supersedes } = story;
  const reader = readerOf(context);
  const open = isOpen(followUp.state);
  const judging = canJudge(actor, followUp);
  const closed = open ? dayNotes(context, { day: followUp.dueOn }).lines : [];
  const author = story.updates.find((u) => u.kind === "created");
  return (
    <>
      <PageHead
        back={{ href: paths.followUps(), label: t("followups.title") }}
        title={row.what}
        lang={writtenIn(reader)}
        meta={<StateLine story={story} reader={reader} />}
        actions={
          open &&
          canWriteFollowUps(actor, followUp) && <ButtonLink href={paths.editFollowUp(followUp.id)}>{t("followups.editShort")}</ButtonLink>
        }
      />
      {closed.length > 0 && (
        <Notice tone="warn" icon={<Icon name="alert" />}>
          {closed.map(({ text }) => (
            <p key={text}>{text}</p>
          ))}
        </Notice>
      )}
      <div className="spread">
        <Sheet className="story">
          <section>
            <h2 className="heard-only">{t("followups.story.responsible")}</h2>
            <Responsible story={story} reader={reader} />
          </section>
          <From story={story} reader={reader} />
          <section aria-labelledby="since">
            <h3 id="since">{t("followups.story.happened")}</h3>
            <Updates updates={story.updates} reader={reader} />
          </section>
          {open && <News story={story} context={context} primary={!(judging && followUp.state === "done")} />}
        </Sheet>
        <div className="beside">
          {judging && <Judge story={story} context={context} />}
          <Section id="facts" title={t("followups.facts.title")}>
            <dl className="letter hung facts-list">
              <dt>{t("followups.facts.number")}</dt>
              <dd>{row.number}</dd>
              {row.projectCode && (
                <>
                  <dt>{t("followups.facts.project")}</dt>
                  <dd>
                    <a className="link" href={paths.followUps({ project: row.projectCode })}>
                      {row.projectCode}
                    </a>
                  </dd>
                </>
              )}
              {author && (
                <>
                  <dt>{t("followups.facts.by")}</dt>
                  <dd>
                    {t("followups.facts.byOn", { name: author.typedBy ?? author.byName, day: momentDay(author.at, reader, "plain") })}
                  </dd>
                </>
              )}
              {supersededBy && (
                <>
                  <dt>{t("followups.facts.replacedBy")}</dt>
                  <dd>
                    <FollowUpLink {...supersededBy} />
                  </dd>
                </>
              )}
              {supersedes.length > 0 && (
                <>
                  <dt>{t("followups.facts.replaces")}</dt>
                  <dd>
                    {supersedes.map((s) => (
                      <div key={s.id}>
                        <FollowUpLink {...s} />
                      </div>
                    ))}
                  </dd>
                </>
              )}
            </dl>
          </Section>
          <With story={story} reader={reader} />
        </div>
      </div>
    </>
  );
}

function FollowUpLink({ id, number, what }: { id: string; number: number; what: string }) {
  return (
    <a className="link" href={paths.followUp(id)}>
      {number} · {what}
    </a>
  );
}
