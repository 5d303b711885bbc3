import { readdirSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import EditPersonPage from "@/app/(staff)/people/[id]/edit/page";
import EndPostPage from "@/app/(staff)/people/[id]/end/page";
import MergePersonPage from "@/app/(staff)/people/[id]/merge/page";
import MovePostPage from "@/app/(staff)/people/[id]/move/page";
import PersonPage from "@/app/(staff)/people/[id]/page";
import { GET as palette } from "@/app/api/find/route";
import type { Context } from "@/app/context";
import { writeTo } from "@/core/institutions/mailboxes/commands";
import { mergePeople } from "@/core/institutions/merging/commands";
import { editPerson } from "@/core/institutions/people/commands";
import { addTenure } from "@/core/institutions/posts/commands";
import type { Staff } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { findOffice } from "@/core/offices/queries";
import type { Store } from "@/db/store";
import { translator } from "@/lib/i18n";
import { newId } from "@/lib/ids";
import { type Agreed, aFollowUp, agreed } from "./agreed";
import { aBriefing, anInstitution, aStaff } from "./factories";
import { type Invited, invited } from "./invited";

const now = vi.hoisted(() => ({ reader: undefined as unknown }));
vi.mock("@/app/session", () => ({ currentStaff: async () => (now.reader as Context).actor }));
vi.mock("@/app/context", async (original) => ({ ...(await original<object>()), staffContext: async () => now.reader }));

const globals = globalThis as { enlaceStore?: Store };

type Query = (store: Store, actor: Staff, ...rest: unknown[]) => unknown;

const files = (readdirSync("core", { recursive: true }) as string[])
  .filter((file) => file.endsWith("queries.ts"))
  .map((file) => `core/${file}`);

/** Every query of the core that somebody asks, by its file and name. */
const queries: [string, Query][] = (
  await Promise.all(
    files.map(async (file) =>
      Object.entries((await import(`${process.cwd()}/${file}`)) as Record<string, unknown>).map(([name, query]) => [
        `${file} ${name}`,
        query,
      ]),
    ),
  )
)
  .flat()
  .filter((entry): entry is [string, Query] => typeof entry[1] === "function" && /^[^(]*\(\s*store, actor\b/.test(String(entry[1])));

let world: Agreed;
let place: Invited;
let mine: Staff;
let stranger: Staff;
let ids: string[];

beforeEach(() => {
  world = agreed();
  const { store, officeId, officer } = world;
  const briefingId = aBriefing(store, officeId, { state: "inviting", title: { en: "Canary plans" } });
  place = invited({ store, officeId, briefingId, acronym: "CANARY" });
  aFollowUp(world, { what: "Canary deed", lead: { kind: "institution", id: place.institutionId }, briefingId });
  anInstitution(store, world.stranger.officeId, { acronym: "THEIRS" });
  mine = { ...officer, role: "admin" };
  stranger = aStaff(store, world.stranger.officeId, "admin");
  const tables = store.raw.prepare("select name, sql from sqlite_master where type = 'table'").all() as { name: string; sql: string }[];
  ids = tables
    .filter(({ name, sql }) => sql?.includes("`office_id`") && name !== "audit")
    .flatMap(({ name }) => store.raw.prepare(`select * from "${name}" where office_id = ?`).all(officeId) as { id?: unknown }[])
    .flatMap(({ id }) => (typeof id === "string" ? id : []));
});

const told = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (one instanceof Map || one instanceof Set ? [...one] : one)) ?? "";

/** What a query may be asked with: identifiers alone, in lists, and by every name its own form gives them. */
function questions(query: Query, one: string, other: string): unknown[][] {
  const [, list = ""] = /^[^(]*\(([\s\S]*?)\)\s*(=>|\{)/.exec(String(query)) ?? [];
  const rest = list.split(/,(?![^{]*\})/).slice(2);
  const [first = ""] = rest;
  if (rest.length === 0) return [[]];
  const keys = [...first.matchAll(/(\w+)/g)].map(([key]) => key);
  const named = Object.fromEntries(keys.map((key, n) => [key, n === 0 ? one : other]));
  const filled = Object.fromEntries(keys.map((key) => [key, one]));
  const again = rest.slice(1).map(() => other);
  return first.includes("{")
    ? [[named], [filled]]
    : [
        [one, ...again],
        [[one], ...again],
        [one, [other]],
      ];
}

/** What an actor is told by a query, whatever they ask of the office's records. */
function* answers(query: Query, actor: Staff): Generator<string> {
  const { briefingId, invitationId, institutionId, personId } = place;
  const some = [...new Map([...ids, briefingId, invitationId, institutionId, personId].map((id) => [id.slice(0, 3), id])).values()];
  for (const one of some)
    for (const other of query.length > 3 || String(query).includes("}") ? some : [one])
      for (const asked of questions(query, one, other)) {
        let text = "";
        try {
          text = told(query(world.store, actor, ...asked));
        } catch {}
        for (const id of [one, other]) text = text.replaceAll(id, "");
        if (text) yield text;
      }
}

describe("another office's records", () => {
  it("are told by no query, whatever is asked", () => {
    const theirs = new Set(ids);
    const theirOwn = (text: string) => /canary/i.test(text) || (text.match(/[a-z]{3}_[0-9a-z]+/gi) ?? []).some((id) => theirs.has(id));
    const tells = (query: Query, actor: Staff) => {
      for (const text of answers(query, actor)) if (theirOwn(text)) return true;
      return false;
    };
    const speak = (actor: Staff) => queries.filter(([, query]) => tells(query, actor)).map(([name]) => name);
    expect(queries.length).toBeGreaterThan(80);
    const known = speak(mine);
    expect(known).toContain("core/institutions/queries.ts findPerson");
    expect(known.length).toBeGreaterThan(25);
    expect(speak(stranger)).toEqual([]);
  }, 60_000);

  const reads = (actor: Staff) => {
    const { store } = world;
    now.reader = { store, actor, office: findOffice(store, actor.officeId), t: translator("en"), locale: "en" } satisfies Context;
    globals.enlaceStore = store;
  };

  it.each([
    ["page", PersonPage],
    ["form", EditPersonPage],
    ["end of a post", EndPostPage],
    ["move", MovePostPage],
    ["merge", MergePersonPage],
  ])("are on no page: the %s of a person is not there", async (_, page) => {
    const props = { params: Promise.resolve({ id: place.personId }), searchParams: Promise.resolve({}) };
    const shown = async () => renderToStaticMarkup((await page(props as never)) as never);
    reads(mine);
    expect(await (page(props as never) as Promise<unknown>)).toBeDefined();
    reads(stranger);
    await expect(shown()).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
  });

  it("are in no palette, neither by their name nor by what was opened last", async () => {
    const asked = async (query: string) => (await palette(new Request(`http://localhost:3000/api/find?${query}`))).text();
    for (const query of ["q=canary", "q=Ruiz", `recent=${ids.filter((id) => /^(per|ins|brf|fup)_/.test(id)).slice(-6)}`]) {
      reads(mine);
      expect(await asked(query), query).toMatch(/canary/i);
      reads(stranger);
      expect((await asked(query)).replaceAll("canary", ""), query).not.toMatch(/canary/i);
    }
  });

  it("are not there for an act: a person is as one that does not exist", () => {
    const { store } = world;
    const { personId: own, institutionId } = anInstitution(store, stranger.officeId, { acronym: "OWN" });
    const said = { displayName: "Ana", sharedMailbox: false };
    const fault = (act: () => unknown): string | undefined => {
      try {
        return JSON.stringify(act());
      } catch (thrown) {
        return faultOf(thrown);
      }
    };
    for (const id of [place.personId, newId("per")]) {
      expect(fault(() => editPerson(store, stranger, { id, version: 1, ...said }))).toBe("not_found");
      expect(fault(() => writeTo(store, stranger, { id, version: 1, address: "a@b.example" }))).toBe("not_found");
      expect(
        fault(() => addTenure(store, stranger, { personId: id, institutionId, role: "minister", capacity: "holder", liaison: false })),
      ).toBe("not_found");
      for (const [keptId, goneId] of [
        [own, id],
        [id, own],
      ] as const)
        expect(fault(() => mergePeople(store, stranger, { keptId, goneId } as never))).toBe("not_found");
    }
  });
});
