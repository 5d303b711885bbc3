import type { Metadata } from "next";
import { add } from "@/app/actions/invitations";
import { allowed, type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { Chooser } from "@/components/invitations/chooser";
import { Empty } from "@/components/ui/list";
import { type Briefing, findBriefing } from "@/core/briefings/queries";
import { findGroup } from "@/core/institutions/groups/queries";
import { canKeepDirectory } from "@/core/institutions/policy";
import { choiceFor, type EarlierBriefing, earlierBriefings, LISTED } from "@/core/invitations/choosing/queries";
import { canInvite } from "@/core/invitations/policy";
import { authorize } from "@/core/kernel/authorized";
import { formatDay } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { type Asked, Ways } from "./ways";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("invitations.add.title") };
}

/** Chooses institutions: as for an earlier briefing, by topic, or by search. */
export default async function AddInvitations({ params, searchParams }: Props) {
  const { id } = await params;
  const query = await searchParams;
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, id));
  allowed(() => authorize(briefing, (b) => canInvite(actor, b)));
  const asked = { q: one(query, "q"), topic: one(query, "topic"), from: one(query, "from"), group: one(query, "group") };
  const earlier = earlierBriefings(store, actor, id);
  const { candidates, standing, more } = choiceFor(store, actor, id, asked);
  const narrowed = Object.values(asked).some(Boolean);
  return (
    <>
      <div className="head">
        <div>
          <h2>{t("invitations.add.title")}</h2>
          <p className="meta">{t("invitations.add.lead")}</p>
        </div>
      </div>
      <div className="sheet">
        <Ways context={context} briefing={briefing} earlier={earlier} asked={asked} />
        <section aria-labelledby="found">
          <h2 id="found">{heading(context, asked, earlier)}</h2>
          <p className="meta">
            {standing > 0 && narrowed && t("invitations.add.standing", { n: standing })} {more && t("invitations.add.more", { n: LISTED })}{" "}
            {narrowed && (
              <a className="link" href={paths.addInvitations(id)}>
                {t("invitations.add.all")}
              </a>
            )}{" "}
            {asked.from && canKeepDirectory(actor, briefing) && (
              <a className="link" href={paths.newGroup({ briefing: asked.from })}>
                {t("planning.groups.keep")}
              </a>
            )}
          </p>
        </section>
        {candidates.length > 0 ? (
          <Chooser
            key={JSON.stringify(asked)}
            action={add}
            texts={formTexts(t)}
            t={t}
            briefingId={id}
            candidates={candidates}
            chosen={Boolean(asked.from || asked.topic || asked.group)}
          />
        ) : (
          <Empty>
            <p>{t("invitations.add.none")}</p>
            {canKeepDirectory(actor, briefing) && (
              <p>
                <a className="link" href={paths.newInstitution()}>
                  {t("invitations.add.newInstitution")}
                </a>
              </p>
            )}
          </Empty>
        )}
      </div>
    </>
  );
}

/** What the list holds, in words. */
function heading(
  { store, actor, t, locale, office }: Context,
  { q, topic, from, group: groupId }: Asked,
  earlier: EarlierBriefing[],
): string {
  const group = groupId ? findGroup(store, actor, groupId) : undefined;
  if (group) return readText(group.name, locale, office.language);
  const past: Pick<Briefing, "title" | "startsLocal"> | undefined = earlier.find((b) => b.id === from);
  if (past)
    return t("invitations.add.foundEarlier", {
      title: readText(past.title, locale, office.language),
      day: formatDay(past.startsLocal.slice(0, 10), locale, "shortYear"),
    });
  if (topic) return t("invitations.add.foundTopic", { topic: t.maybe(`vocabulary.topics.${topic}`) ?? topic });
  return q ? t("invitations.add.foundSearch", { q }) : t("invitations.add.foundAll");
}
