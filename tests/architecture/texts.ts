import { children, type Node, place, type Rule, type Source, text, walk } from "./source";

/** Properties whose value a person reads or hears. */
const read =
  /^(label|title|alt|placeholder|hint|text|heading|legend|caption|description|summary|empty|aria-(label|description|placeholder|roledescription|valuetext))$/;

/** The product's own name is the same in every language; `{name}` and `%s` are places for a text, not texts. */
const letters = (value: string): boolean => /\p{L}/u.test(value.replace(/\bEnlace\b|%s|\{\w+\}/gu, ""));

/** The fixed texts an expression can show, whichever way it goes. */
function fixed(node: Node | null | undefined): { value: string; at: number }[] {
  if (!node) return [];
  if (node.type === "Literal" || node.type === "JSXText") return [{ value: text(node.value), at: node.start }];
  if (node.type === "TemplateLiteral")
    return (node.quasis as Node[]).map((q) => ({ value: text((q.value as { cooked?: unknown }).cooked), at: q.start }));
  if (node.type === "ConditionalExpression") return [...fixed(node.consequent as Node), ...fixed(node.alternate as Node)];
  if (node.type === "LogicalExpression") return [...fixed(node.left as Node), ...fixed(node.right as Node)];
  if (node.type === "BinaryExpression" && node.operator === "+") return [...fixed(node.left as Node), ...fixed(node.right as Node)];
  if (node.type === "JSXExpressionContainer") return fixed(node.expression as Node);
  return [];
}

const keyOf = (node: Node): string => text((node.key as Node)?.name ?? (node.key as Node)?.value);
const isKeyCap = (node: Node): boolean => node.type === "JSXElement" && text(((node.openingElement as Node).name as Node).name) === "kbd";

/** The texts of one file that ought to stand in a catalogue. Key caps (`<kbd>`) print a key, not a word. */
function shown(s: Source): { value: string; at: number }[] {
  return [...walk(s.tree, isKeyCap)].flatMap((node) => {
    if (node.type === "JSXElement" || node.type === "JSXFragment")
      return (node.children as Node[]).filter((c) => c.type === "JSXText" || c.type === "JSXExpressionContainer").flatMap(fixed);
    if (node.type === "JSXAttribute" && read.test(text((node.name as Node).name))) return fixed(node.value as Node | null);
    if (node.type === "Property" && read.test(keyOf(node))) return fixed(node.value as Node);
    return [];
  });
}

/** Every text a person reads comes from `messages/`. */
export const noTexts: Rule = (sources) =>
  sources
    .filter((s) => /^(app|components)\/.*\.tsx?$/.test(s.path))
    .flatMap((s) =>
      shown(s)
        .filter((found) => letters(found.value))
        .map((found) => `${place(s, found.at)} ${JSON.stringify(found.value.trim())}`),
    );

/** A room's mails are put together from catalogue texts: two words in a row in a string are a sentence. */
export const noSentences: Rule = (sources) =>
  sources
    .filter((s) => /^core\/.*mail\.ts$/.test(s.path))
    .flatMap((s) =>
      [...walk(s.tree, (n) => n.type === "ThrowStatement" || n.type === "ImportDeclaration")]
        .filter((n) => n.type === "Literal" || n.type === "TemplateLiteral")
        .flatMap((n) => fixed(n).concat(n.type === "TemplateLiteral" ? children(n).flatMap(fixed) : []))
        .filter((found) => /\p{L}{2,}\s+\p{L}{2,}/u.test(found.value))
        .map((found) => `${place(s, found.at)} ${JSON.stringify(found.value)}`),
    );
