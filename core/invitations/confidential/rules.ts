import { translator } from "@/lib/i18n";
import { locales } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import type { Briefing } from "../../briefings/rules";
import { officeNamed } from "../../offices/rules";

type Named = Parameters<typeof officeNamed>[0];

/** What a confidential meeting is called wherever others may read along: "Meeting with IOM Panama". */
export const neutralTitle = (office: Named): Localized =>
  Object.fromEntries(
    locales.map((locale) => [locale, translator(locale)("confidential.neutral", { office: officeNamed(office, locale).the })]),
  );

/** A briefing as mails and calendars may tell of it: of a confidential one when and where it is, not what it is about. */
export const toldOutside = (briefing: Briefing, office: Named): Briefing =>
  briefing.confidential
    ? { ...briefing, title: neutralTitle(office), purpose: {}, occasions: [], topics: [], sdgs: [], objectives: [] }
    : briefing;
