import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";

const folder = () => mkdtempSync(join(tmpdir(), "enlace-run-"));
const clean = { ...process.env, APP_URL: "", SMTP_URL: "", DEMO: "0" };
const node = (args: string[], env: Record<string, string>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: { ...clean, ...env }, encoding: "utf8", timeout: 30_000 });
  return { status, said: `${stdout}${stderr}`.trim() };
};
const start = (env: Record<string, string>) => node(["scripts/run.mjs", "start"], { DATA_DIR: folder(), ...env });

describe("npm start", () => {
  it("says which port is in use, and which to take", async () => {
    const server = createServer();
    const port = await new Promise<number>((done) => server.listen(0, () => done((server.address() as AddressInfo).port)));
    const { status, said } = start({ PORT: String(port) });
    server.close();
    expect(status).toBe(1);
    expect(said).toBe(`Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} npm start`);
  });

  it("says which folder cannot be written", () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    const { status, said } = start({ DATA_DIR: join(file, "data") });
    expect(status).toBe(1);
    expect(said).toMatch(/^The data folder .*file\/data cannot be written \(\w+\)\. .* DATA_DIR\.$/);
  });

  it.each([
    [{ PORT: "three" }, /^PORT is “three”; give a number between 1 and 65535\.$/],
    [{ APP_URL: "enlace.example.org" }, /^APP_URL cannot be read as an address; .+$/],
    [{ SMTP_URL: "http://mail.example.org" }, /^SMTP_URL cannot be read as an address; .+$/],
    [{ WORKER: "seperate" }, /^WORKER is either “server” .+ or “separate” .+\.$/],
    [{ MAIL_PER_HOUR: "many" }, /^MAIL_PER_HOUR is “many”; give a whole number, or leave it out for no limit\.$/],
    [{ DKIM_KEY: "/no/such.pem" }, /^DKIM_KEY and DKIM_SELECTOR go together; one of them is missing\.$/],
    [{ DKIM_KEY: "/no/such.pem", DKIM_SELECTOR: "s" }, /^The file that DKIM_KEY names cannot be read \(ENOENT\)\.$/],
    [{ DKIM_KEY: "-----BEGIN PRIVATE KEY-----", DKIM_SELECTOR: "s" }, /^DKIM_KEY is not a private RSA key in PEM form\. .+$/],
  ])("says what is wrong with %j", (env, sentence) => {
    const { status, said } = start(env as Record<string, string>);
    expect(status).toBe(1);
    expect(said).toMatch(sentence);
    expect(said.split("\n")).toHaveLength(1);
  });
});

const prepare = (dir: string) => node(["--import", "tsx", "scripts/prepare.ts"], { DATA_DIR: dir });

describe("npm run admin", () => {
  it("opens an office with its administrator and the templates a briefing starts from", { timeout: 30_000 }, () => {
    const dir = folder();
    prepare(dir);
    const made = node(["--import", "tsx", "scripts/admin.ts", "create", "ana@office.example"], { DATA_DIR: dir });
    expect(made.said).toMatch(/it works once:\nhttp/);
    const raw = new Database(join(dir, "enlace.db"), { readonly: true });
    expect(raw.prepare("select count(*) as n, count(distinct office_id) as offices from briefing_template").get()).toEqual({
      n: 4,
      offices: 1,
    });
    expect(raw.prepare("select actor_kind from audit where action = 'briefings.templates_created'").all()).toEqual([
      { actor_kind: "system" },
    ]);
    raw.close();
  });
});

describe("the preparation of a database", () => {
  it("makes one, with the secret beside it, and leaves no trace of its work", () => {
    const dir = folder();
    expect(prepare(dir)).toEqual({ status: 0, said: "" });
    expect(readdirSync(dir).sort()).toEqual(["enlace.db", "secret"]);
  });

  it("says in one sentence that a database is newer than the code", () => {
    const dir = folder();
    prepare(dir);
    const raw = new Database(join(dir, "enlace.db"));
    raw.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)");
    raw.close();
    const { status, said } = prepare(dir);
    expect(status).toBe(1);
    expect(said).toBe("This database was written by a newer version of Enlace. Install that version, or restore an older backup.");
  });

  it("throws away what an earlier, interrupted one left half made", () => {
    const dir = folder();
    for (const end of ["", "-wal", "-shm"]) writeFileSync(join(dir, `enlace.db.unfinished${end}`), "half");
    expect(prepare(dir)).toEqual({ status: 0, said: "" });
    expect(readdirSync(dir).sort()).toEqual(["enlace.db", "secret"]);
    const raw = new Database(join(dir, "enlace.db"), { readonly: true });
    expect(raw.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
    raw.close();
  });

  it("keeps a database that was put in place after an interrupted one", () => {
    const dir = folder();
    prepare(dir);
    const raw = new Database(join(dir, "enlace.db"));
    raw.exec("insert into setting (key, value) values ('restored', '1')");
    raw.close();
    for (const name of ["unfinished", "enlace.db.unfinished"]) writeFileSync(join(dir, name), "");
    expect(prepare(dir)).toEqual({ status: 0, said: "" });
    const kept = new Database(join(dir, "enlace.db"), { readonly: true });
    expect(kept.prepare("select key from setting").all()).toEqual([{ key: "restored" }]);
    kept.close();
  });
});
