import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vitest/node";

/** A node of the syntax tree, as far as these rules look into it. */
export type Node = { type: string; start: number; [field: string]: unknown };

export type Import = { from: string; local: boolean; typeOnly: boolean; at: number };

export type Source = { path: string; text: string; tree: Node; imports: Import[]; directive?: string };

/** A rule: the whole tree in, a line for each place that breaks it out. */
export type Rule = (sources: Source[]) => string[];

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** The nodes right below a node. */
export function children(node: Node): Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
}

/** Every node of a tree, parents first. `skip` leaves out a node and what is below it. */
export function* walk(node: Node, skip: (node: Node) => boolean = () => false): Generator<Node> {
  if (skip(node)) return;
  yield node;
  for (const child of children(node)) yield* walk(child, skip);
}

/** "core/x/rules.ts:12", as a person can open it. */
export const place = (source: Source, at: number): string => `${source.path}:${source.text.slice(0, at).split("\n").length}`;

/** A name or a text of the syntax tree as a string; empty for anything else. */
export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Where an import leads: a path of this tree without its ending, or the name of a package. */
function target(from: string, path: string): { from: string; local: boolean } {
  if (from.startsWith("@/")) return { from: from.slice(2), local: true };
  if (from.startsWith(".")) return { from: join(path, "..", from), local: true };
  return { from, local: false };
}

const allTypes = (specifiers: unknown, field: string): boolean =>
  Array.isArray(specifiers) && specifiers.length > 0 && specifiers.every((s) => s[field] === "type");

function importsOf(path: string, tree: Node): Import[] {
  return [...walk(tree)].flatMap((node): Import[] => {
    const source = node.source as { value?: unknown } | undefined;
    if (typeof source?.value !== "string") return [];
    const where = target(source.value, path);
    const typeOnly =
      node.type === "TSImportType" ||
      node.importKind === "type" ||
      node.exportKind === "type" ||
      allTypes(node.specifiers, node.type === "ImportDeclaration" ? "importKind" : "exportKind");
    return [{ ...where, typeOnly, at: node.start }];
  });
}

/** Reads one file's text as the rules see it. */
export function source(path: string, code: string): Source {
  const tree = parseAst(code, { lang: path.endsWith("x") ? "tsx" : "ts" }) as unknown as Node;
  const first = (tree.body as Node[])[0];
  return { path, text: code, tree, imports: importsOf(path, tree), directive: text(first?.directive) || undefined };
}

const places = ["app", "components", "core", "db", "lib", "scripts", "tests"];
const loose = ["proxy.ts", "instrumentation.ts", "next.config.ts"];

/** Every file of the house. */
export function readTree(root: string): Source[] {
  const listed = places.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${String(name).replaceAll("\\", "/")}`);
    } catch {
      return [];
    }
  });
  const top = readdirSync(root).filter((name) => loose.includes(name));
  return [...listed, ...top]
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .sort()
    .map((path) => source(path, readFileSync(join(root, path), "utf8")));
}
