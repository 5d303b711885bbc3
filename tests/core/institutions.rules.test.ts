import { describe, expect, it } from "vitest";
import { type Addressee, nameOn, nominal, postText, salutation, vocative } from "@/core/institutions/rules";
import { panamaHolidays } from "@/db/reference/days";
import { referenceInstitutions } from "@/db/reference/institutions";
import { institutionTypes, referenceRoles, referenceTopics } from "@/db/reference/vocabularies";
import { translator } from "@/lib/i18n";
import { locales } from "@/lib/locales";

const inamu = {
  acronym: "INAMU",
  name: { es: "Instituto Nacional de la Mujer" },
  article: { es: "el" },
  validFrom: null,
  validTo: "2023-03-07",
};
const ministry = { ...inamu, acronym: "MINMUJER", name: { es: "Ministerio de la Mujer" }, validFrom: "2023-03-08", validTo: null };

describe("nameOn", () => {
  it("gives the name of the day a document is dated", () => {
    expect(nameOn([ministry, inamu], "2021-12-14")).toBe(inamu);
    expect(nameOn([ministry, inamu], "2023-03-07")).toBe(inamu);
    expect(nameOn([ministry, inamu], "2023-03-08")).toBe(ministry);
  });

  it("gives the first name before the first day, and the last one after the last", () => {
    expect(nameOn([{ ...inamu, validFrom: "1995-01-01" }], "1990-01-01")?.acronym).toBe("INAMU");
    expect(nameOn([{ ...inamu, validFrom: "1995-01-01" }], "2030-01-01")?.acronym).toBe("INAMU");
    expect(nameOn([], "2030-01-01")).toBeUndefined();
  });

  it("lets a name come back", () => {
    const again = { ...inamu, validFrom: "2026-06-01", validTo: null };
    expect(nameOn([again, { ...ministry, validTo: "2026-05-31" }, inamu], "2026-06-01")).toBe(again);
  });
});

describe("nominal", () => {
  const name = { es: "Ministerio de Salud", en: "Ministry of Health", fr: "Ministère de la Santé" };
  it("joins Spanish articles", () => {
    expect(nominal(name, { es: "el" }, "es")).toEqual({
      the: "el Ministerio de Salud",
      to: "al Ministerio de Salud",
      of: "del Ministerio de Salud",
    });
    expect(nominal({ es: "Defensoría" }, { es: "la" }, "es")).toEqual({
      the: "la Defensoría",
      to: "a la Defensoría",
      of: "de la Defensoría",
    });
  });

  it("joins French articles", () => {
    expect(nominal(name, { fr: "le" }, "fr").to).toBe("au Ministère de la Santé");
    expect(nominal(name, { fr: "le" }, "fr").of).toBe("du Ministère de la Santé");
    expect(nominal({ fr: "Institut" }, { fr: "l'" }, "fr")).toEqual({ the: "l’Institut", to: "à l’Institut", of: "de l’Institut" });
    expect(nominal({ fr: "Forces" }, { fr: "les" }, "fr")).toEqual({ the: "les Forces", to: "aux Forces", of: "des Forces" });
  });

  it("says “the” in English but where the record says no", () => {
    expect(nominal(name, {}, "en").of).toBe("of the Ministry of Health");
    expect(nominal({ en: "UNHCR" }, { en: "none" }, "en").the).toBe("UNHCR");
  });

  it("leaves a name bare that has no article or exists in another language only", () => {
    expect(nominal({ es: "Cruz Roja" }, {}, "es").to).toBe("a Cruz Roja");
    expect(nominal({ es: "Ministerio de Salud" }, { es: "el" }, "en").the).toBe("Ministerio de Salud");
    expect(nominal({ fr: "Amnesty" }, {}, "fr").of).toBe("d’Amnesty");
  });
});

describe("postText", () => {
  const post = { role: "director_cooperation", post: null, capacity: "holder" as const };
  it("takes the form the person chose, and both where none is stated", () => {
    expect(postText(post, "f", "es")).toBe("Directora de Cooperación");
    expect(postText(post, null, "es")).toContain("Director de Cooperación /");
    expect(postText(post, "m", "fr")).toBe("Directeur de la coopération");
  });

  it("says that a holder acts, once", () => {
    expect(postText({ ...post, capacity: "acting" }, "f", "es")).toBe("Directora de Cooperación, encargada");
    expect(postText({ role: "head_in_charge", post: null, capacity: "acting" }, "m", "es")).toBe("Jefe encargado");
  });

  it("prints a post of no list as it was typed, braces included", () => {
    expect(postText({ role: null, post: "Coordinadora {x} <b>", capacity: "acting" }, null, "en")).toBe("Coordinadora {x} <b> (acting)");
    expect(postText({ role: null, post: null, capacity: "acting" }, null, "en")).toBe("");
  });
});

