import type { z } from "zod";

/** What people paste and attackers send, each with a letter in it where a name needs one. */
export const hostile: Record<string, string> = {
  long: "x".repeat(10_000),
  "long word of marks": `a${"\u0301".repeat(5000)}`,
  "right-to-left override": "Ana \u202egnp.exe\u202c",
  isolates: "\u2066Ana\u2069 \u200fRuiz\u200e",
  "zero width": "A\u200bn\u2060a\ufeff R\u00adu\u200ciz",
  "joined emoji": "Equipo 👩‍🔬👩🏽‍🚀 ❤️‍🔥",
  "decomposed (NFD)": "Nun\u0303ez N\u0303ato O\u0308zil",
  "C0 controls": "Ana\u0001\u0007\u001b[31m\u0008 Ruiz",
  "C1 controls": "Ana\u0085\u009b31m Ruiz",
  "null byte": "Ana\u0000Ruiz",
  "lone surrogate, high": "Ana\ud800 Ruiz",
  "lone surrogate, low": "Ana\udfff Ruiz",
  "line separators": "Ana\u2028Ruiz\u2029Vega",
  "carriage returns": "Ana\rBcc: x@y.example\r\nRuiz",
  formula: '=HYPERLINK("http://evil.example","Ana")',
  "formula, at": "@SUM(1+1)*cmd|' /C calc'!A0",
  tag: "<script>alert(1)</script>",
  attribute: '"><img src=x onerror=alert(1)>',
  placeholder: "{{link}} {name} {n, plural, one {x}} <b>Ana</b>",
  template: "${process.env} #{7*7} <%= 7 %>",
  sql: "'; drop table person; --",
  "null as a word": "null",
  undefined: "undefined",
  "object's own": "__proto__",
  constructor: "constructor",
  apostrophe: "O'Neill",
  tildes: "Nuñez Ñato",
  arabic: "نورة بنت عبد الله",
  blank: "   ",
  "blank, unseen": "\u200b\u2060\u3164",
  "early year": "0021-11-30",
  "no such day": "2026-02-30",
  "five digits": "99999",
  "year of five": "12026-01-01",
  exponent: "1e9",
  "minus nothing": "-0",
  NaN: "NaN",
  Infinity: "Infinity",
  fraction: "1.5",
  hexadecimal: "0x10",
  path: "../../etc/passwd",
  scheme: "javascript:alert(1)",
  "id, malformed": "ins_1",
  "id, upper case": "INS_0000000000000000000000000",
  "id, with a break": "ins_0000000000000000000000000\n",
};

type Def = { type: string; [key: string]: unknown };
const defOf = (schema: unknown): Def => (schema as { _zod: { def: Def } })._zod.def;

/** A field by the name it is posted under; `type` is what its rule begins with. */
export type Leaf = { path: string; schema: z.ZodType; type: string };

const wrappers = ["optional", "default", "prefault", "catch", "nullable", "readonly"];

/** What a rule is about, below what may be left out and what is made of it. */
function core(schema: unknown): unknown {
  const def = defOf(schema);
  if (wrappers.includes(def.type)) return core(def.innerType);
  if (def.type === "pipe") return core(defOf(def.in).type === "transform" ? def.out : def.in);
  return schema;
}

/** Every field of a form that a schema takes. */
export function leaves(schema: unknown, path = ""): Leaf[] {
  const def = defOf(core(schema));
  if (def.type === "array") return leaves(def.element, `${path}[0]`);
  if (def.type === "record") return leaves(def.valueType, `${path}.ins_${"0".repeat(25)}`);
  if (def.type === "object")
    return Object.entries(def.shape as Record<string, unknown>).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
  return [{ path, schema: schema as z.ZodType, type: def.type }];
}

/** The values a fixed set allows. */
export function optionsOf(schema: unknown): string[] {
  const def = defOf(schema);
  if (def.type === "enum") return Object.values(def.entries as Record<string, string>);
  if (def.type === "literal") return def.values as string[];
  if (def.type === "union") return (def.options as unknown[]).flatMap(optionsOf);
  if (def.type === "pipe") return [...optionsOf(def.in), ...optionsOf(def.out)];
  if (["optional", "default", "catch"].includes(def.type)) return optionsOf(def.innerType);
  return [];
}

/** Controls but the line break, halves of letters, what turns the direction, what has no width; a joiner beside a Latin letter. */
const unseen =
  /[^\P{Cc}\n]|\p{Cs}|[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]|\p{sc=Latn}[\u200c\u200d]|[\u200c\u200d]\p{sc=Latn}/u;

/** The texts within a value, keys included, that hold what no stored text may hold. */
export function unclean(value: unknown): string[] {
  if (typeof value === "string") return value === value.normalize("NFC") && !unseen.test(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(unclean);
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => [...unclean(key), ...unclean(inner)]);
  return [];
}
