import type { Context } from "@/app/context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import type { Briefing } from "@/core/briefings/queries";
import { type EarlierBriefing, topicsOf } from "@/core/invitations/choosing/queries";
import { formatDay } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** Topics offered as links. */
const OFFERED = 12;

type Props = { context: Context; briefing: Briefing; earlier: EarlierBriefing[]; asked: { q: string; topic: string; from: string } };

/** The three ways to a list of institutions, each in the address. The briefing's own topics come first. */
export function Ways({ context, briefing, earlier, asked }: Props) {
  const { store, actor, t, locale, office } = context;
  const own = (topic: string) => (briefing.topics.includes(topic) ? 0 : 1);
  const topics = topicsOf(store, actor)
    .sort((a, b) => own(a.topic) - own(b.topic))
    .slice(0, OFFERED);
  return (
    <section className="ways">
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
