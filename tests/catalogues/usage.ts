import { type Node, place, type Source, text, walk } from "../architecture/source";

import { type Catalogue, partsOf } from "./entries";

/** What the code may say: whole keys, and patterns where a part of the key comes from data. */
export type Said = { texts: Set<string>; patterns: RegExp[] };

const escaped = (piece: string): string => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** "guest.answers.${value}" as a pattern; only where the namespace and one more name are fixed, so that it stays a statement. */
function pattern(pieces: string[], namespaces: Set<string>): RegExp | undefined {
  const [head = ""] = pieces;
  return namespaces.has(head.split(".")[0] ?? "") && head.includes(".") ? new RegExp(`^${pieces.map(escaped).join(".+")}$`) : undefined;
}

const cooked = (quasi: Node): string => text((quasi.value as { cooked?: unknown }).cooked);

/** `catalogues[locale].common.done` or, of an imported namespace, `en.broken`: everything below is handed on. */
function handedOn(node: Node, imported: Map<string, string>): string | undefined {
  const names: string[] = [];
  let at: Node = node;
  while (at.type === "MemberExpression" && !at.computed) {
    names.unshift(text((at.property as Node).name));
    at = at.object as Node;
  }
  const base = at.type === "MemberExpression" ? text((at.object as Node).name) : text(at.name);
  const from = base === "catalogues" ? "" : imported.get(base);
  return from === undefined || names.length === 0 ? undefined : [from, ...names].filter(Boolean).join(".");
}

/** Which local names stand for which namespace file. */
function namespaceImports(s: Source): Map<string, string> {
  const body = s.tree.body as Node[];
  return new Map(
    body
      .filter((n) => n.type === "ImportDeclaration")
      .flatMap((n) => {
        const namespace = /messages\/\w+\/(\w+)\.json$/.exec(text((n.source as Node).value))?.[1];
        return namespace ? (n.specifiers as Node[]).map((sp): [string, string] => [text((sp.local as Node).name), namespace]) : [];
      }),
  );
}

/** Collects everything in the sources that can be, or become, a key. */
export function said(sources: Source[], namespaces: Set<string>): Said {
  const found: Said = { texts: new Set(), patterns: [] };
  const add = (made: RegExp | undefined): void => {
    if (made) found.patterns.push(made);
  };
  for (const s of sources) {
    const imported = namespaceImports(s);
    for (const node of walk(s.tree)) {
      if (node.type === "Literal") found.texts.add(text(node.value));
      if (node.type === "Property") found.texts.add(text((node.key as Node).name));
      if (node.type === "TemplateLiteral") {
        const pieces = (node.quasis as Node[]).map(cooked);
        if (pieces.length === 1) found.texts.add(pieces[0] ?? "");
        else {
          add(pattern(pieces, namespaces));
          for (const piece of pieces) found.texts.add(piece);
        }
      }
      if (node.type === "BinaryExpression" && node.operator === "+" && (node.left as Node).type === "Literal")
        add(pattern([text((node.left as Node).value), ""], namespaces));
      const whole = node.type === "MemberExpression" ? handedOn(node, imported) : undefined;
      if (whole) add(new RegExp(`^${escaped(whole)}(\\..+)?$`));
    }
  }
  return found;
}

/** Families whose door makes the key from a code; here the code itself must be said by somebody. */
const families: [prefix: string, use: (rest: string, s: Said) => boolean][] = [
  ["refusals.", (code, s) => s.texts.has(code)],
  ["audit.", (action, s) => s.texts.has(action)],
  ["common.errors.", (code, s) => s.texts.has(code)],
  ["common.done.", (key, s) => s.texts.has(key) || [...s.texts].some((t) => t.includes(`done=${key}`))],
];

/** Keys nobody can ever ask for. */
export function unused(keys: Iterable<string>, s: Said): string[] {
  return [...keys].filter((key) => {
    if (s.texts.has(key)) return false;
    const family = families.find(([prefix]) => key.startsWith(prefix));
    return family ? !family[1](key.slice(family[0].length), s) : !s.patterns.some((p) => p.test(key));
  });
}

/** The names an object literal gives; `undefined` where they cannot be told from the source. */
function given(argument: Node | undefined): Set<string> | undefined {
  if (!argument) return new Set();
  if (argument.type !== "ObjectExpression") return undefined;
  const properties = argument.properties as Node[];
  if (properties.some((p) => p.type !== "Property" || p.computed)) return undefined;
  return new Set(properties.map((p) => text((p.key as Node).name ?? (p.key as Node).value)));
}

/** Calls of the translator that leave out a value some language prints. */
export function unfed(sources: Source[], languages: Catalogue[]): string[] {
  return sources.flatMap((s) =>
    [...walk(s.tree)].flatMap((node) => {
      if (node.type !== "CallExpression") return [];
      const callee = node.callee as Node;
      const name = text(callee.name) || text((callee.property as Node | undefined)?.name);
      const [key, values] = node.arguments as Node[];
      const names = given(values);
      if (!/^(t|rich|maybe)$/.test(name) || key?.type !== "Literal" || !names) return [];
      const needs = languages.flatMap((c) => {
        const parts = partsOf(c.get(text(key.value)) ?? "");
        return [...parts.needs, ...parts.selects].map((need) => need.replace(/[<>]/g, ""));
      });
      const lacking = [...new Set(needs)].filter((need) => !names.has(need));
      return lacking.length > 0 ? [`${place(s, node.start)} ${key.value} is not given ${lacking.join(", ")}`] : [];
    }),
  );
}
