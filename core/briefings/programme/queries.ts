import { internationalDays } from "@/db/reference/days";
import type { Store } from "@/db/store";
import { sheetOf } from "@/lib/countries";
import { dayOf, formatDay, formatHour, formatHours, formatZone } from "@/lib/dates";
import { joined, type Translator, translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { type Localized, read, readText } from "@/lib/localized";
import type { AgendaSheet, Said } from "@/lib/pdf";
import { capitalized } from "@/lib/text";
import type { Actor } from "../../kernel/actor";
import { letterheadOf } from "../../offices/papers/queries";
import { findOffice, type Office } from "../../offices/queries";
import { agendaTimes, byDay, lengthText } from "../agenda/rules";
import { agendaOf, type Briefing, findBriefing } from "../queries";

/** The office's working order of a meeting, or what those who come are handed. */
export type ProgrammeKind = "agenda" | "programme";

/** A text as a paper carries it: plain in the paper's language, marked in another. */
const said = (text: Localized | null, locale: Locale, office: Office): Said => {
  const found = read(text, locale, office.language);
  return found.fallback ? { text: found.text, lang: found.lang } : found.text;
};

/**
 * The order of a meeting on the office's paper, for staff of the office, and as a programme for the institutions invited.
 * `undefined` without a briefing the actor may read, without an item on its agenda, and once it is called off.
 */
export function programmeOf(
  store: Store,
  actor: Actor,
  { briefingId, kind, locale }: { briefingId: string; kind: ProgrammeKind; locale: Locale },
): AgendaSheet | undefined {
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing || (actor.kind !== "staff" && (kind === "agenda" || briefing.state === "cancelled"))) return undefined;
  const items = agendaOf(store, briefing.officeId, briefing.id);
  if (items.length === 0) return undefined;
  const office = findOffice(store, briefing.officeId);
  const t = translator(locale);
  const { times } = agendaTimes(briefing.startsLocal, items, briefing.endsLocal);
  const rows = items.map((item, i) => {
    const start = times[i]?.start ?? briefing.startsLocal;
    const own = Object.values(item.title).some(Boolean);
    return {
      start,
      hour: formatHour(start, locale),
      title: own ? said(item.title, locale, office) : (t.maybe(`vocabulary.agendaKinds.${item.kind}`) ?? item.kind),
      speakers: item.speakers.map(({ name, post }) => (post ? `${name}, ${post}` : name)),
      length: lengthText(item.minutes, t),
    };
  });
  const days = byDay(rows);
  const access = kind === "programme" && briefing.mode !== "online" ? said(briefing.accessNotes, locale, office) : "";
  return {
    lang: locale,
    paper: sheetOf(office.country),
    title: `${t(`letters.programme.${kind}`)}: ${readText(briefing.title, locale, office.language)}`,
    author: readText(office.name, locale, office.language),
    page: t("letters.programme.page", { n: "{n}" }),
    head: letterheadOf(office, locale),
    kicker: t(`letters.programme.${kind}`),
    heading: said(briefing.title, locale, office),
    purpose: null,
    facts: factsOf(briefing, office, t, kind),
    columns: [t("letters.programme.hour"), t("letters.programme.item"), ...(kind === "agenda" ? [t("letters.programme.length")] : [])],
    days: days.map(({ day, items: these }) => ({
      name: days.length > 1 ? capitalized(formatDay(day, locale)) : null,
      rows: these.map(({ start: _start, ...row }) => row),
    })),
    notes: access ? [{ title: t("letters.programme.access"), text: access }] : [],
    made: t("letters.programme.asOf", { day: formatDay(dayOf(actor.now, office.zone), locale, "plainYear") }),
  };
}

function factsOf(briefing: Briefing, office: Office, t: Translator, kind: ProgrammeKind): AgendaSheet["facts"] {
  const { locale } = t;
  const when = briefing.dateOpen
    ? t("briefings.dateOpen")
    : t("letters.programme.hours", {
        day: capitalized(formatDay(briefing.startsLocal.slice(0, 10), locale)),
        hours: formatHours(briefing.startsLocal, briefing.endsLocal, locale, "long"),
        zone: formatZone(briefing.zone, briefing.startsAt, locale),
      });
  const place = [briefing.venue, briefing.address].filter(Boolean).join(", ") || t("letters.programme.placeOpen");
  const where =
    briefing.mode === "online"
      ? t("letters.programme.online")
      : briefing.mode === "hybrid"
        ? `${place} · ${t("letters.programme.alsoOnline")}`
        : place;
  const occasions = kind === "programme" ? briefing.occasions.map((one) => occasionText(one, locale, office)).filter(Boolean) : [];
  return [
    { label: t("letters.programme.when"), text: when },
    { label: t("letters.programme.where"), text: where },
    ...(occasions.length > 0 ? [{ label: t("letters.programme.on"), text: joined(occasions, locale) }] : []),
  ];
}

function occasionText(occasion: Briefing["occasions"][number], locale: Locale, office: Office): string {
  if ("name" in occasion) return readText(occasion.name, locale, office.language);
  const [month, day] = occasion.day.split("-").map(Number);
  return internationalDays.find((known) => known.month === month && known.day === day)?.name[locale] ?? "";
}
