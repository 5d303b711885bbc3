import { describe, expect, it } from "vitest";
import { messageStates } from "@/db/schema";
import { briefingStates, donorVisibilities } from "@/db/schema/briefings";
import { followUpStates } from "@/db/schema/followups";
import { capacities } from "@/db/schema/institutions";
import { delegateRoles } from "@/db/schema/invitations";
import { roles } from "@/db/schema/offices";
import { locales } from "@/lib/locales";
import { readTree, source } from "./architecture/source";
import { type Catalogue, readCatalogue } from "./catalogues/entries";
import { differing, malformed, missing, unsightly } from "./catalogues/judge";
import { said, unfed, unused } from "./catalogues/usage";

const languages = Object.fromEntries(locales.map((l) => [l, readCatalogue(`messages/${l}`)]));
const english = languages.en ?? new Map();
const of = (texts: Record<string, string>): Catalogue => new Map(Object.entries(texts));

describe("the catalogues", () => {
  it("have the same keys in every language", () => expect(missing(languages)).toEqual([]));
  it("ask for the same values in every language", () => expect(differing(languages)).toEqual([]));
  it.each(locales)("hold in %s only texts that can be shown", (l) => expect(malformed(languages[l] ?? new Map())).toEqual([]));
  it.each(locales)("are set in %s as a reader expects", (l) => expect(unsightly(l, languages[l] ?? new Map())).toEqual([]));

  const sources = readTree(process.cwd()).filter((s) => !s.path.startsWith("tests/") && s.path !== "lib/messages.ts");

  it("are given every value that a language prints", () => expect(unfed(sources, Object.values(languages))).toEqual([]));

  it("hold no text that nobody shows", () => {
    const namespaces = new Set([...english.keys()].map((key) => key.split(".")[0] ?? ""));
    expect(unused(english.keys(), said(sources, namespaces))).toEqual([]);
  });

  it.each([
    ["briefingStates", briefingStates],
    ["donorVisibility", donorVisibilities],
    ["followUpStates", followUpStates],
    ["capacities", capacities],
    ["delegateRoles", delegateRoles],
    ["messageStates", messageStates],
    ["userRoles", roles],
  ])("have a word for each of the %s", (name, values) => {
    expect(values.filter((value) => !english.has(`vocabulary.${name}.${value}`))).toEqual([]);
  });
});

describe("the judge of catalogues", () => {
  it("sees a key that one language lacks", () => expect(missing({ en: of({ "a.b": "x" }), es: of({}) })).toEqual(["es lacks a.b"]));

  it("sees a value that one language forgets", () =>
    expect(differing({ en: of({ k: "Reply by {day}" }), es: of({ k: "Responder" }) })).toHaveLength(1));

  it("sees a value of another name, in a plural too", () =>
    expect(
      differing({ en: of({ k: "{n, plural, one {# day} other {# days}}" }), fr: of({ k: "{m, plural, one {# jour} other {# jours}}" }) }),
    ).toHaveLength(1));

  it("sees a lost element", () => expect(differing({ en: of({ k: "<b>a</b>" }), fr: of({ k: "a" }) })).toHaveLength(1));

  it("lets a language inflect where another does not", () =>
    expect(differing({ en: of({ k: "Director" }), es: of({ k: "{form, select, f {Directora} other {Director}}" }) })).toEqual([]));

  it.each(["", " padded", "{open", "{n, plural, one {# day}}", "{n, plural, other {# days}}"])("refuses %j", (text) =>
    expect(malformed(of({ k: text }))).toHaveLength(1),
  );

  it.each([
    ["fr", "l'institut"],
    ["fr", "Quand ?"],
    ["fr", "Quand?"],
    ["fr", "« mot\u00a0»"],
    ["fr", "fin de accès"],
    ["fr", "l’envoi de {n, plural, one {un message} other {# messages}}"],
    ["es", "Cuándo?"],
    ["es", "« palabra »"],
    ["en", 'the "word"'],
    ["en", "Wait..."],
  ])("stumbles in %s over %j", (l, text) => expect(unsightly(l, of({ k: text }))).not.toEqual([]));

  it.each([
    ["fr", "Quand\u00a0? «\u00a0mot\u00a0», l’institut, 9:00"],
    ["es", "¿Cuándo? «palabra»"],
    ["en", "the institution’s “word”…"],
  ])("reads %s smoothly in %j", (l, text) => expect(unsightly(l, of({ k: text }))).toEqual([]));

  it("lets a language choose the case of a name", () =>
    expect(differing({ en: of({ k: "{the} comes" }), fr: of({ k: "réponse {of}" }) })).toEqual([]));

  it.each(['t("k")', 't("k", { day })', 't.rich("k", { n })'])("sees that %s leaves out a value", (code) =>
    expect(unfed([source("app/a.tsx", code)], [of({ k: "{day}" }), of({ k: "{n, plural, one {#} other {#}}" })])).toHaveLength(1),
  );

  const uses = (code: string) => said([source("app/a.tsx", code)], new Set(["a", "refusals", "audit", "common"]));

  it("finds a text nobody asks for", () => expect(unused(["a.b.c", "a.b.d"], uses('t("a.b.c")'))).toEqual(["a.b.d"]));
  it("follows a key made from data", () => expect(unused(["a.b.c", "a.d"], uses("t(`a.b.${x}`)"))).toEqual(["a.d"]));
  it("does not take a whole namespace as said", () => expect(unused(["a.b"], uses("t(`a${x}`)"))).toEqual(["a.b"]));
  it("wants each refusal refused, each act recorded and each notice given", () =>
    expect(
      unused(
        ["refusals.full", "refusals.gone", "audit.user.added", "audit.user.lost", "common.done.saved", "common.done.lost"],
        uses('refuse("full"); record(tx, actor, "user.added"); go("/x?done=saved")'),
      ),
    ).toEqual(["refusals.gone", "audit.user.lost", "common.done.lost"]));
});
