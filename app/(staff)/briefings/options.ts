import "server-only";
import type { Option } from "@/components/ui/fields";
import { briefingTypes } from "@/db/reference/briefings";
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

/** Every time zone this machine knows, by part of the world; the one that is chosen among them. */
export const zoneOptions = (chosen: string, locale: Locale): Option[] =>
  zonesToChoose(chosen).map((zone) => {
    const [group = "", ...places] = zone.split("/");
    const label = places.map((place) => placeName(place, locale)).join(", ");
    return { value: zone, label: label || zone, group: label ? group : undefined };
  });
