import { describe, expect, it } from "vitest";
import { name, optionalName } from "@/core/kernel/input";
import { clean, fold, isName, marked } from "@/lib/text";

const ZWSP = "\u200b";
const ZWNJ = "\u200c";
const ZWJ = "\u200d";

describe("typed text", () => {
  it.each([
    [`A${ZWSP}na`, "Ana"],
    [`Ana${ZWJ} Ru${ZWNJ}iz`, "Ana Ruiz"],
    ["Ana\u0000\u202e\u0007\u2066\u00ad Ruiz\ufeff", "Ana Ruiz"],
    ["a\tb\r\nc", "a b\nc"],
    ["Jose\u0301", "José"],
    [`${ZWSP}${ZWJ}\u2060\u0085`, ""],
  ])("loses in %j what cannot be seen", (text, kept) => {
    expect(clean(text)).toBe(kept);
  });

  it.each([`خانه${ZWNJ}ها`, `क्${ZWJ}ष`, `👩${ZWJ}🔬`, `👩🏽${ZWJ}🔬`, `❤\ufe0f${ZWJ}🔥`, "Ñandú O’Higgins", "« Élan\u00a0»"])(
    "keeps in %j what says something",
    (text) => {
      expect(clean(text)).toBe(text.normalize("NFC"));
    },
  );
});

describe("a name", () => {
  it.each(["Ana", "نورة", "李", "3M", "Ó"])("is %j", (text) => {
    expect([isName(text), name().parse(text)]).toEqual([true, text]);
  });

  it.each(["---", "“ ”", "👩", "\u3164", "\u0301"])("is not %j: it has no letter and no digit", (text) => {
    expect(name().safeParse(text).error?.issues[0]?.message).toBe("name");
    expect(optionalName().safeParse(text).error?.issues[0]?.message).toBe("name");
  });

  it.each([ZWSP, `${ZWJ}${ZWNJ}`, "\u0007\u202e", "\u2060 \u00ad"])("is missing where there is only %j", (text) => {
    expect(name().safeParse(text).error?.issues[0]?.message).toBe("required");
    expect(optionalName().parse(text)).toBeUndefined();
  });
});

describe("what a search was for", () => {
  const shown = (text: string, ...words: string[]) =>
    marked(text, words)
      .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
      .join("");

  it.each([
    ["Ministerio de Niñez", ["ninez"], "Ministerio de [Niñez]"],
    ["Nin\u0303ez", ["nin"], "[Nin\u0303]ez"],
    ["Œuvres sociales", ["oeuv", "soc"], "[Œuv]res [soc]iales"],
    ["Straße", ["ss"], "Straße"],
    ["👩‍🔬 Ana Ruiz", ["ana"], "👩‍🔬 [Ana] Ruiz"],
    ["de la Dehesa", ["de"], "[de] la [De]hesa"],
    ["MINSA", ["minsa", "sa"], "[MINSA]"],
    ["", ["a"], ""],
    ["Ana", [], "Ana"],
  ])("is marked in %j", (text, words, expected) => {
    expect(shown(text, ...words)).toBe(expected);
  });

  it("is folded without anything that cannot be seen", () => {
    expect(fold("Mi\u0000n\u202eisterio\u200b\ud800 de\u0007la")).toBe("mi nisterio de la");
  });
});
