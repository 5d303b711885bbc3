import { describe, expect, it } from "vitest";
import { fieldErrors, labelsOf, refusalError } from "@/app/form-errors";
import { refuse } from "@/core/kernel/outcome";
import { translator } from "@/lib/i18n";

/** A form as it is posted: each field's label beside its value. */
function posted(labels: Record<string, string>): ReadonlyMap<string, string> {
  const data = new FormData();
  for (const [field, label] of Object.entries(labels)) {
    data.append(field, "");
    data.append(`_label.${field}`, label);
  }
  return labelsOf(data);
}

describe("what is wrong with a form", () => {
  it.each([
    ["en", "Title", "Title: fill this in."],
    ["es", "Título", "Título: complete este dato."],
    ["fr", "Titre", "Titre\u00a0: veuillez remplir ce champ."],
  ] as const)("names the field in %s and leaves the sentence at the field as it is", (locale, label, named) => {
    const t = translator(locale);
    expect(fieldErrors({ title: ["required"] }, posted({ title: label }), t)).toEqual([
      { field: "title", text: t("common.errors.required"), named },
    ]);
  });

  it("follows the order of the form", () => {
    const errors = fieldErrors({ day: ["day"], title: ["required"] }, posted({ title: "Title", day: "Date" }), translator("en"));
    expect(errors.map(({ field }) => field)).toEqual(["title", "day"]);
  });

  it.each([
    ["en", "New York", "America/New_York"],
    ["es", "Ciudad de México", "America/Mexico_City"],
    ["fr", "Mexico", "America/Mexico_City"],
  ] as const)("calls a zone by its place in %s", (locale, place, zone) => {
    const refused = refuse("hour_skipped", { field: "starts", params: { hour: "02:30", zone } });
    const { text } = refusalError(refused, posted({ starts: "From" }), translator(locale));
    expect(text).toContain(place);
    expect(text).not.toContain(zone);
  });

  it("keeps the value behind the colon of a code", () => {
    const [error] = fieldErrors({ note: ["tooLong:300"] }, posted({ note: "Note" }), translator("en"));
    expect(error?.named).toBe("Note: use at most 300 characters.");
  });

  it("leads to the first field of a thing written in several languages", () => {
    const labels = posted({ "title.es": "Título en español", "title.fr": "Título en francés" });
    expect(fieldErrors({ title: ["oneLanguage"] }, labels, translator("es"))).toEqual([
      {
        field: "title.es",
        text: "Complete este dato al menos en un idioma.",
        named: "Título en español: complete este dato al menos en un idioma.",
      },
    ]);
  });

  it("calls a form unreadable when no field of it can mend it", () => {
    const t = translator("en");
    expect(fieldErrors({ briefingId: ["required"] }, posted({ title: "Title" }), t)).toEqual([{ text: t("common.errors.invalid") }]);
  });

  it("names the field of a refusal, whose sentence keeps its capital", () => {
    const refused = refuse("person_exists", { field: "email", params: { name: "Ana Ruiz" } });
    const error = refusalError(refused, posted({ email: "E-mail" }), translator("en"));
    expect(error).toMatchObject({ field: "email", named: expect.stringMatching(/^E-mail: Ana Ruiz is already/) });
  });

  it("has no link for a refusal about a field that is not there", () => {
    expect(refusalError(refuse("stale", { field: "version" }), posted({ title: "Title" }), translator("en"))).toEqual({
      text: expect.any(String),
    });
  });
});
