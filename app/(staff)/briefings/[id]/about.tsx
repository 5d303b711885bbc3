import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { Goal } from "@/components/briefings/goal";
import { Said } from "@/components/ui/page";
import type { Briefing } from "@/core/briefings/queries";
import { findUser } from "@/core/offices/queries";
import { officeNamed } from "@/core/offices/rules";
import { goals } from "@/db/reference/briefings";
import { internationalDays } from "@/db/reference/days";
import { frameworks } from "@/db/reference/frameworks";
import type { Occasion } from "@/db/schema/briefings";
import { formatDay } from "@/lib/dates";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** What the briefing is for and about; only what has been said is drawn. */
export function About({ context, briefing }: { context: Context; briefing: Briefing }) {
  const { t, locale, office, store, actor } = context;
  const purpose = read(briefing.purpose, locale, office.language);
  const owner = briefing.ownerId ? findUser(store, actor, briefing.ownerId) : undefined;
  const project = [briefing.projectCode, briefing.donor].filter(Boolean).join(", ");
  const facts: [string, ReactNode[]][] = [
    [t("confidential.field"), briefing.confidential ? [t("confidential.hint", { office: officeNamed(office, locale).the })] : []],
    [t("briefings.about.type"), [t.maybe(`vocabulary.briefingTypes.${briefing.type}`) ?? briefing.type]],
    [t("briefings.about.purpose"), purpose.text ? [<Said key="purpose" reading={purpose} locale={locale} />] : []],
    [t("briefings.about.occasions"), briefing.occasions.map((occasion) => occasionText(occasion, context, briefing))],
    [t("briefings.about.topics"), briefing.topics.map((topic) => t.maybe(`vocabulary.topics.${topic}`) ?? topic)],
    [
      t("briefings.about.goals"),
      goals
        .filter((goal) => briefing.sdgs.includes(goal.number))
        .map((goal) => <Goal key={goal.number} {...goal} name={t.maybe(`vocabulary.sdgs.${goal.number}`) ?? ""} />),
    ],
    ...objectivesOf(briefing, context),
    [
      t("briefings.about.project"),
      project
        ? [t("briefings.about.projectLine", { project, visibility: t(`vocabulary.donorVisibility.${briefing.donorVisibility}`) })]
        : [],
    ],
    [t("briefings.about.owner"), owner ? [owner.name] : []],
  ];
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t("briefings.about.title")}</h2>
      <dl className="letter">
        {facts
          .filter(([, values]) => values.length > 0)
          .flatMap(([label, values]) => [
            <dt key={label}>{label}</dt>,
            // biome-ignore lint/suspicious/noArrayIndexKey: the values of a fact never change places
            ...values.map((value, i) => <dd key={`${label}${i}`}>{value}</dd>),
          ])}
      </dl>
    </section>
  );
}

/** The objectives by framework, in the words of their time; each leads to the briefings that share it. */
function objectivesOf({ objectives }: Briefing, { locale }: Context): [string, ReactNode[]][] {
  return frameworks.map(({ key, name, items }) => [
    name[locale],
    items
      .filter(({ n }) => objectives.includes(`${key}:${n}`))
      .map(({ n, name: said }) => (
        <a key={n} className="name" href={paths.briefings({ about: `${key}:${n}`, when: "past" })}>
          {n} {said[locale]}
        </a>
      )),
  ]);
}

function occasionText(occasion: Occasion, { locale, office }: Context, briefing: Briefing): ReactNode {
  if ("name" in occasion) return <Said key="name" reading={read(occasion.name, locale, office.language)} locale={locale} />;
  const [month, day] = occasion.day.split("-").map(Number);
  const known = internationalDays.find((found) => found.month === month && found.day === day);
  const date = formatDay(`${briefing.startsLocal.slice(0, 4)}-${occasion.day}`, locale, "short");
  return known ? `${known.name[locale]}, ${date}` : date;
}
