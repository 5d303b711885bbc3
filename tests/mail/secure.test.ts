import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dkimVerify } from "mailauth/lib/dkim/verify";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dispatchDue } from "@/core/mail/dispatch";
import { type Handing, type Mail, smtpTransport } from "@/lib/mail/transport";
import { anOffice, emptyStore, NOW } from "../factories";
import { aMessage, kinds, letter, standing } from "./letters";
import { aServer, type Server } from "./server";

const mail = (change: Partial<Mail> = {}): Mail => ({
  mailId: "<msg_1@enlace.example>",
  to: { name: "Ana Ruiz", address: "ana@minsa.example" },
  language: "es",
  content: letter(),
  at: NOW,
  ...change,
});

let server: Server;
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await server.close();
});

/** Sends one message to `url` and gives what became of it and how it went over the wire. */
async function sent(url: string) {
  const handings: Handing[] = [];
  const delivery = await smtpTransport(url, (handing) => handings.push(handing))(mail());
  return { ...delivery, handing: handings[0] };
}

describe("an encrypted server that wants a password", () => {
  const signIn = { user: "enlace", pass: "p@ss:word/1" };

  it("gets both on the port that is encrypted from the first byte", async () => {
    server = await aServer({ tls: "at once", signIn });
    expect(await sent(`${server.url}?tls.rejectUnauthorized=false`)).toMatchObject({ kind: "sent", handing: { encrypted: true } });
    expect(server.got).toMatchObject([{ encrypted: true, user: "enlace" }]);
  });

  it("gets both on the port that is encrypted on asking", async () => {
    server = await aServer({ tls: "on asking", signIn });
    const { kind, handing } = await sent(`${server.url}?requireTLS=true&tls.rejectUnauthorized=false`);
    expect({ kind, handing }).toMatchObject({ kind: "sent", handing: { encrypted: true, answer: expect.stringMatching(/^250 /) } });
    expect(server.got).toMatchObject([{ encrypted: true, user: "enlace" }]);
  });

  it("is not trusted with a certificate nobody vouches for", async () => {
    server = await aServer({ tls: "on asking", signIn });
    expect(await sent(server.url)).toMatchObject({ kind: "later", answer: expect.stringMatching(/certificate/i) });
    expect(server.got).toEqual([]);
  });

  it("gets nothing, and no password, where encryption is required and it offers none", async () => {
    server = await aServer({ signIn });
    expect(await sent(`${server.url}?requireTLS=true`)).toMatchObject({ kind: "later", handing: { encrypted: false } });
    expect(server.got).toEqual([]);
    expect(server.passwords()).toBe(0);
  });

  it("is asked for encryption by itself where it stands on another machine", async () => {
    server = await aServer({ signIn });
    // An address that leads here, and is not known as this machine's.
    const elsewhere = server.url.replace("127.0.0.1", "0.0.0.0");
    expect((await sent(elsewhere)).kind).toBe("later");
    expect(server.passwords()).toBe(0);
    expect((await sent(`${elsewhere}?requireTLS=false`)).kind).toBe("sent");
    expect(server.passwords()).toBe(1);
  });

  it("never makes us say the password when it refuses it", async () => {
    server = await aServer({ tls: "on asking", signIn: { user: "enlace", pass: "another" } });
    const url = `${server.url.replace("another", "s3cret-of-ours")}?tls.rejectUnauthorized=false`;
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const store = emptyStore();
    const id = aMessage(store, anOffice(store));
    await dispatchDue(store, kinds, smtpTransport(url), NOW);
    expect(standing(store, id)).toMatchObject({ state: "queued", lastError: expect.stringMatching(/^535/) });
    expect(JSON.stringify([standing(store, id), said.mock.calls])).not.toContain("s3cret");
  });
});

describe("the signature of a domain", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const asked: string[] = [];
  const resolver = async (name: string): Promise<string[][]> => {
    asked.push(name);
    return [[`v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`]];
  };
  const verify = async (raw: string) => (await dkimVerify(Buffer.from(raw, "latin1"), { resolver })).results;
  /** The names of the headers a message's signature covers. */
  const covered = (raw: string): string[] => (/;\s*h=([^;]*);/.exec(raw)?.[1] ?? "").toLowerCase().replace(/\s/g, "").split(":");
  const stub = (key: string, more: Record<string, string> = {}) => {
    const settings = { DKIM_KEY: key, DKIM_SELECTOR: "s2026", MAIL_FROM: "Enlace <enlace@oim.example>", ...more };
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  };

  it("is found good by another program, covers what readers rely on, and breaks when a word is changed", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "enlace-dkim-")), "key.pem");
    writeFileSync(file, privateKey);
    stub(file);
    server = await aServer();
    expect(await sent(server.url)).toMatchObject({ kind: "sent", handing: { signed: "oim.example" } });
    const raw = server.got[0]?.raw ?? "";
    expect(await verify(raw)).toMatchObject([{ signingDomain: "oim.example", selector: "s2026", status: { result: "pass" } }]);
    expect(asked.at(-1)).toBe("s2026._domainkey.oim.example");
    expect(covered(raw)).toEqual(expect.arrayContaining(["from", "to", "subject", "date", "message-id", "reply-to", "auto-submitted"]));
    expect(await verify(raw.replace("Estimada", "Estimado"))).toMatchObject([{ status: { result: expect.not.stringMatching("pass") } }]);
    expect(await verify(raw.replace(/^Subject: .*$/m, "Subject: Otro"))).toMatchObject([
      { status: { result: expect.not.stringMatching("pass") } },
    ]);
  });

  it("takes the key itself on one line, and another domain than the sender's", async () => {
    stub(privateKey.replace(/\n/g, "\\n"), { DKIM_DOMAIN: "mail.oim.example" });
    server = await aServer();
    await sent(server.url);
    expect(await verify(server.got[0]?.raw ?? "")).toMatchObject([{ signingDomain: "mail.oim.example", status: { result: "pass" } }]);
  });

  it("covers the headers of unsubscribing, which the mailer's own list leaves half open", async () => {
    const { createTransport } = await import("nodemailer");
    const { signing } = await import("@/lib/mail/dkim");
    stub(privateKey);
    server = await aServer();
    const mailer = createTransport({ url: server.url, dkim: signing("enlace@oim.example") });
    const headers = { "List-Unsubscribe": "<https://enlace.example/u>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
    await mailer.sendMail({ from: "enlace@oim.example", to: "a@b.example", text: "x", headers });
    const [result] = await verify(server.got[0]?.raw ?? "");
    expect(result?.status.result).toBe("pass");
    expect(covered(server.got[0]?.raw ?? "")).toEqual(expect.arrayContaining(["list-unsubscribe", "list-unsubscribe-post"]));
  });

  it.each([
    ["/no/such/key.pem", "The file that DKIM_KEY names cannot be read (ENOENT)."],
    ["-----BEGIN PRIVATE KEY-----\\nc2VjcmV0\\n-----END PRIVATE KEY-----", "DKIM_KEY is not a private key in PEM form."],
  ])("keeps mail back while the key %s is of no use", async (key, answer) => {
    stub(key);
    server = await aServer();
    expect(await sent(server.url)).toMatchObject({ kind: "later", answer });
    expect(server.got).toEqual([]);
  });

  it("is not there without a key", async () => {
    server = await aServer();
    expect(await sent(server.url)).toMatchObject({ kind: "sent", handing: { signed: undefined, encrypted: false } });
    expect(server.got[0]?.raw).not.toMatch(/^DKIM-Signature/m);
  });
});
