import type { Localized } from "@/lib/localized";
import data from "./institutions.json" with { type: "json" };

/** An institution of the model case, as an office starts with it; `parent` is the key of another one, listed before it. */
export type ReferenceInstitution = {
  key: string;
  acronym: string;
  type: string;
  parent: string | null;
  precedence: number;
  /** Its place in the public note of 14 December 2021. */
  seedOrder: number;
  name: Required<Localized>;
  article: { es: string; fr: string };
  topics: string[];
  aliases: string[];
};

/** What an institution became on a day (`YYYY-MM-DD`), by which act. */
export type ReferenceSuccession = {
  institution: string;
  kind: string;
  on: string;
  act: string;
  type: string;
  acronym: string;
  name: Required<Localized>;
  article: { es: string; fr: string };
};

/** The ten institutions of the model case, by provisional precedence. */
export const referenceInstitutions: ReferenceInstitution[] = data.institutions;

/** Their changes of name that the press and the gazette confirm. */
export const referenceSuccessions: ReferenceSuccession[] = data.successions;
