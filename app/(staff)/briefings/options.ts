import "server-only";
import type { Option } from "@/components/ui/fields";
import { briefingTypes, goals } from "@/db/reference/briefings";
import { internationalDays } from "@/db/reference/days";
import { frameworks, isInForce, type Objective, objectiveKeys, objectiveOf } from "@/db/reference/frameworks";
import { referenceTopics } from "@/db/reference/vocabularies";
import { modes } from "@/db/schema/briefings";
import { placeName, zonesToChoose } from "@/lib/dates";
import { collator, type Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { capitalized } from "@/lib/text";

/** The kinds of briefing in the reader's language. */
export const typeOptions = (t: Translator): Option[] =>
  briefingTypes.map((type) => ({ value: type, label: t.maybe(`vocabulary.briefingTypes.${type}`) ?? type }));

/** On site, online, or both. */
export const modeOptions = (t: Translator): Option[] =>
  modes.map((mode) => ({ value: mode, label: capitalized(t.maybe(`vocabulary.briefingModes.${mode}`) ?? mode) }));

/** Topics in the reader's alphabetical order. */
export const topicOptions = (t: Translator, topics: readonly string[]): Option[] =>
  topics
    .map((topic) => ({ value: topic, label: t.maybe(`vocabulary.topics.${topic}`) ?? topic }))
    .sort((a, b) => collator(t.locale).compare(a.label, b.label));

/** An objective with the short name of its framework: "GCM 7 Reduce vulnerabilities". */
export const objectiveText = ({ n, name, framework }: Objective, locale: Locale): string =>
  `${framework.short[locale]} ${n} ${name[locale]}`;

/** The objectives in force on a day, and those chosen already. */
export const objectiveOptions = (day: string, chosen: readonly string[], locale: Locale): Option[] =>
  objectiveKeys.flatMap((key) => {
    const objective = isInForce(key, day) || chosen.includes(key) ? objectiveOf(key) : undefined;
    return objective ? [{ value: key, label: objectiveText(objective, locale), hint: objective.framework.name[locale] }] : [];
  });

/** Every tag a briefing may carry, by kind, as the list of briefings narrows by it. */
export const aboutOptions = (t: Translator): Option[] => [
  ...topicOptions(
    t,
    referenceTopics.map(({ key }) => key),
  ).map((one) => ({ ...one, value: `topic:${one.value}`, group: t("briefings.fields.topics") })),
  ...goals.map(({ number }) => ({
    value: `sdg:${number}`,
    label: `${number} ${t.maybe(`vocabulary.sdgs.${number}`) ?? ""}`,
    group: t("briefings.fields.sdgs"),
  })),
  ...frameworks.flatMap(({ key, name, items }) =>
    items.map((item) => ({ value: `${key}:${item.n}`, label: `${item.n} ${item.name[t.locale]}`, group: name[t.locale] })),
  ),
  ...internationalDays.map(({ month, day, name }) => ({
    value: `day:${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
    label: name[t.locale],
    group: t("briefings.fields.occasionDays"),
  })),
];

/** Every time zone this machine knows, by part of the world; the one that is chosen among them. */
export const zoneOptions = (chosen: string, locale: Locale): Option[] =>
  zonesToChoose(chosen).map((zone) => {
    const [group = "", ...places] = zone.split("/");
    const label = places.map((place) => placeName(place, locale)).join(", ");
    return { value: zone, label: label || zone, group: label ? group : undefined };
  });
