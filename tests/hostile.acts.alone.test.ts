import { readdirSync } from "node:fs";
import { parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { addFollowUp } from "@/core/followups/commands";
import type { Staff } from "@/core/kernel/actor";
import { faultOf, type Outcome } from "@/core/kernel/outcome";
import type { Role } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { aFollowUp, agreed } from "./agreed";
import { aBriefing, anInstitution, anOffice, aStaff } from "./factories";
import { hostile, leaves, optionsOf, unclean } from "./hostile";
import { invited, value } from "./invited";

type Act = { schema: z.ZodType; command: (store: Store, actor: Staff, input: unknown) => Outcome<unknown> };

// The wrapper hands over what it would wrap; what it does itself is tested elsewhere.
vi.mock("@/app/action", () => ({ action: (schema: unknown, command: unknown) => ({ schema, command }) }));

/** Every act of the app: what it takes and what it does. */
async function acts(): Promise<[string, Act][]> {
  const modules = await Promise.all(readdirSync("app/actions").map((file) => import(`${process.cwd()}/app/actions/${file}`)));
  return modules.flatMap((module: Record<string, unknown>) =>
    Object.entries(module).filter(
      (entry): entry is [string, Act] => typeof entry[1] === "object" && entry[1] !== null && "schema" in entry[1],
    ),
  );
}
const all = await acts();

/** How often each act is posted; more finds more. */
const TIMES = Number(process.env.HOSTILE_TIMES ?? 40);

/** The same numbers on every run. */
function dice(seed: number): <T>(list: readonly T[]) => T {
  let state = seed;
  return (list) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return list[(state >> 8) % list.length] as (typeof list)[number];
  };
}

/** Two offices with a record of each kind. */
function offices() {
  const world = agreed();
  const { store, officeId } = world;
  const fill = (office: string) => {
    const briefingId = aBriefing(store, office, { state: "inviting" });
    return invited({ store, officeId: office, briefingId, acronym: `M${office.slice(-3)}` });
  };
  fill(officeId);
  const other = anOffice(store, "ch");
  fill(other);
  aFollowUp(world);
  value(
    addFollowUp(store, aStaff(store, other), {
      what: "Of the other office",
      lead: { kind: "office" },
      parties: [],
      dueOn: undefined,
      briefingId: undefined,
      agendaItemId: undefined,
      projectCode: undefined,
      origin: undefined,
      proposed: false,
    }),
  );
  anInstitution(store, other, { acronym: "OTHER" });
  const tables = (
    store.raw.prepare("select name, sql from sqlite_master where type = 'table' and name not like 'search_%'").all() as {
      name: string;
      sql: string;
    }[]
  ).filter(({ name }) => !name.startsWith("sqlite"));
  const rows = (name: string, where = ""): Record<string, unknown>[] =>
    store.raw.prepare(`select * from "${name}" ${where}`).all() as Record<string, unknown>[];
  const ids = (office: string): string[] => [
    office,
    ...tables
      .filter(({ sql }) => sql.includes("`office_id`") && sql.includes("`id`"))
      .flatMap(({ name }) => rows(name, `where office_id = '${office}'`).map((row) => String(row.id))),
  ];
  const ofOffice = (office: string): string =>
    JSON.stringify(
      tables
        .filter(({ sql, name }) => sql.includes("`office_id`") && !["audit"].includes(name))
        .map(({ name }) => [name, rows(name, `where office_id = '${office}'`)]),
    );
  return { store, officeId, other, tables, rows, ids, ofOffice };
}

const plausible = [
  "2026-12-14",
  "2021-12-20",
  "2021-11-01",
  "09:00",
  "11:30",
  "1",
  "2",
  "25",
  "on",
  "ana@minsa.example",
  "+507 555-0102",
  "https://a.example/x",
  "America/Panama",
  "office",
  "12-18",
  "",
];

