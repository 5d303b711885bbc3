import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { beforeAll, describe, expect, it } from "vitest";
import { papersForInvited } from "@/core/briefings/materials/queries";
import { listBriefings } from "@/core/briefings/queries";
import { queueOf } from "@/core/followups/review/queries";
import { listInstitutions } from "@/core/institutions/queries";
import { answersOf } from "@/core/invitations/answers/queries";
import { invitationsTo } from "@/core/invitations/queries";
import { standingOf } from "@/core/invitations/rules";
import type { Staff } from "@/core/kernel/actor";
import { troubleMessages } from "@/core/mail/queries";
import { isDemo } from "@/core/offices/queries";
import { isWorkingDay } from "@/core/offices/rules";
import { migrateFile } from "@/db/migrate";
import {
  answers,
  audits,
  briefings,
  delegates,
  followUps,
  holidays,
  institutions,
  memberships,
  messages,
  offices,
  people,
  users,
} from "@/db/schema";
import { followUpStates } from "@/db/schema/followups";
import { databaseFile, openStore, type Store } from "@/db/store";
import { dayOf, daysBetween } from "@/lib/dates";
import { findFile } from "@/lib/files/storage";
import { fill } from "../scripts/demo";

const started = Date.now();
let store: Store;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "enlace-demo-"));
  process.env.DATA_DIR = folder;
  migrateFile(databaseFile(), "db/migrations");
  store = openStore();
  await fill(store);
}, 600_000);

const officeOf = (key: string): string => {
  const found = store.db
    .select()
    .from(offices)
    .all()
    .find((office) => office.key === key);
  return found?.id ?? "";
};

/** A member of an office as a reader, at the moment the demo was made. */
function reader(key: string, role: "officer" | "manager"): Staff {
  const officeId = officeOf(key);
  const row = store.db
    .select()
    .from(memberships)
    .all()
    .find((member) => member.officeId === officeId && member.role === role);
  const { userId = "" } = row ?? {};
  return { kind: "staff", userId, officeId, role, name: "", language: "es", sessionId: "", now: started };
}

const held = (startsLocal: string) =>
  store.db
    .select()
    .from(briefings)
    .all()
    .find((briefing) => briefing.startsLocal === startsLocal);
const presentation = () => held("2021-12-14T09:00");
const upcoming = () =>
  store.db
    .select()
    .from(briefings)
    .all()
    .find(({ state, officeId }) => state === "inviting" && officeId === officeOf("pa"));
const invited = (briefing: { id: string; officeId: string } | undefined) =>
  briefing ? invitationsTo(store, briefing.officeId, briefing.id) : [];

const count = <T>(items: T[], key: (item: T) => string | null): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item) ?? "none"] = (counts[key(item) ?? "none"] ?? 0) + 1;
  return counts;
};

describe("the demo", () => {
  it("marks its database, and leaves it as durable as any", () => {
    expect(isDemo(store)).toBe(true);
    expect(store.raw.pragma("synchronous", { simple: true })).toBe(2);
  });

  it("leaves a database with an office as it is", async () => {
    const before = store.db.select().from(audits).all().length;
    await fill(store);
    expect(store.db.select().from(audits).all()).toHaveLength(before);
  });

  it("gives the invited of both presentations a paper in each language, with its bytes on the disk", async () => {
    for (const briefing of [presentation(), upcoming()]) {
      const papers = papersForInvited(store, briefing?.officeId ?? "", briefing?.id ?? "");
      expect(papers.map((paper) => paper.language)).toEqual(["es", "en", "fr"]);
      for (const { file } of papers) expect(await findFile(file)).toContain(folder);
    }
  });

  it("has an account of each role, at addresses nobody owns", () => {
    const roles = store.db
      .select()
      .from(memberships)
      .all()
      .filter(({ officeId }) => officeId === officeOf("pa"));
    expect(count(roles, ({ role }) => role)).toEqual({ admin: 1, manager: 1, officer: 2 });
    const addresses = [
      ...store.db
        .select()
        .from(users)
        .all()
        .map(({ email }) => email),
      ...store.db
        .select()
        .from(people)
        .all()
        .flatMap(({ email }) => email ?? []),
      ...store.db
        .select()
        .from(messages)
        .all()
        .map(({ toAddress }) => toAddress),
    ];
    expect(addresses.filter((address) => !address.endsWith(".example"))).toEqual([]);
  });

  it("names people in every shape names have, and no real person but the speaker of the public note", () => {
    const names = store.db
      .select()
      .from(people)
      .all()
      .map(({ displayName }) => displayName);
    for (const shape of [/^\S+ \S+ \S+$/, / de [A-Z]/, /\S-\S/, /’/, /[Ññ]/, /ü/, /^\S+$/, /.{60}/, /ö/])
      expect(
        names.filter((name) => shape.test(name)),
        String(shape),
      ).not.toEqual([]);
    expect(names).not.toContain("Santiago Paz");
  });

  it("knows the holidays of the years they are law", () => {
    const days = store.db
      .select()
      .from(holidays)
      .all()
      .map(({ day }) => day);
    expect(days).toContain("2021-12-08");
    expect(days).toContain("2022-12-20");
    expect(days).not.toContain("2021-12-20");
    expect(days).toContain("2026-04-03");
  });

  it("keeps each act at its own hour: nothing happened later than now, and the audit is in order", () => {
    const rows = store.db.select().from(audits).all();
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.filter(({ at }) => at > Date.now())).toEqual([]);
  });
});

