import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { GET, POST } from "@/app/r/[token]/route";
import { answersOf } from "@/core/invitations/answers/queries";
import { delegationsOf } from "@/core/invitations/delegation/queries";
import { briefings } from "@/db/schema";
import type { Store } from "@/db/store";
import { NOW } from "./factories";
import { type Invited, invited } from "./invited";

const globals = globalThis as { enlaceStore?: Store; enlaceGuestLimits?: unknown };
export const DAY = 86_400_000;
/** The invited institution of the test that runs, made anew before each. */
export let at: Invited;

/** Opens a database of its own to the page before each test of a file, at a fixed instant. */
export function opened(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: NOW });
    at = invited({ briefing: { state: "inviting" } });
    globals.enlaceStore = at.store;
    globals.enlaceGuestLimits = undefined;
  });
  afterEach(() => {
    vi.useRealTimers();
    globals.enlaceStore = undefined;
  });
}

export const url = (token: string, query = "") => `http://localhost:3000/r/${token}${query}`;
export const context = (token: string) => ({ params: Promise.resolve({ token }) });
export const get = (query = "", token = at.token, headers: Record<string, string> = {}) =>
  GET(new Request(url(token, query), { headers }), context(token));
export const post = (
  fields: Record<string, string | string[]>,
  { token = at.token, query = "", headers = {} }: { token?: string; query?: string; headers?: Record<string, string> } = {},
) => {
  const body = new URLSearchParams(Object.entries(fields).flatMap(([k, v]) => [v].flat().map((one) => [k, one])));
  return POST(new Request(url(token, query), { method: "POST", body, headers }), context(token));
};
export const page = async (query = "", token?: string) => (await get(query, token)).text();
/** The option of a group that is chosen. */
export const chosen = (html: string, name: string) =>
  [...html.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`name="${name}"`) && tag.includes(' checked=""'))
    .map((tag) => / value="([^"]*)"/.exec(tag)?.[1]);
export const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";

/** The fields of the page's answer form, filled in. */
export async function answerFields(says: string, more: Record<string, string> = {}) {
  const html = await page("?edit=answer");
  const [key, basedOn, notice, language] = ["key", "basedOn", "notice", "language"].map((name) => hidden(html, name));
  return {
    act: "answer",
    key: key ?? "",
    basedOn: basedOn ?? "",
    notice: notice ?? "",
    language: language ?? "",
    value: says,
    by: at.personId,
    ...more,
  };
}
/** The fields of the page's form of names, with these rows ticked. */
export async function nameFields(rows: string[], more: Record<string, string | string[]> = {}) {
  const html = await page("?edit=names");
  const [key, stamp, notice, language] = ["key", "stamp", "notice", "language"].map((name) => hidden(html, name));
  const all = [...html.matchAll(/name="rows" value="([^"]*)"/g)].map((m) => m[1] ?? "");
  return { act: "names", key: key ?? "", stamp: stamp ?? "", notice: notice ?? "", language: language ?? "", rows: all, in: rows, ...more };
}
export const say = async (says: string, more: Record<string, string> = {}) => {
  const answer = await post(await answerFields(says, more));
  expect(answer.status).toBe(303);
};
export const history = () => answersOf(at.store, at.officeId, [at.invitationId]).get(at.invitationId) ?? [];
export const delegation = () => delegationsOf(at.store, at.officeId, [at.invitationId]).get(at.invitationId) ?? [];
export const change = (set: Partial<typeof briefings.$inferInsert>) =>
  at.store.db.update(briefings).set(set).where(eq(briefings.id, at.briefingId)).run();

/** Everything the database holds, row by row. */
export const everything = () => {
  const tables = at.store.raw.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
  return JSON.stringify(tables.map(({ name }) => [name, at.store.raw.prepare(`select * from "${name}"`).all()]));
};
