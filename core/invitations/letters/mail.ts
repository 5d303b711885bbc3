import { internationalDays } from "@/db/reference/days";
import type { LetterKind } from "@/db/schema/letters";
import { sheetOf } from "@/lib/countries";
import { formatDay, formatHour, formatZone } from "@/lib/dates";
import { joined, type Translator, translator } from "@/lib/i18n";
import type { LetterSheet, Listed } from "@/lib/letters";
import type { Locale } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { articleOf, withArticle } from "@/lib/names";
import { capitalized } from "@/lib/text";
import type { Briefing } from "../../briefings/rules";
import type { Holder, NameOn } from "../../institutions/queries";
import { nominal, postText, salutation, vocative } from "../../institutions/rules";
import { letterheadOf } from "../../offices/papers/queries";
import type { Office } from "../../offices/queries";
import { officeNamed } from "../../offices/rules";
import type { Invitation } from "../queries";
import type { Plan } from "./queries";
import { factsOf } from "./rules";

/** All a letter is made of, as it stands on the day it bears. */
export type Gathered = {
  office: Office;
  briefing: Briefing;
  invitation: Invitation;
  kind: LetterKind;
  institution: NameOn;
  to: Holder | undefined;
  plan: Plan;
  day: string;
};

const linesOf = (text: string | undefined): string[] =>
  (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The whole letter in the invitation's language; a draft without a `number`. `replaces` is the number it takes the place of. */
export function composed(given: Gathered, number?: string, replaces?: string): LetterSheet {
  const { office, briefing, invitation, kind, plan, day, to } = given;
  const locale = invitation.language;
  const t = translator(locale);
  const title = readText(briefing.title, locale, office.language);
  const enclosures = listed(t("letters.words.enclosures"), linesOf(plan.enclosures[locale]));
  const via = plan.viaFor === "all" || plan.viaFor === kind ? readText(plan.via, locale, office.language) : "";
  const city = readText(office.city, locale, office.language);
  const date = formatDay(day, locale, "plainYear");
  return {
    lang: locale,
    paper: sheetOf(office.country),
    title: `${number ?? t("letters.words.draft")}: ${title}`,
    author: readText(office.name, locale, office.language),
    page: t("letters.programme.page", { n: "{n}" }),
    head: letterheadOf(office, locale),
    kind,
    draft: number ? null : t("letters.words.draft"),
    ref: number ? t("letters.words.ref", { ref: number, replaces: replaces ?? "none" }) : t("letters.words.noRef"),
    enclosed: enclosures && t("letters.words.enclosed", { n: enclosures.items.length }),
    via: via ? t("letters.words.via", { via }) : null,
    address: addressOf(given, t),
    placeDate: city ? t("letters.words.placeDate", { place: city, day: date }) : date,
    salutation: kind === "note_verbale" ? null : to ? salutation(to, given.institution, locale) : t("letters.words.unknown"),
    paragraphs: paragraphsOf(given, t, title, enclosures !== null),
    signatory:
      kind === "letter" && office.signatoryName
        ? { name: office.signatoryName, posts: linesOf(readText(office.signatoryPosts, locale, office.language)) }
        : null,
    marks: kind === "note_verbale" ? [t("letters.words.initials"), t("letters.words.seal")] : null,
    enclosures,
    copies: listed(t("letters.words.copies"), linesOf(readText(plan.copies, locale, office.language))),
    facts: factsOf(briefing),
  };
}

const listed = (label: string, items: string[]): Listed | null => (items.length > 0 ? { label, items } : null);

/** Whom it is for, by the functional title: treatment, name, post, institution, city. A note verbale is for the institution alone. */
function addressOf({ office, invitation, kind, institution, to }: Gathered, t: Translator): string[] {
  const { locale } = t;
  const { the, to: at } = nominal(institution.name, institution.article, locale);
  const bare = readText(institution.name, invitation.language, office.language);
  const city = readText(office.city, locale, office.language);
  if (kind === "note_verbale") return [capitalized(locale === "en" ? the : at), city].filter(Boolean);
  if (!to) return [bare, city].filter(Boolean);
  if (to.sharedMailbox) return [bare, t("letters.words.attention", { name: to.name }), city].filter(Boolean);
  const dignity = (to.role === "minister" || to.role === "ombudsperson") && to.capacity !== "on_behalf";
  const form = to.form ?? "other";
  const honorific = to.honorific?.[locale];
  const courtesy = dignity
    ? t("letters.words.excellency", { form })
    : honorific && locale === "en"
      ? ""
      : t("letters.words.courtesy", { form });
  const called = [honorific, to.name].filter(Boolean).join(" ");
  const who = locale === "en" && !dignity && courtesy ? [`${courtesy} ${called}`] : [courtesy, called];
  return [...who, postText(to, to.form, locale), bare, city].filter(Boolean);
}

/** The lines of an address as a list shows them: the treatment before the name it belongs to, not a line of its own. */
export function linesOfAddress({ lang, address }: Pick<LetterSheet, "lang" | "address">): string[] {
  const t = translator(lang);
  const treatments = (["f", "m"] as const).flatMap((form) => [
    t("letters.words.courtesy", { form }),
    t("letters.words.excellency", { form }),
  ]);
  const [first = "", second, ...rest] = address;
  return second && treatments.includes(first) ? [`${first} ${second}`, ...rest] : address;
}

/** The sentences of a letter: what is held, what for, what is asked, and the courtesy it ends with. */
function paragraphsOf(
  { office, briefing, invitation, kind, institution, to }: Gathered,
  t: Translator,
  title: string,
  encloses: boolean,
): string[] {
  const { locale } = t;
  const called = nominal(institution.name, institution.article, locale);
  const own = officeNamed(office, locale, "name");
  const many = String(["los", "las", "les"].includes(institution.article[locale] ?? ""));
  const purpose = readText(briefing.purpose, locale, office.language);
  const by = briefing.replyBy ? formatDay(briefing.replyBy, locale, "full") : "none";
  const contact = contactOf(office, t);
  const room = kind === "note_verbale" ? "note" : "letter";
  const values = {
    ...called,
    Office: capitalized(own.the),
    office: own.the,
    officeOf: own.of,
    many,
    title,
    by,
    n: invitation.quota,
    occasion: occasionOf(briefing, office, t),
    when: whenOf(briefing, t),
    where: whereOf(briefing, t),
    reference: invitation.reference,
    contact,
    vocative: to ? vocative(to, locale) : t("letters.words.unknownVocative"),
  };
  return [
    t(`letters.words.${room}.opens`, values),
    purpose ? t("letters.words.purpose", { purpose: locale === "en" ? purpose : begunSmall(purpose, locale) }) : "",
    [t(`letters.words.${room}.asks`, values), contact ? t(`letters.words.${room}.answers`, values) : ""].filter(Boolean).join(" "),
    encloses ? t("letters.words.listed") : "",
    t(`letters.words.${room}.closes`, values),
  ].filter(Boolean);
}

/** A purpose behind its colon: the verb or noun it begins with is no name. */
const begunSmall = (text: string, locale: Locale): string =>
  text.replace(/^\p{Lu}(?=\p{Ll}+(?:er|ir|ar|re|ción|tion|ment)\p{Ll}{0,2}(?!\p{L}))/u, (first) => first.toLocaleLowerCase(locale));

/** How the office is reached, as a sentence goes on with it; empty where nothing is known. */
function contactOf({ contactEmail, contactPhone }: Office, t: Translator): string {
  if (contactEmail && contactPhone) return t("letters.words.contact", { email: contactEmail, phone: contactPhone });
  return contactEmail ?? (contactPhone ? t("letters.words.phoneOnly", { phone: contactPhone }) : "");
}

/** What the meeting is held on the occasion of; `none` for the catalogue where there is nothing. */
function occasionOf({ occasions }: Briefing, office: Office, t: Translator): string {
  const names = occasions.map((one) => {
    if ("name" in one) return readText(one.name, t.locale, office.language);
    const [month, day] = one.day.split("-").map(Number);
    return internationalDays.find((known) => known.month === month && known.day === day)?.name[t.locale] ?? "";
  });
  const called = names.filter(Boolean).map((text) => {
    const article = articleOf(text, t.locale);
    return withArticle(article, article ? text : t("letters.words.quoted", { text }), t.locale).of;
  });
  return called.length > 0 ? t("letters.words.occasion", { what: joined(called, t.locale) }) : "none";
}

function whenOf({ startsLocal, endsLocal, zone, startsAt }: Briefing, t: Translator): string {
  const [start, end] = [startsLocal, endsLocal].map((local) => hourText(local, t.locale)) as [string, string];
  const [first, last] = [dayText(startsLocal, t.locale), dayText(endsLocal, t.locale)];
  const place = formatZone(zone, startsAt, t.locale).replace(/ \((.+)\)$/, ", $1");
  return first === last
    ? t("letters.words.when", { day: first, start, end, zone: place })
    : t("letters.words.days", { first, last, start, end, zone: place });
}

/** An hour as letters write it: in French "8 h 30" and "9 h". */
const hourText = (local: string, locale: Locale): string =>
  (locale === "fr"
    ? formatHour(local, locale).replace(/^(\d+):(\d+)$/, (_, h, m) => (m === "00" ? `${h} h` : `${h} h ${m}`))
    : formatHour(local, locale)
  ).replace(/\s/g, "\u00a0");

const dayText = (local: string, locale: Locale): string => formatDay(local.slice(0, 10), locale, "full");

function whereOf({ mode, venue, address }: Briefing, t: Translator): string {
  const place = [venue, address].filter(Boolean).join(", ");
  if (mode === "online") return t("letters.words.online");
  if (!place) return t("letters.words.placeOpen");
  return t(mode === "hybrid" ? "letters.words.atAndOnline" : "letters.words.at", { place });
}
