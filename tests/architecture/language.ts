import { type Node, place, type Rule, type Source, text, walk } from "./source";

const dispatcher = "core/mail/dispatch.ts";
const inCore = (s: Source): boolean => s.path.startsWith("core/");

/** One line for each node the judge objects to, in the sources it is about. */
const nodes =
  (about: (s: Source) => boolean, objection: (node: Node) => string | undefined): Rule =>
  (sources) =>
    sources.filter(about).flatMap((s) =>
      [...walk(s.tree)].flatMap((node) => {
        const why = objection(node);
        return why ? [`${place(s, node.start)} ${why}`] : [];
      }),
    );

const nameOf = (node: unknown): string => text((node as Node | undefined)?.name);

/** `any` ends what the compiler knows. */
export const noAny = nodes(
  () => true,
  (node) => (node.type === "TSAnyKeyword" ? "any" : undefined),
);

/** Nor may it be had by silencing the compiler or the linter. */
export const noSilence: Rule = (sources) =>
  sources.flatMap((s) =>
    [
      ...s.text.matchAll(
        /^[\t ]*(?:\/\/|\/\*|\{\/\*).*(@ts-(?:ignore|nocheck|expect-error)|biome-ignore(?:-all|-start)? lint\/suspicious\/noExplicitAny)/gm,
      ),
    ].map((m) => `${place(s, m.index)} ${m[1]}`),
  );

/** The core never waits: no await between counting the seats and taking one. */
export const synchronous = nodes(
  (s) => inCore(s) && s.path !== dispatcher,
  (node) => {
    if (node.type === "AwaitExpression" || node.await === true) return "await";
    if (node.async === true) return "async";
    if (node.type === "Identifier" && node.name === "Promise") return "Promise";
    return undefined;
  },
);

/** The core has no clock: time comes with the actor. `new Date(value)` too, as it reads the machine's zone. */
export const noClock = nodes(inCore, (node) => {
  const callee = node.callee as Node | undefined;
  if (node.type === "NewExpression" && nameOf(callee) === "Date") return "new Date()";
  if (node.type !== "CallExpression") return undefined;
  if (nameOf(callee) === "Date") return "Date()";
  if (callee?.type !== "MemberExpression") return undefined;
  const call = `${nameOf(callee.object)}.${nameOf(callee.property)}`;
  return call === "Date.now" || nameOf((callee.object as Node).property) === "Now" ? call : undefined;
});

/** Styles live in classes: the content security policy blocks the attribute. */
export const noStyle = nodes(
  (s) => /^(app|components)\//.test(s.path),
  (node) => (node.type === "JSXAttribute" && nameOf(node.name) === "style" ? "style" : undefined),
);

/** Test files share what they have loaded (vitest.config.ts); one that replaces a module needs a world of its own. */
export const sharedModules = nodes(
  (s) => /\.test\.tsx?$/.test(s.path) && !/(\.alone\.test\.tsx?$)|^tests\/processes\//.test(s.path),
  (node) => {
    const callee = node.callee as Node | undefined;
    if (node.type !== "CallExpression" || nameOf(callee?.object) !== "vi") return undefined;
    return /^(doMock|mock|resetModules)$/.test(nameOf(callee?.property)) ? `vi.${nameOf(callee?.property)}` : undefined;
  },
);