describe("salutation", () => {
  const minsa = { name: { es: "Ministerio de Salud", en: "Ministry of Health" }, article: { es: "el", fr: "le" } };
  const ana: Addressee = {
    name: "Ana Ruiz de Cedeño",
    form: "f",
    sharedMailbox: false,
    role: "director_cooperation",
    post: null,
    capacity: "holder",
  };
  const all = (to: Addressee) => locales.map((locale) => salutation(to, minsa, locale));

  it("greets a minister by dignity", () => {
    expect(all({ ...ana, role: "minister" })).toEqual(["Excellency,", "Señora Ministra:", "Madame la Ministre,"]);
    expect(all({ ...ana, role: "minister", form: null })).toEqual(["Excellency,", "Reciba un cordial saludo:", "Madame, Monsieur,"]);
  });

  it("greets a known post in the person's form, with the name never split", () => {
    expect(all(ana)).toEqual(["Dear Ms Ana Ruiz de Cedeño,", "Estimada señora Directora:", "Madame la Directrice,"]);
    expect(all({ ...ana, form: "m" })).toEqual(["Dear Mr Ana Ruiz de Cedeño,", "Estimado señor Director:", "Monsieur le Directeur,"]);
  });

  it("guesses no form that is not stated", () => {
    expect(all({ ...ana, form: null })).toEqual(["Dear Ana Ruiz de Cedeño,", "Reciba un cordial saludo:", "Madame, Monsieur,"]);
  });

  it("greets a shared mailbox as the team of its institution", () => {
    expect(all({ ...ana, sharedMailbox: true })).toEqual([
      "Dear colleagues,",
      "Estimado equipo del Ministerio de Salud:",
      "Mesdames, Messieurs,",
    ]);
  });

  it("gives whoever comes on behalf of a post no title of it", () => {
    const stand = { ...ana, role: "minister", capacity: "on_behalf" as const };
    expect(all(stand)).toEqual(["Dear Ms Ana Ruiz de Cedeño,", "Estimada señora Ana Ruiz de Cedeño:", "Madame,"]);
  });

  it("greets by name where the post has no title", () => {
    expect(all({ ...ana, role: null, post: "Enlace" })).toEqual([
      "Dear Ms Ana Ruiz de Cedeño,",
      "Estimada señora Ana Ruiz de Cedeño:",
      "Madame,",
    ]);
    expect(vocative(ana, "fr")).toBe("Madame la Directrice");
  });
});

describe("reference data", () => {
  it("has a text in every language for each key", () => {
    for (const locale of locales) {
      const t = translator(locale);
      for (const { key } of referenceRoles) expect(t.maybe(`vocabulary.roles.${key}`, { form: "f" }), key).toBeTruthy();
      for (const { key } of referenceTopics) expect(t.maybe(`vocabulary.topics.${key}`), key).toBeTruthy();
      for (const key of institutionTypes) expect(t.maybe(`vocabulary.institutionTypes.${key}`), key).toBeTruthy();
    }
  });

  it("lists ten institutions, each parent before its services, of known types and topics", () => {
    expect(referenceInstitutions).toHaveLength(10);
    const topics = new Set(referenceTopics.map((topic) => topic.key));
    const before = new Set<string>();
    for (const institution of referenceInstitutions) {
      if (institution.parent) expect(before).toContain(institution.parent);
      expect(institutionTypes).toContain(institution.type);
      for (const topic of institution.topics) expect(topics).toContain(topic);
      before.add(institution.key);
    }
  });

  it("keeps 20 December only since the law of 2022, and moves a Sunday's holiday to include Monday", () => {
    const days = (year: number) => panamaHolidays(year).map((holiday) => holiday.day);
    expect(days(2021)).not.toContain("2021-12-20");
    expect(days(2022)).toContain("2022-12-20");
    expect(days(2021)).toContain("2021-11-29");
    expect(days(2026)).toContain("2026-02-17");
  });
});
