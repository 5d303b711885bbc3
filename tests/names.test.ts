import { describe, expect, it } from "vitest";
import { officeNamed } from "@/core/offices/rules";
import { translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { articleOf, elides, follow, withArticle } from "@/lib/names";

describe("a French name", () => {
  it.each([
    "Élodie",
    "Elena",
    "Ana",
    "Íñigo",
    "Óscar",
    "Úrsula",
    "Hélène",
    "Henri",
    "Héctor",
    "Hernán",
    "Herrera",
    "Inés",
    "Hilda",
    "Humberto",
    "Hugues",
    "Yves",
    "Yvonne",
    "IOM",
    "OIM Panama",
    "UNICEF",
    "ONU Femmes",
    "Haïti",
    "un nom",
    "une mesure",
    "Œuvre",
    "Hôpital",
    "Université",
  ])("%s shortens the word before", (name) => expect(follow("À l’attention de ", name, "fr")).toBe(`À l’attention d’${name}`));

  it.each([
    "MINSA",
    "Marisol",
    "Hassan",
    "Hans",
    "Haut-Commissariat",
    "HCR",
    "Honduras",
    "Hongrie",
    "Heinrich",
    "Hillary",
    "Huang",
    "Yolanda",
    "Yasmin",
    "Ouagadougou",
    "11 mesures",
    "«\u00a0Ana\u00a0»",
    "",
  ])("%s does not", (name) => expect(follow("de ", name, "fr")).toBe(`de ${name}`));

  it("shortens que, never a word that ends alike", () => {
    expect(follow("parce que ", "Elena", "fr")).toBe("parce qu’Elena");
    expect(follow("De ", "Ana", "fr")).toBe("D’Ana");
    expect(follow("le monde ", "arabe", "fr")).toBe("le monde arabe");
    expect(elides("élu")).toBe(true);
  });
});

describe("an article", () => {
  it.each([
    ["fr", "la lettre de ", "le Bureau", "la lettre du Bureau"],
    ["fr", "À ", "les Nations Unies", "Aux Nations Unies"],
    ["fr", "de ", "l’OIM", "de l’OIM"],
    ["fr", "de ", "Le Van Hung", "de Le Van Hung"],
    ["es", "la nota de ", "el Programa", "la nota del Programa"],
    ["es", "dirigida a ", "el MINSA", "dirigida al MINSA"],
    ["es", "de ", "El Salvador", "de El Salvador"],
    ["es", "de ", "la OIM", "de la OIM"],
    ["es", "para ", "el MINSA", "para el MINSA"],
    ["es", "hasta las ", "1:15 p. m.", "hasta la 1:15 p. m."],
    ["es", "hasta las ", "11:15 a. m.", "hasta las 11:15 a. m."],
    ["en", "of ", "the Office", "of the Office"],
  ] as const)("joins in %s what stands before: %s%s", (locale, before, name, whole) => expect(follow(before, name, locale)).toBe(whole));

  it.each([
    ["es", "Organización Internacional para las Migraciones", "la"],
    ["es", "Comité Permanente", "el"],
    ["es", "Día Internacional del Migrante", "el"],
    ["es", "70.º aniversario de la OIM", "el"],
    ["es", "ACNUR", "el"],
    ["es", "Puertas abiertas", undefined],
    ["fr", "Organisation internationale pour les migrations", "l’"],
    ["fr", "Équipe de pays", "l’"],
    ["fr", "Haut-Commissariat", "le"],
    ["fr", "Journée internationale des migrants", "la"],
    ["fr", "70e anniversaire de l’OIM", "le"],
    ["fr", "UNICEF", "l’"],
    ["fr", "Portes ouvertes", undefined],
    ["en", "International Migrants Day", "none"],
    ["en", "International Day of Peace", "the"],
    ["en", "70th anniversary of IOM", "the"],
    ["en", "IOM Panama", "none"],
    ["en", "Panama Office", "the"],
  ] as const)("is known in %s by the first word of %s", (locale, name, article) => expect(articleOf(name, locale)).toBe(article));

  it("of a name that takes none is left out", () =>
    expect(withArticle("none", "Élodie", "fr")).toEqual({ the: "Élodie", to: "à Élodie", of: "d’Élodie" }));
});

describe("an office", () => {
  const of = (name: string, shortName: string, locale: Locale) =>
    officeNamed({ name: { [locale]: name }, shortName: { [locale]: shortName }, language: locale }, locale).the;

  it.each([
    ["es", "Organización Internacional para las Migraciones", "OIM Panamá", "la OIM Panamá"],
    ["es", "Oficina de Género", "OGX", "la OGX"],
    ["es", "Programa Mundial de Alimentos", "PMA", "el PMA"],
    ["es", "Pueblos Unidos", "PU", "PU"],
    ["fr", "Organisation internationale pour les migrations", "OIM Panama", "l’OIM Panama"],
    ["fr", "Haut-Commissariat pour les réfugiés", "HCR Panama", "le HCR Panama"],
    ["fr", "Organisation panaméenne", "SOP", "la SOP"],
    ["en", "International Organization for Migration", "IOM Panama", "IOM Panama"],
  ] as const)("in %s called %s is %s in short: %s", (locale, name, short, said) => expect(of(name, short, locale)).toBe(said));

  it("that has no name in a language takes no article of it", () =>
    expect(officeNamed({ name: {}, shortName: { es: "OIM Panamá" }, language: "es" }, "fr").of).toBe("d’OIM Panamá"));
});

describe("a text of the catalogue", () => {
  const fr = translator("fr");
  it("joins the names it is given", () => {
    expect(fr("invitations.nominee.greeting", { name: "Élodie Ahouandjinou" })).toBe("À l’attention d’Élodie Ahouandjinou,");
    expect(fr("mail.welcome.reason", { by: "Elena", office: "l’OIM Panama" })).toContain("parce qu’Elena, de l’OIM Panama,");
    expect(translator("es")("mail.welcome.reason", { by: "Elena", office: "el PMA" })).toContain("porque Elena, del PMA,");
  });
  it("joins them within elements", () => {
    const words = fr.rich("rights.ending", { name: "Élodie", link: (chunks) => chunks });
    expect([words].flat(9).join("")).toBe("Les droits d’Élodie prennent bientôt fin");
  });
  it("leaves what a value holds as it is", () =>
    expect(fr("audit.institutions.edited", { actor: "Ana de Alba", institution: "Banco de Ahorro" })).toBe(
      "Ana de Alba a modifié la fiche de Banco de Ahorro",
    ));
});
