import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dropTurn, takeTurn } from "@/core/kernel/turns";
import { addUser } from "@/core/offices/commands";
import { migrateFile } from "@/db/migrate";
import { messages } from "@/db/schema";
import { connect, type Store, storeOf } from "@/db/store";
import { register } from "@/instrumentation";
import { anOffice, aStaff, emptyStore, NOW } from "../factories";
import { aServer, type Server } from "../mail/server";

let server: Server | undefined;
let worker: ChildProcess | undefined;
afterEach(async () => {
  if (worker?.exitCode === null) worker.kill("SIGKILL");
  await server?.close();
});

/** An installation on disk with one office, and somebody who can invite colleagues. */
function anInstallation() {
  const dir = mkdtempSync(join(tmpdir(), "enlace-worker-"));
  const file = join(dir, "enlace.db");
  migrateFile(file, join(process.cwd(), "db/migrations"));
  const store = storeOf(connect(file));
  const admin = aStaff(store, anOffice(store), "admin", Date.now());
  const invite = (n: number) =>
    addUser(store, admin, { name: `Colleague ${n}`, email: `colleague${n}@oim${n}.example`, role: "officer", language: "en" });
  return { dir, store, invite };
}

/** A server's mail, in a process that leaves as the framework's own does: as soon as nothing is asked of it. */
const serverAlone = `
  const { leaveAfter } = await import("./app/ending.ts");
  const { startMailing } = await import("./app/mailing.ts");
  process.on("SIGTERM", () => setImmediate(() => process.exit(143)));
  setInterval(() => {}, 1000);
  leaveAfter(startMailing());
`;

/** Starts a worker, or a server; `ended` gives its exit code. */
function start(dir: string, smtp: string, program = ["scripts/worker.ts"]) {
  const env = { ...process.env, DATA_DIR: dir, SMTP_URL: smtp, APP_URL: "https://enlace.example", NODE_ENV: "production" as const };
  const child = spawn(process.execPath, ["--import", "tsx", ...program], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  worker = child;
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()));
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  return { child, ended, said: () => said };
}

const states = (store: Store): string[] =>
  store.db
    .select()
    .from(messages)
    .all()
    .map(({ state }) => state);

const soon = { timeout: 30_000, interval: 50 };

describe("a process that sends mail", () => {
  it("sends what a server's acts have caused, and ends at once when nothing is on its way", { timeout: 60_000 }, async () => {
    server = await aServer();
    const { dir, store, invite } = anInstallation();
    invite(1);
    const { child, ended, said } = start(dir, server.url);
    await vi.waitFor(() => expect(states(store)).toEqual(["sent"]), soon);
    invite(2);
    await vi.waitFor(() => expect(server?.got).toHaveLength(2), soon);
    child.kill("SIGTERM");
    expect(await ended, said()).toBe(0);
    expect(states(store)).toEqual(["sent", "sent"]);
    store.raw.close();
  });

  it.each([
    ["a worker", 0, ["scripts/worker.ts"]],
    ["a server", 143, ["--input-type=module", "--eval", serverAlone]],
  ])("%s told to end, finishes what has begun to leave and gives the rest back", { timeout: 60_000 }, async (_, code, program) => {
    server = await aServer({ slow: { data: 1500 } });
    const { dir, store, invite } = anInstallation();
    for (let n = 0; n < 8; n++) invite(n);
    const { child, ended, said } = start(dir, server.url, program);
    await vi.waitFor(() => expect(server?.begun()).toBeGreaterThan(0), soon);
    child.kill("SIGTERM");
    expect(await ended, said()).toBe(code);
    const counts = states(store).sort();
    expect(new Set(counts)).toEqual(new Set(["queued", "sent"]));
    expect(counts.filter((state) => state === "sent")).toHaveLength(server.got.length);
    expect(
      store.db
        .select()
        .from(messages)
        .all()
        .filter(({ state }) => state === "queued")
        .every((m) => m.attempts === 0),
    ).toBe(true);
    store.raw.close();
  });

  it("ends by itself when the database was brought to another version", { timeout: 60_000 }, async () => {
    server = await aServer();
    const { dir, store, invite } = anInstallation();
    invite(1);
    const { ended, said } = start(dir, server.url);
    await vi.waitFor(() => expect(states(store)).toEqual(["sent"]), soon);
    store.raw.exec("insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)");
    expect(await ended).toBe(1);
    expect(said()).toContain("another version");
    store.raw.close();
  });

  it("is what a server leaves the mail to where it is told so", async () => {
    vi.stubEnv("NEXT_RUNTIME", "nodejs");
    vi.stubEnv("WORKER", "separate");
    await register();
    expect((globalThis as { enlaceMailing?: unknown }).enlaceMailing).toBeUndefined();
    vi.unstubAllEnvs();
  });
});

describe("the turn of a job", () => {
  it("is taken once, whoever asks, and comes again", () => {
    const store = emptyStore();
    expect(takeTurn(store, "clear", NOW, 1000)).toBe(true);
    expect(takeTurn(store, "clear", NOW, 1000)).toBe(false);
    expect(takeTurn(store, "other", NOW, 1000)).toBe(true);
    expect(takeTurn(store, "clear", NOW + 999, 1000)).toBe(false);
    expect(takeTurn(store, "clear", NOW + 1000, 1000)).toBe(true);
    // A clock that ran ahead holds nothing up.
    expect(takeTurn(store, "clear", NOW - 5000, 1000)).toBe(true);
    dropTurn(store, "clear");
    expect(takeTurn(store, "clear", NOW - 5000, 1000)).toBe(true);
  });
});
