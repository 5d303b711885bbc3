import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { migrateFile } from "@/db/migrate";
import { settings } from "@/db/schema";
import { connect, storeOf } from "@/db/store";
import type { Signing } from "@/lib/mail/dkim";
import { published } from "@/lib/mail/published";
import { aServer, type Server } from "../mail/server";

let server: Server | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const folder = () => mkdtempSync(join(tmpdir(), "enlace-mailtest-"));

/** Runs the command as a person at the terminal does. */
function command(env: Record<string, string>, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const settled = { DATA_DIR: folder(), APP_URL: "https://enlace.example", SMTP_URL: "", MAIL_FROM: "enlace@localhost", ...env };
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/mail-test.ts", ...args], { env: { ...process.env, ...settled } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()));
  return new Promise((done) => child.once("close", (code) => done({ code, said })));
}

describe("npm run mail:test", () => {
  it("says which server took the message, in its own words, and how it went over the wire", { timeout: 30_000 }, async () => {
    server = await aServer({ tls: "on asking" });
    const { code, said } = await command({ SMTP_URL: `${server.url}?tls.rejectUnauthorized=false` }, "Ana@minsa.example");
    expect(said).toMatch(/^127\.0\.0\.1:\d+ accepted the message for ana@minsa\.example\. It said: 250 /);
    expect(said).toContain("The connection was encrypted.\nThe message was not signed here (DKIM).\n");
    expect(said).toContain("a domain of its own is needed");
    expect(code).toBe(0);
    expect(server.got).toMatchObject([{ recipients: ["ana@minsa.example"], encrypted: true }]);
  });

  it.each([
    [{ recipient: [550] }, /refused the message for good\. It said: 550 No such mailbox/],
    [{ data: [451] }, /did not take the message now; a real one would be tried again\. It said: 451 Try again later/],
    [{ hangUp: "data" } as const, /was lost after the whole message had been handed over, so it may have arrived/],
    [{ signIn: "refused" } as const, /did not take the message now.* It said: 535/],
  ])("says what a server answers that does %j", { timeout: 30_000 }, async (behaviour, sentence) => {
    server = await aServer(behaviour);
    const { code, said } = await command({ SMTP_URL: server.url }, "ana@minsa.example");
    expect(said).toMatch(sentence);
    expect(said).toContain("The connection was NOT encrypted.");
    expect(said).not.toContain("user:pass");
    expect(code).toBe(1);
  });

  it("says that nobody is there", { timeout: 30_000 }, async () => {
    const { code, said } = await command({ SMTP_URL: "smtp://127.0.0.1:1" }, "ana@minsa.example");
    expect(said).toMatch(/^The message did not reach 127\.0\.0\.1:1: .*ECONNREFUSED/);
    expect(said).not.toContain("encrypted");
    expect(code).toBe(1);
  });

  it("says where the file lies that was written instead", { timeout: 30_000 }, async () => {
    const dir = folder();
    const { code, said } = await command({ DATA_DIR: dir }, "ana@minsa.example");
    const [name = ""] = readdirSync(join(dir, "mail"));
    expect(said).toContain(`The message was written to ${join(dir, "mail", name)}.\nNothing left this machine: no mail server is set`);
    expect(code).toBe(0);
  });

  it("never lets a demo's message leave the machine", { timeout: 30_000 }, async () => {
    const dir = folder();
    migrateFile(join(dir, "enlace.db"), join(process.cwd(), "db/migrations"));
    const store = storeOf(connect(join(dir, "enlace.db")));
    store.db.insert(settings).values({ key: "demo", value: "1" }).run();
    store.raw.close();
    const { code, said } = await command({ DATA_DIR: dir, SMTP_URL: "smtp://mail.oim.example:25" }, "ana@minsa.example");
    expect(said).toContain("Nothing left this machine: a demo");
    expect(readdirSync(join(dir, "mail"))).toHaveLength(1);
    expect(code).toBe(0);
  });

  it.each([
    [["ana"], "“ana” is not one e-mail address."],
    [["ana@minsa.example, luis@mides.example"], "is not one e-mail address."],
    [[], "Usage: npm run mail:test ADDRESS"],
    [["a@b.example", "c@d.example"], "Usage: npm run mail:test ADDRESS"],
  ])("refuses %j", { timeout: 30_000 }, async (args, sentence) => {
    const { code, said } = await command({}, ...args);
    expect(said).toContain(sentence);
    expect(code).toBe(1);
  });
});

describe("what is published for a domain", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const signed: Signing = { domainName: "mail.oim.example", keySelector: "s1", privateKey, headerFieldNames: "From" };
  const key = `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`;
  const fails = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
  /** A name service that knows these names alone. */
  const knowing = (names: Record<string, string[]>) => (name: string) => (names[name] ? Promise.resolve(names[name]) : fails("ENODATA"));

  it("is found where it stands, a policy also at the organisation's own domain", async () => {
    const names = {
      "mail.oim.example": ["other", "v=spf1 include:_spf.oim.example -all"],
      "_dmarc.oim.example": ["v=DMARC1; p=quarantine"],
      "s1._domainkey.mail.oim.example": [key],
    };
    expect(await published("mail.oim.example", signed, knowing(names))).toEqual({ spf: "found", dkim: "found", dmarc: "found" });
  });

  it("is missing where it does not, and a key that is not ours is called so", async () => {
    const other = { "s1._domainkey.mail.oim.example": ["v=DKIM1; p=MIIBIjANBg"] };
    expect(await published("mail.oim.example", signed, knowing(other))).toEqual({ spf: "missing", dkim: "other_key", dmarc: "missing" });
    expect(await published("mail.oim.example", undefined, knowing({}))).toEqual({ spf: "missing", dkim: undefined, dmarc: "missing" });
  });

  it("is unknown where nobody could be asked, or the domain is not known at all", async () => {
    expect(await published("mail.oim.example", signed, () => fails("ETIMEOUT"))).toEqual({
      spf: "unknown",
      dkim: "unknown",
      dmarc: "unknown",
    });
    expect(await published("mail.oim.example", signed, () => fails("ENOTFOUND"))).toBeUndefined();
  });
});
