import { type Import, place, type Rule, type Source } from "./source";

/** The floors, and what each may stand on. `core` below is narrowed further for components. */
const below: Record<string, string[]> = {
  app: ["app", "components", "core", "db", "lib", "messages"],
  components: ["components", "core", "lib"],
  core: ["core", "db", "lib"],
  db: ["db", "lib"],
  lib: ["lib", "messages"],
  scripts: ["app", "core", "db", "lib", "scripts"],
};

/** The rooms, in the order of the story: each knows only those before it. */
const rooms = [
  "kernel",
  "offices",
  "institutions",
  "briefings",
  "invitations",
  "mail",
  "attendance",
  "minutes",
  "followups",
  "notes",
  "reports",
  "privacy",
];

/** Packages that belong to one floor, so that no other learns of them. */
const kept: { packages: RegExp; floors: string[] }[] = [
  { packages: /^(drizzle-orm|better-sqlite3)(\/|$)/, floors: ["core", "db"] },
  { packages: /^(next|next-auth)(\/|$)/, floors: ["app", "components"] },
  { packages: /^(react|react-dom)(\/|$)/, floors: ["app", "components", "lib"] },
  { packages: /^(@react-email\/.*|nodemailer|rate-limiter-flexible)(\/|$)/, floors: ["app", "lib"] },
  { packages: /^(zod|@conform-to\/zod)(\/|$)/, floors: ["app", "core"] },
];

const loose = new Set(["proxy.ts", "instrumentation.ts", "next.config.ts"]);

/** The floor a file stands on. */
export const floorOf = (path: string): string => (loose.has(path) ? "app" : (path.split("/")[0] ?? ""));

const product = (s: Source): boolean => floorOf(s.path) in below;

/** One line for each import the judge objects to. */
const judged =
  (objection: (s: Source, i: Import) => string | undefined): Rule =>
  (sources) =>
    sources.filter(product).flatMap((s) =>
      s.imports.flatMap((i) => {
        const why = objection(s, i);
        return why ? [`${place(s, i.at)} ${why}`] : [];
      }),
    );

/** Nothing points up: a floor imports only those it stands on. */
export const floors = judged((s, i) => {
  if (!i.local) return undefined;
  const [from, to] = [floorOf(s.path), floorOf(i.from)];
  if (below[from]?.includes(to)) return undefined;
  if (from === "components" && to === "db" && i.typeOnly) return undefined;
  return `${from} imports ${i.from}`;
});

/** What is seen knows of the core only what a page may hide or show by. */
export const components = judged((s, i) => {
  if (!s.path.startsWith("components/") || !i.from.startsWith("core/") || i.typeOnly) return undefined;
  return /\/(input|policy|rules)$/.test(i.from) ? undefined : `components imports ${i.from}`;
});

/** A room imports only rooms above it. */
export const roomOrder = judged((s, i) => {
  if (!s.path.startsWith("core/") || !i.from.startsWith("core/")) return undefined;
  const [own, other] = [rooms.indexOf(s.path.split("/")[1] ?? ""), rooms.indexOf(i.from.split("/")[1] ?? "")];
  return other > own ? `a room imports ${i.from}, which is below it` : undefined;
});

/** Packages stay on their floors; React types may be named anywhere but in the core. */
export const packages = judged((s, i) => {
  if (i.local) return undefined;
  const floor = floorOf(s.path);
  const rule = kept.find((k) => k.packages.test(i.from));
  if (!rule || rule.floors.includes(floor) || (i.typeOnly && floor !== "core") || floor === "scripts") return undefined;
  return `${floor} imports ${i.from}`;
});

/** No circles: following the imports that remain at run time never leads back. */
export const circles: Rule = (sources) => {
  const known = new Map(sources.filter(product).map((s) => [s.path.replace(/\.tsx?$/, ""), s]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (name: string, path: string[]): void => {
    if (path.includes(name)) found.push([...path.slice(path.indexOf(name)), name].join(" → "));
    if (done.has(name) || path.includes(name)) return;
    for (const i of known.get(name)?.imports ?? []) if (i.local && !i.typeOnly && known.has(i.from)) visit(i.from, [...path, name]);
    done.add(name);
  };
  for (const name of known.keys()) visit(name, []);
  return found;
};

/** A core room is one of the story, and its files carry only the names everyone knows. */
export const vocabulary: Rule = (sources) =>
  sources.flatMap((s) => {
    const [floor, room = "", ...rest] = s.path.split("/");
    if (!["app", "components", "core", "db", "lib"].includes(floor ?? "")) return [];
    const file =
      s.path
        .split("/")
        .at(-1)
        ?.replace(/\.tsx?$/, "") ?? "";
    if (/^(utils?|helpers?|index|types?|services?|common|misc)$/.test(file)) return [`${s.path} has a name that says nothing`];
    if (floor !== "core" || room === "kernel") return [];
    if (!rooms.includes(room)) return [`${s.path} is in no room of the story`];
    if (rest.length === 0 || s.path.endsWith(".tsx")) return [`${s.path} is no file of a room`];
    const dispatcher = s.path === "core/mail/dispatch.ts";
    return dispatcher || /^(input|policy|rules|queries|commands|mail)$/.test(file) ? [] : [`${s.path} is no kind of file of a room`];
  });

/** Rules and policies are pure: neither the database nor what reads and writes it. */
export const purity = judged((s, i) => {
  if (!/^core\/.*\/(rules|policy)\.ts$/.test(s.path) || i.typeOnly) return undefined;
  return /^(drizzle-orm|better-sqlite3|zod|db\/store|db\/migrate)(\/|$)/.test(i.from) ||
    /^core\/.*\/(queries|commands|mail|input)$/.test(i.from)
    ? `a pure file imports ${i.from}`
    : undefined;
});
