import { describe, expect, it } from "vitest";
import { name, optionalName } from "@/core/kernel/input";
import { clean, isName } from "@/lib/text";

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
