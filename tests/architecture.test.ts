import { describe, expect, it } from "vitest";
import { circles, components, floors, packages, purity, roomOrder, vocabulary } from "./architecture/arrows";
import { lightClient } from "./architecture/browser";
import { noAny, noClock, noSilence, noStyle, sharedModules, synchronous } from "./architecture/language";
import { type Rule, readTree, source } from "./architecture/source";
import { noSentences, noTexts } from "./architecture/texts";

const house = readTree(process.cwd());

/** Each rule, a file or two that break it, and the same kept: a rule that cannot fail proves nothing. */
const rules: { title: string; rule: Rule; broken: Record<string, string>[]; kept: Record<string, string>[] }[] = [
  {
    title: "no floor imports what stands above it",
    rule: floors,
    broken: [
      { "lib/a.ts": 'import { x } from "@/core/offices/rules";' },
      { "db/a.ts": 'import type { X } from "../core/offices/rules";' },
      { "core/offices/rules.ts": 'export { x } from "@/app/context";' },
      { "components/a.tsx": 'const a = import("@/app/session");' },
      { "components/b.tsx": 'import { offices } from "@/db/schema";' },
      { "app/a.ts": 'import { x } from "@/tests/factories";' },
    ],
    kept: [{ "app/a.ts": 'import { x } from "@/core/offices/rules"; import "./b"; import y from "react";' }],
  },
  {
    title: "components know of the core only input, policy, rules and types",
    rule: components,
    broken: [{ "components/a.tsx": 'import { listStaff } from "@/core/offices/queries";' }],
    kept: [{ "components/a.tsx": 'import { canX } from "@/core/offices/policy"; import type { Row } from "@/core/offices/queries";' }],
  },
  {
    title: "a room imports only rooms above it",
    rule: roomOrder,
    broken: [
      { "core/offices/rules.ts": 'import { x } from "../briefings/rules";' },
      { "core/mail/queries.ts": 'import type { X } from "@/core/followups/rules";' },
    ],
    kept: [{ "core/briefings/agenda/rules.ts": 'import { x } from "../../offices/rules"; import { y } from "../rules";' }],
  },
  {
    title: "packages stay on their floors",
    rule: packages,
    broken: [
      { "core/offices/rules.ts": 'import type { ReactNode } from "react";' },
      { "core/offices/queries.ts": 'import { cookies } from "next/headers";' },
      { "app/a.ts": 'import { eq } from "drizzle-orm";' },
      { "components/a.tsx": 'import { z } from "zod";' },
    ],
    kept: [{ "core/offices/queries.ts": 'import { eq } from "drizzle-orm";', "lib/a.ts": 'import type { ReactNode } from "react";' }],
  },
  {
    title: "imports form no circle",
    rule: circles,
    broken: [{ "lib/a.ts": 'import { b } from "./b";', "lib/b.ts": 'import { c } from "./c";', "lib/c.ts": 'export * from "./a";' }],
    kept: [{ "lib/a.ts": 'import { b } from "./b";', "lib/b.ts": 'import type { A } from "./a";' }],
  },
  {
    title: "a room holds only the kinds of file everyone knows",
    rule: vocabulary,
    broken: [
      { "core/offices/service.ts": "" },
      { "core/kitchen/rules.ts": "" },
      { "core/offices/dispatch.ts": "" },
      { "lib/utils.ts": "" },
      { "core/rules.ts": "" },
    ],
    kept: [
      { "core/invitations/links/rules.ts": "", "core/mail/dispatch.ts": "", "core/kernel/anything.ts": "", "components/ui/a.tsx": "" },
    ],
  },
  {
    title: "rules and policies are pure",
    rule: purity,
    broken: [
      { "core/offices/rules.ts": 'import { eq } from "drizzle-orm";' },
      { "core/offices/policy.ts": 'import { findX } from "./queries";' },
    ],
    kept: [{ "core/offices/policy.ts": 'import type { Store } from "@/db/store"; import { x } from "./rules";' }],
  },
  {
    title: "nothing is any",
    rule: noAny,
    broken: [{ "app/a.ts": "const a = b as any;" }, { "tests/a.ts": "type A = Record<string, any>;" }],
    kept: [{ "app/a.ts": "const any: unknown = 1;" }],
  },
  {
    title: "nobody silences the compiler",
    rule: noSilence,
    broken: [{ "app/a.ts": "// @ts-expect-error\nf();" }, { "app/b.ts": "// biome-ignore lint/suspicious/noExplicitAny: x\n" }],
    kept: [{ "app/a.ts": 'const a = "@ts-ignore";' }],
  },
  {
    title: "the core never waits, but for the dispatcher",
    rule: synchronous,
    broken: [
      { "core/offices/queries.ts": "export const f = async () => 1;" },
      { "core/offices/queries.ts": "export function f(): Promise<void> { return g(); }" },
      { "core/offices/queries.ts": "const a = await b;" },
    ],
    kept: [{ "core/mail/dispatch.ts": "export async function dispatchDue(): Promise<void> { await f(); }", "app/a.ts": "await f();" }],
  },
  {
    title: "the core reads no clock",
    rule: noClock,
    broken: [
      { "core/offices/rules.ts": "const a = new Date();" },
      { "core/offices/rules.ts": "const a = new Date(now);" },
      { "core/offices/rules.ts": "const a = Date.now();" },
      { "core/offices/rules.ts": "const a = Temporal.Now.instant();" },
    ],
    kept: [{ "core/offices/rules.ts": "const a = Date.parse(text); const b = actor.now;" }],
  },
  {
    title: "tests that share what they loaded replace no module",
    rule: sharedModules,
    broken: [{ "tests/a.test.ts": 'vi.mock("@/app/session", () => ({}));' }, { "tests/a.test.tsx": "vi.resetModules();" }],
    kept: [{ "tests/a.alone.test.ts": 'vi.mock("@/app/session");', "tests/a.test.ts": "vi.useFakeTimers();" }],
  },
  {
    title: "no text stands outside the catalogues",
    rule: noTexts,
    broken: [
      { "app/a.tsx": "const a = <p>Save</p>;" },
      { "app/a.tsx": 'const a = <p>{yes ? "Yes" : null}</p>;' },
      { "app/a.tsx": "const a = <p>{`Reply by ${day}`}</p>;" },
      { "components/a.tsx": 'const a = <input placeholder="Name" />;' },
      { "components/a.tsx": 'const a = <Field label={"Name"} />;' },
      { "components/a.tsx": "const a = <a aria-label={`Open ${name}`} />;" },
      { "app/a.ts": 'const links = [{ href: "/", text: "Home" }];' },
    ],
    kept: [{ "app/a.tsx": 'const a = <p className="big" title={t("home.title")}>{t("home.text")} · 7/10 <b>Enlace</b> <kbd>V</kbd></p>;' }],
  },
  {
    title: "a room's mails hold no sentence of their own",
    rule: noSentences,
    broken: [
      { "core/invitations/mail.ts": 'const subject = "You are invited";' },
      { "core/offices/mail.ts": "const a = `Dear colleague ${name}`;" },
    ],
    kept: [{ "core/invitations/mail.ts": 'const kind = "invitation"; const a = t("mail.subject"); const b = `${x} · ${y}`;' }],
  },
  {
    title: "nothing is styled in place",
    rule: noStyle,
    broken: [{ "components/a.tsx": "const a = <p style={{ color }} />;" }],
    kept: [{ "components/a.tsx": 'const a = <p className="note" />;', "lib/mail/render.tsx": "const a = <p style={{ color }} />;" }],
  },
  {
    title: "what goes to the browser takes nothing of the server along",
    rule: lightClient,
    broken: [
      { "components/a.tsx": '"use client"; import { z } from "zod";' },
      {
        "components/a.tsx": '"use client"; import { b } from "./b";',
        "components/b.ts": 'import { c } from "@/core/offices/input";',
        "core/offices/input.ts": "",
      },
      { "app/a.tsx": '"use client"; import { b } from "@/lib/b";', "lib/b.ts": 'import { readFileSync } from "node:fs";' },
      { "app/a.tsx": '"use client"; import { roles } from "@/db/schema/offices";' },
    ],
    kept: [
      {
        "components/a.tsx": '"use client"; import { canX } from "@/core/offices/policy"; import type { Row } from "@/db/schema";',
        "core/offices/policy.ts": "",
      },
      { "app/a.tsx": '"use client"; import { save } from "./actions/a";', "app/actions/a.ts": '"use server"; import { z } from "zod";' },
    ],
  },
];

const tree = (files: Record<string, string>) => Object.entries(files).map(([path, code]) => source(path, code));

describe.each(rules)("$title", ({ rule, broken, kept }) => {
  it("holds in this house", () => expect(rule(house)).toEqual([]));
  it.each(broken)("objects to %j", (files) => expect(rule(tree(files))).not.toEqual([]));
  it.each(kept)("lets %j be", (files) => expect(rule(tree(files))).toEqual([]));
});

it("looks at every floor", () => {
  for (const floor of ["app", "components", "core", "db", "lib", "scripts", "tests"])
    expect(house.some((s) => s.path.startsWith(`${floor}/`))).toBe(true);
});
