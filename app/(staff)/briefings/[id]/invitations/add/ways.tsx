import type { Context } from "@/app/context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { type Briefing, findTemplate } from "@/core/briefings/queries";
import { type Group, listGroups, membersOf } from "@/core/institutions/groups/queries";
import { type EarlierBriefing, topicsOf } from "@/core/invitations/choosing/queries";
import { formatDay } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** Topics offered as links. */
const OFFERED = 12;

export type Asked = Record<"q" | "topic" | "from" | "group", string>;
type Props = { context: Context; briefing: Briefing; earlier: EarlierBriefing[]; asked: Asked };

/** The ways to a list of institutions, each in the address. The briefing's own topics come first, and its template's group. */
export function Ways({ context, briefing, earlier, asked }: Props) {
  const { store, actor, t, locale, office } = context;
  const own = (topic: string) => (briefing.topics.includes(topic) ? 0 : 1);
  const topics = topicsOf(store, actor)
    .sort((a, b) => own(a.topic) - own(b.topic))
    .slice(0, OFFERED);
  const groups = groupsFor(context, briefing);
  return (
    <section className="ways">
      {groups.length > 0 && (
        <div>
          <h3>{t("planning.groups.ways")}</h3>
          <ul>
            {groups.map((group) => (
              <li key={group.id}>
                <a
                  className="link"
                  href={paths.addInvitations(briefing.id, { group: group.id })}
                  aria-current={asked.group === group.id ? "true" : undefined}
                >
                  {readText(group.name, locale, office.language)}
                </a>
                <span className="meta">{t("planning.groups.line", { n: membersOf(store, group).length })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {earlier.length > 0 && (
        <div>
          <h3>{t("invitations.add.earlier")}</h3>
          <ul>
            {earlier.map((b) => (
              <li key={b.id}>
                <a
                  className="link"
                  href={paths.addInvitations(briefing.id, { from: b.id })}
                  aria-current={asked.from === b.id ? "true" : undefined}
                >
                  {readText(b.title, locale, office.language)}
                </a>
                <span className="meta">
                  {t("invitations.add.earlierOne", { day: formatDay(b.startsLocal.slice(0, 10), locale, "shortYear"), n: b.invited })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {topics.length > 0 && (
        <div id="topic">
          <h3>{t("invitations.add.topic")}</h3>
          <ul className="topics">
            {topics.map(({ topic, n }) => (
              <li key={topic}>
                <a
                  className="link"
                  href={paths.addInvitations(briefing.id, { topic })}
                  aria-current={asked.topic === topic ? "true" : undefined}
                >
                  {t.maybe(`vocabulary.topics.${topic}`) ?? topic}
                </a>{" "}
                <b>{n}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
      <search id="search" aria-label={t("invitations.add.search")}>
        <h3>{t("invitations.add.search")}</h3>
        <form method="get" action={paths.addInvitations(briefing.id)}>
          <Field name="q" type="search" label={t("invitations.add.searchLabel")} value={asked.q} maxLength={200} />
          <Button>{t("invitations.add.find")}</Button>
        </form>
      </search>
    </section>
  );
}

/** The groups in use, that of the briefing's template first. */
function groupsFor({ store, actor }: Context, { templateId }: Briefing): Group[] {
  const own = templateId ? findTemplate(store, actor, templateId)?.groupId : null;
  const used = listGroups(store, actor).filter((group) => group.archivedAt === null);
  return [...used.filter((group) => group.id === own), ...used.filter((group) => group.id !== own)];
}