describe("the meeting of 14 December 2021", () => {
  it("was held with the ten institutions, all of them represented", () => {
    const briefing = presentation();
    expect(briefing).toMatchObject({ state: "held", zone: "America/Panama", sdgs: [11, 16, 17], venue: "Sala Ancón" });
    const all = invited(briefing);
    expect(all).toHaveLength(10);
    expect(all.every(({ answer, named }) => answer === "accepted" && named > 0)).toBe(true);
  });

  it("was answered by link, telephone, letter and WhatsApp, once with a substitute after a refusal, once late", () => {
    const ids = invited(presentation()).map(({ id }) => id);
    const given = store.db
      .select()
      .from(answers)
      .all()
      .filter(({ invitationId }) => ids.includes(invitationId));
    expect(new Set(given.map(({ channel }) => channel))).toEqual(new Set(["link", "phone", "letter", "whatsapp"]));
    expect(given.some(({ value }) => value === "declined")).toBe(true);
    expect(given.filter(({ substituteName }) => substituteName !== null)).toHaveLength(1);
    expect(given.some(({ late }) => late)).toBe(true);
    for (const id of ids) expect(answersOf(store, officeOf("pa"), [id]).get(id)?.length).toBeGreaterThan(0);
  });

  it("brought directors of cooperation, acting heads and a sub-commissioner", () => {
    const ids = invited(presentation()).map(({ id }) => id);
    const posts = store.db
      .select()
      .from(delegates)
      .all()
      .filter(({ invitationId, removedAt }) => ids.includes(invitationId) && removedAt === null)
      .map(({ post }) => post);
    for (const post of [/^Director(a)? de Cooperación/, /encargad[oa]/, /^Subcomisionado/])
      expect(
        posts.filter((one) => post.test(one ?? "")),
        String(post),
      ).not.toEqual([]);
  });

  it("left a commitment in every state", () => {
    const states = store.db
      .select()
      .from(followUps)
      .all()
      .filter(({ briefingId }) => briefingId === presentation()?.id)
      .map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(followUpStates));
  });
});

describe("the coming meeting", () => {
  it("lies on a working day in about three weeks, with its invitations out", () => {
    const briefing = upcoming();
    const day = briefing?.startsLocal.slice(0, 10) ?? "";
    const closed = new Set(
      store.db
        .select()
        .from(holidays)
        .all()
        .map((holiday) => holiday.day),
    );
    expect(isWorkingDay(day, closed)).toBe(true);
    expect(daysBetween(dayOf(started, "America/Panama"), day)).toBeGreaterThanOrEqual(21);
    const counts = count(invited(briefing), (invitation) => standingOf(invitation));
    expect(counts).toEqual({ accepted: 4, tentative: 1, declined: 1, none: 4 });
  });

  it("has one that named nobody and one with a seat to be designated", () => {
    const yes = invited(upcoming()).filter(({ answer }) => answer === "accepted");
    expect(yes.map(({ named, toDesignate }) => `${named}+${toDesignate}`).sort()).toEqual(["0+0", "1+1", "2+0", "2+0"]);
  });

  it("shows one message in trouble, with the server's words", () => {
    expect(troubleMessages(store, reader("pa", "officer"))).toEqual([
      expect.objectContaining({ state: "failed", lastError: expect.stringMatching(/Mailbox full/) }),
    ]);
  });

  it("wrote to one recipient a message, and nobody in copy", () => {
    const files = readdirSync(join(folder, "mail"));
    expect(files.length).toBeGreaterThan(80);
    for (const name of files) {
      const [head = ""] = readFileSync(join(folder, "mail", name), "latin1").split("\r\n\r\n");
      expect(head).toMatch(/^To: [^,]+$/m);
      expect(head).not.toMatch(/^b?cc:/im);
    }
  });

  it("speaks of the Ministry of Women, which was an institute in 2021", async () => {
    const files = readdirSync(join(folder, "mail")).sort();
    const raws = files.map((name) => readFileSync(join(folder, "mail", name))).filter((raw) => raw.includes("ysolis@inamu.example"));
    const letters = await Promise.all(raws.map((raw) => PostalMime.parse(raw)));
    const invitations = letters.filter(({ subject }) => subject?.startsWith("Invitación"));
    expect(invitations[0]?.text?.replace(/\s+/g, " ")).toContain("Instituto Nacional de la Mujer");
    expect(invitations.at(-1)?.text?.replace(/\s+/g, " ")).toContain("Ministerio de la Mujer");
  }, 60_000);
});

describe("the manager's review", () => {
  it("has thirty stories to decide and some that are on time", () => {
    const queue = queueOf(store, reader("pa", "manager"), {});
    expect(count(queue, ({ group }) => group)).toMatchObject({ done: 9, us: 4, them: 7, blocked: 3, proposed: 2, quiet: 5 });
  });
});

describe("the second office", () => {
  it("and the first one see nothing of each other", () => {
    const [here, there] = [reader("pa", "officer"), reader("cr", "officer")];
    const titles = (actor: Staff) =>
      ["upcoming", "past", "drafts"].flatMap((when) => listBriefings(store, actor, { when: when as never }).rows.map(({ id }) => id));
    expect(titles(here)).toHaveLength(5);
    expect(titles(there)).toHaveLength(1);
    expect(titles(here).filter((id) => titles(there).includes(id))).toEqual([]);
    expect(listInstitutions(store, there, {}).total).toBe(2);
    expect(listInstitutions(store, here, {}).total).toBe(10);
    expect(store.db.select().from(institutions).all()).toHaveLength(12);
  });
});
