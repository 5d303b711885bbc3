import type { Locale } from "./locales";
import { capitalized } from "./text";

/** A name as a sentence needs it: "the Ministry", "al Ministerio", "de l’Institut". */
export type Nominal = { the: string; to: string; of: string };

/** Begins with a vowel that is heard first: an h is silent, and a y before a consonant is a vowel. */
const open = /^h?(?:[aeiouœæ]|y(?![aeiouy]))/iu;
/** But in these an h is spoken, as it is where letters are spelt, and "oua" and "oui" begin with a consonant. */
const closed = /^(?:h(?:a(?!iti|bi|rm)|ei|ill|iro|ie|er(?:os|iss)|ol[dl]|on[dg]|ors|ou|u[ai]|ung|ut)|oua|oui)/iu;
const spelt = /^H\p{Lu}/u;

/** Whether French shortens "de" and "que" before a name: "d’Élodie", "d’Hélène", "de Hassan", "de Yolanda". */
export function elides(name: string): boolean {
  const bare = name.normalize("NFD").replace(/\p{M}/gu, "");
  return open.test(bare) && !closed.test(bare) && !spelt.test(bare);
}

/** What two words become, where the language makes one of them. */
const contracted: Record<Locale, Record<string, string>> = {
  en: {},
  es: { "a el": "al", "de el": "del" },
  fr: { "à le": "au", "à les": "aux", "de le": "du", "de les": "des" },
};

/** Puts a name after what stands before it, as the language joins the two: "d’Élodie", "qu’Elena", "du Bureau", "al Programa". */
export function follow(before: string, name: string, locale: Locale): string {
  const last = /(?<!\p{L})\p{L}+(?= $)/u.exec(before)?.[0] ?? "";
  const article = /^\p{L}+(?= )/u.exec(name)?.[0] ?? "";
  const one = contracted[locale][`${last.toLowerCase()} ${article}`];
  if (one) return before.slice(0, -last.length - 1) + (/^\p{Lu}/u.test(last) ? capitalized(one) : one) + name.slice(article.length);
  // "a las 9:00", but "a la 1:00".
  if (locale === "es" && /(?<!\p{L})las $/iu.test(before) && /^1:/.test(name)) return `${before.slice(0, -2)} ${name}`;
  const shortens = locale === "fr" && /^(?:d|qu|lorsqu|puisqu|quoiqu|jusqu)e$/iu.test(last) && elides(name);
  return shortens ? `${before.slice(0, -2)}’${name}` : before + name;
}

/** A name with the article it has (`none` for one that takes none), joined to what may stand before it. */
export function withArticle(article: string | undefined, name: string, locale: Locale): Nominal {
  const own = article?.replace("'", "’");
  const the = !own || own === "none" ? name : own.endsWith("’") ? own + name : `${own} ${name}`;
  const [to, of] = { en: ["to ", "of "], es: ["a ", "de "], fr: ["à ", "de "] }[locale] as [string, string];
  return { the, to: follow(to, the, locale), of: follow(of, the, locale) };
}

/** The first words of what offices, occasions and organisations are called, by the article they take. */
const heads: Record<Locale, [string, string][]> = {
  en: [["none", "The|the"]],
  es: [
    [
      "la",
      "Agencia|Alianza|Comisión|Conferencia|Conmemoración|Coordinación|Cumbre|Delegación|Dirección|Embajada|Fundación|Misión|Oficina|Organización|Red|Representación|Secretaría|Sección|Semana|Unidad",
    ],
    ["el", "Alto|Aniversario|Año|Banco|Centro|Comité|Consejo|Día|Equipo|Fondo|Foro|Instituto|Lanzamiento|Mes|Ministerio|Programa|Proyecto"],
    ["la", "FAO|OACI|OEA|OIM|OIT|OMI|OMS|ONU|OPS|UE|UNESCO"],
    ["el", "ACNUR|BID|CICR|FIDA|FMI|PMA|PNUD|UNFPA"],
  ],
  fr: [
    [
      "la",
      "Agence|Alliance|Ambassade|Banque|Commémoration|Commission|Conférence|Coordination|Direction|Délégation|Fondation|Journée|Mission|Organisation|Représentation|Section|Semaine|Union|Unité|Équipe",
    ],
    [
      "le",
      "Anniversaire|Bureau|Centre|Comité|Conseil|Fonds|Forum|Haut|Haut-Commissariat|Institut|Jour|Lancement|Ministère|Mois|Office|Programme|Projet|Réseau|Secrétariat|Sommet",
    ],
    ["la", "FAO|OACI|OEA|OIM|OIT|OMI|OMS|ONU|OPS|UE|UNESCO"],
    ["le", "BID|CICR|FIDA|FMI|FNUAP|HCR|PAM|PNUD|UNFPA|UNICEF"],
  ],
};

/** What is counted ("70.º aniversario", "70e anniversaire") is a thing of its own. */
const counted: Record<Locale, RegExp> = { en: /^\d+(?:st|nd|rd|th) /, es: /^\d+\.º /, fr: /^\d+e /i };

function headOf(name: string, locale: Locale): string | undefined {
  if (counted[locale].test(name)) return { en: "the", es: "el", fr: "le" }[locale];
  const first = capitalized(/^[\p{L}-]+/u.exec(name)?.[0] ?? "");
  if (locale === "en" && (/^\p{Lu}{2,}$/u.test(first) || /\bDay$/.test(name))) return "none";
  return heads[locale].find(([, words]) => words.split("|").includes(first))?.[0];
}

/**
 * The article of a name by its first word, else by that of its `full` form: `none` where it takes none, `undefined`
 * where that cannot be known.
 */
export function articleOf(name: string, locale: Locale, full = ""): string | undefined {
  const found = headOf(name, locale) ?? (locale === "en" ? "the" : headOf(full, locale));
  return locale === "fr" && found && elides(name) ? "l’" : found;
}
