import type { Rule, Source } from "./source";

/** What must never travel to a browser: the database, what reads it, whole catalogues, and 90 kB of schemas. */
const forbidden =
  /^(core\/.*\/input|core\/.*\/(queries|commands|mail)|db\/.*|lib\/messages|node:.*|(zod|@conform-to\/zod|drizzle-orm|better-sqlite3|nodemailer|next-auth|server-only|rate-limiter-flexible|temporal-polyfill|use-intl|next-intl|@react-email\/[^/]+)(\/.*)?)$/;

/** A module that says "use client" takes nothing of the server along, however far one follows its imports. Server actions end the trail: the browser gets a reference. */
export const lightClient: Rule = (sources) => {
  const known = new Map(sources.map((s) => [s.path.replace(/\.tsx?$/, ""), s]));
  const follow = (s: Source, trail: string[], seen: Set<string>): string[] =>
    s.imports
      .filter((i) => !i.typeOnly)
      .flatMap((i) => {
        const way = [...trail, i.from];
        if (forbidden.test(i.from)) return [way.join(" → ")];
        const next = i.local ? known.get(i.from) : undefined;
        if (!next || next.directive === "use server" || seen.has(i.from)) return [];
        seen.add(i.from);
        return follow(next, way, seen);
      });
  return sources.filter((s) => s.directive === "use client").flatMap((s) => follow(s, [s.path], new Set()));
};
