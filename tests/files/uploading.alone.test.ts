import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET as give } from "@/app/api/briefings/[id]/papers/[paperId]/route";
import { POST as upload } from "@/app/api/briefings/[id]/papers/route";
import type { Staff } from "@/core/kernel/actor";
import { materials } from "@/db/schema";
import type { Store } from "@/db/store";
import { aBriefing, anOffice, aStaff, emptyStore } from "../factories";
import { aPdf } from "./made";

let reader: Staff | undefined;
vi.mock("@/app/session", () => ({ currentStaff: async () => reader }));

const globals = globalThis as { enlaceStore?: Store };
let store: Store;
let officeId: string;
let briefingId: string;

beforeEach(() => {
  store = emptyStore();
  globals.enlaceStore = store;
  officeId = anOffice(store);
  briefingId = aBriefing(store, officeId);
  reader = aStaff(store, officeId);
});

const post = (over: { key?: string; headers?: Record<string, string>; id?: string } = {}) => {
  const form = new FormData();
  form.set("_key", over.key ?? "frm_0123456789");
  for (const [name, text] of [
    ["language", "es"],
    ["visibility", "invited"],
    ["title", "Agenda"],
  ] as const)
    form.set(name, text);
  form.set("file", new Blob([new Uint8Array(aPdf())], { type: "text/html" }), "Agenda.pdf");
  const id = over.id ?? briefingId;
  const headers = { accept: "application/json", ...over.headers };
  return upload(new Request(`http://localhost:3000/api/briefings/${id}/papers`, { method: "POST", body: form, headers }), {
    params: Promise.resolve({ id }),
  });
};
const papers = () => store.db.select().from(materials).all();
const asked = (id: string, paperId: string) =>
  give(new Request(`http://localhost:3000/api/briefings/${id}/papers/${paperId}`), { params: Promise.resolve({ id, paperId }) });

describe("an upload", () => {
  it("sent twice by one form is one paper, and says so both times", async () => {
    expect([(await post()).status, (await post()).status]).toEqual([200, 200]);
    expect(papers()).toHaveLength(1);
    expect((await post({ key: "frm_another_one" })).status).toBe(422);
  });

  it("is taken from nobody else: a manager, another office, another site, nobody", async () => {
    const statuses: number[] = [];
    for (const one of [aStaff(store, officeId, "manager"), aStaff(store, anOffice(store, "cr"), "admin"), undefined]) {
      reader = one;
      statuses.push((await post()).status);
    }
    reader = aStaff(store, officeId);
    statuses.push((await post({ headers: { "sec-fetch-site": "cross-site" } })).status);
    expect(statuses).toEqual([404, 404, 401, 403]);
    expect(papers()).toEqual([]);
  });

  it("is given back as what it is, under its own briefing and to its own office alone", async () => {
    await post();
    const [paper] = papers();
    const found = await asked(briefingId, paper?.id ?? "");
    expect(found.status).toBe(200);
    expect(["content-type", "x-content-type-options", "cache-control"].map((name) => found.headers.get(name))).toEqual([
      "application/pdf",
      "nosniff",
      "private, no-cache",
    ]);
    expect(found.headers.get("content-security-policy")).toContain("sandbox");
    await found.arrayBuffer();
    expect((await asked(aBriefing(store, officeId), paper?.id ?? "")).status).toBe(404);
    reader = aStaff(store, anOffice(store, "cr"), "admin");
    expect((await asked(briefingId, paper?.id ?? "")).status).toBe(404);
  });
});