/** Which records a field names, by what it is called: those are tried most. */
const named: [RegExp, string[]][] = [
  [/(institutionId|institutions\[0\]\.id|parentId|otherId|memberId|parties)/, ["ins"]],
  [/(personId|keptId|goneId)$/, ["per", "ins"]],
  [/(briefingId)$/, ["brf"]],
  [/(followUpId)$/, ["fup"]],
  [/(tenureId|addressee)/, ["ten"]],
  [/(userId|ownerId)$/, ["usr"]],
  [/(invitationId|invitations)/, ["inv"]],
  [/(nameId)$/, ["nam"]],
  [/^(id|at|fromId|toId)$/, ["ins", "per", "inv", "ten", "ans"]],
];

/** What a field can hold: what its own rule lets pass of all we have, and now and then what it does not. */
function pools(schema: z.ZodType, ids: string[]) {
  const composite = ids.flatMap((id) => [`office:${id}`, `institution:${id}`, `person:${id}`, `up:${id}`, `remove:${id}`, `restore:${id}`]);
  const candidates = [...Object.values(hostile), ...plausible, ...ids, ...composite];
  return leaves(schema).map(({ path, schema: field, type }) => {
    const own = [...candidates, ...optionsOf(field)].filter((text) => {
      const read = type === "number" ? Number(text) : type === "boolean" ? text === "on" : text;
      return field.safeParse(read).success;
    });
    const prefixes = named.find(([shape]) => shape.test(path))?.[1] ?? [];
    const likely = own.filter((text) => prefixes.some((prefix) => text.startsWith(`${prefix}_`)));
    const needed = !field.safeParse(undefined).success;
    return { path, needed, own: likely.length > 0 ? likely : own.length > 0 ? own : candidates, any: candidates };
  });
}

/** Posts every act so many times with what its fields can hold; tells what went wrong. */
function bombard(world: ReturnType<typeof offices>, times: number, targets: string[]) {
  const { store, officeId } = world;
  const found: string[] = [];
  const done = { accepted: 0, refused: 0, faults: 0, unread: 0 };
  for (const [n, [name, { schema, command }]] of all.entries()) {
    const fields = pools(schema, targets);
    const roll = dice(n + 1);
    for (let time = 0; time < times; time++) {
      const actor = aStaff(store, officeId, roll<Role>(["officer", "manager", "admin"]));
      const data = new FormData();
      for (const { path, needed, own, any } of fields)
        if (needed || roll([true, false])) data.append(path, roll(roll([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) ? own : any));
      const read = parseWithZod(data, { schema });
      if (read.status !== "success") {
        done.unread++;
        continue;
      }
      try {
        done[command(store, actor, read.value).ok ? "accepted" : "refused"]++;
      } catch (thrown) {
        if (faultOf(thrown)) done.faults++;
        else found.push(`${name}: ${String(thrown)} with ${JSON.stringify(read.value).slice(0, 200)}`);
      }
    }
  }
  return { found, done };
}

describe("every act", () => {
  it("is looked at", () => expect(all.length).toBeGreaterThan(70));

  it("declines what it cannot use with a reason, never by breaking, and stores nothing that cannot be seen", () => {
    const world = offices();
    const { found, done } = bombard(world, TIMES, [...world.ids(world.officeId), ...world.ids(world.other).slice(0, 3)]);
    expect([...new Set(found)]).toEqual([]);
    expect(done.accepted).toBeGreaterThan(100);
    expect(done.refused).toBeGreaterThan(100);
    const stored = world.tables.flatMap(({ name }) =>
      world
        .rows(name)
        .flatMap((row) =>
          Object.entries(row).flatMap(([column, cell]) => unclean(cell).map((text) => `${name}.${column}: ${JSON.stringify(text)}`)),
        ),
    );
    expect(stored).toEqual([]);
  }, 60_000);

  it("reaches no record of another office, whatever is named", () => {
    const world = offices();
    const before = world.ofOffice(world.other);
    const { found, done } = bombard(world, TIMES / 2, world.ids(world.other));
    expect([...new Set(found)]).toEqual([]);
    expect(done.faults).toBeGreaterThan(100);
    expect(world.ofOffice(world.other)).toBe(before);
  }, 60_000);
});
