import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ourWords } from "@/core/offices/wording/queries";
import { checkWords, typeset, wordingKinds } from "@/core/offices/wording/rules";
import { locales } from "@/lib/locales";
import { fillLine, fillWords } from "@/lib/mail/words";

const body = (text: string, values: Parameters<typeof fillWords>[1] = {}) => {
  const { greeting, blocks } = fillWords({ subject: "x", body: text }, values, "en");
  return [greeting, ...blocks.map((b) => (b.kind === "text" ? b.text : b))];
};

describe("the words of a message", () => {
  it("greet with their first paragraph, and keep the lines of the others", () => {
    expect(body("Dear {{name}},\n\nFirst\nline.\n\n\nLast.", { name: "Ana" })).toEqual(["Dear Ana,", "First\nline.", "Last."]);
  });

  it("put blocks where their placeholder stands alone on a line, and nothing where there are none", () => {
    const button = { kind: "button", label: "Go", href: "https://x.example" } as const;
    expect(body("Hello\n\nSee:\n{{ page }}\nand\n\n{{none}}\n\nBye", { page: [button], none: [] })).toEqual([
      "Hello",
      "See:",
      button,
      "and",
      "Bye",
    ]);
  });

  it("show a sentence in double brackets only where everything in it has a value", () => {
    const text = "x\n\nWe wrote[[ on {{day}}]].[[ Call {{phone}}.]]";
    expect(body(text, { day: "Monday", phone: "" })).toEqual(["x", "We wrote on Monday."]);
    expect(body(text, {})).toEqual(["x", "We wrote."]);
    expect(body("x\n\nBefore\n[[Your agreements:\n{{list}}]]\nafter", { list: [] })).toEqual(["x", "Before\nafter"]);
    const list = { kind: "list", items: ["one"] } as const;
    expect(body("x\n\n[[Your agreements:\n{{list}}]]", { list: [list] as never })).toEqual(["x", "Your agreements:", list]);
  });

  it("never take apart what was put in", () => {
    expect(body("Dear {{name}},", { name: "{{link}} [[x]]\n\n{{page}} $& <b>", link: "SECRET" })).toEqual([
      "Dear {{link}} [[x]] {{page}} $& <b>,",
    ]);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        expect(fillLine("a{{x}}b", { x: name, page: "P" }, "en")).toBe(
          `a${name.replace(/[^\S\u00a0\u202f]+/g, " ").replace(/ {2,}/g, " ")}b`,
        );
      }),
    );
  });

  it("keep no-break spaces", () => expect(fillLine("Objet\u00a0: {{x}}", { x: "a\u00a0b" }, "fr")).toBe("Objet\u00a0: a\u00a0b"));
});

const good = { subject: "Invitation: {{event.title}}", body: "{{salutation}}\n\n{{answers}}" };

describe("the check of words", () => {
  it("finds nothing wrong with ours, in any language", () => {
    for (const kind of wordingKinds) for (const language of locales) expect(checkWords(kind, ourWords(kind, language))).toEqual([]);
  });

  it("names an unknown placeholder and the one that was perhaps meant", () => {
    expect(checkWords("invitation", { ...good, body: `${good.body}\n\n{{institution.teh}} {{zzz}}` })).toEqual([
      { kind: "unknown", field: "body", name: "institution.teh", near: "institution.the" },
      { kind: "unknown", field: "body", name: "zzz" },
    ]);
    expect(checkWords("invitation", { ...good, subject: "{{names.missing}}" })).toMatchObject([{ kind: "unknown", field: "subject" }]);
  });

  it("misses the answer buttons, and the link of a message that needs one", () => {
    expect(checkWords("invitation", { ...good, body: "{{salutation}}" })).toEqual([{ kind: "missing", field: "body", name: "answers" }]);
    expect(checkWords("names_request", { subject: "x", body: "x" })).toEqual([{ kind: "missing", field: "body", name: "page" }]);
    expect(checkWords("cancelled", { subject: "x", body: "x" })).toEqual([]);
  });

  it.each([
    "https://enlace.example/r/TmEiRiN0XkDpHYMWZUOjtkHp1aIk4iCB?a=yes",
    "http://localhost:3000/calendar/TmEiRiN0XkDpHYMWZUOjtkHp1aIk4iCB.ics",
    "https://enlace.example/l/inv_1m5w8qwp03d9q1a5dxdyxy9y1.kq3v",
    "Use TmEiRiN0XkDpHYMWZUOjtkHp1aIk4iCB to answer",
  ])("sees a pasted secret in %s", (text) => {
    expect(checkWords("invitation", { ...good, body: `${good.body}\n\n${text}` })).toEqual([{ kind: "secret", field: "body" }]);
  });

  it("lets other addresses be", () => {
    const text = "https://www.example.org/documents/annual-report-of-the-year-2021-for-all https://x.example/r/readme";
    expect(checkWords("invitation", { ...good, body: `${good.body}\n\n${text}` })).toEqual([]);
  });

  it.each(["Dear {{salutation", "Dear [[x", "x ]] y", "{{ {{salutation}} }}"])("sees a mark that belongs to nothing in %j", (text) => {
    expect(checkWords("invitation", { ...good, body: `${good.body}\n\n${text}` }).every((p) => p.kind === "stray")).toBe(true);
    expect(checkWords("invitation", { ...good, body: `${good.body}\n\n${text}` })).not.toEqual([]);
  });

  it("wants a block alone on its line, and in no subject", () => {
    expect(checkWords("invitation", { ...good, body: `${good.body}\n\nSee {{facts}} here` })).toEqual([
      { kind: "alone", field: "body", name: "facts" },
    ]);
    expect(checkWords("invitation", { ...good, subject: "{{title}}" })).toEqual([{ kind: "alone", field: "subject", name: "title" }]);
    expect(checkWords("invitation", { ...good, body: `${good.body}\n\n[[{{purpose}}]]` })).toEqual([]);
  });

  it("sets French spaces that a keyboard does not give", () => {
    expect(typeset("Objet : « mot » ; oui ?", "fr")).toBe("Objet\u00a0: «\u00a0mot\u00a0»\u00a0; oui\u00a0?");
    expect(typeset("Objet : x", "es")).toBe("Objet : x");
  });
});
