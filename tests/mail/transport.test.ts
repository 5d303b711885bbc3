import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { afterEach, describe, expect, it } from "vitest";
import { calendarText } from "@/lib/calendar";
import { chooseTransport, fileTransport, type Mail, senderAddress } from "@/lib/mail/transport";
import { NOW } from "../factories";
import { letter } from "./letters";
import { aServer, type Server } from "./server";

const mail = (change: Partial<Mail> = {}): Mail => ({
  mailId: "<msg_1@enlace.example>",
  to: { name: "Ana Ruiz", address: "ana@minsa.example" },
  language: "es",
  content: letter(),
  at: NOW,
  ...change,
});

const entry = {
  uid: "inv_1@enlace.example",
  sequence: 0,
  stamp: NOW,
  when: { start: NOW, end: NOW + 3_600_000 },
  status: "confirmed",
  summary: "Presentación ejecutiva",
} as const;

async function written(change: Partial<Mail> = {}) {
  const folder = join(mkdtempSync(join(tmpdir(), "enlace-mail-")), "mail");
  const delivery = await fileTransport(folder)(mail(change));
  const names = delivery.kind === "sent" ? readdirSync(folder) : [];
  const raw = names[0] ? readFileSync(join(folder, names[0])) : undefined;
  return { delivery, folder, names, raw, parsed: raw ? await PostalMime.parse(raw) : undefined };
}

describe("a message written to a file", () => {
  it("stands whole under a name that sorts by date, readable by its owner alone", async () => {
    const { folder, names } = await written();
    expect(names).toEqual(["20211130T140000000Z-msg_1.eml"]);
    expect(statSync(join(folder, names[0] ?? "")).mode & 0o077).toBe(0);
  });

  it("carries what a mail program needs to know", async () => {
    const { parsed } = await written();
    const header = (name: string) => parsed?.headers.find(({ key }) => key === name)?.value;
    expect(parsed?.from).toEqual({ name: "OIM Panamá", address: senderAddress() });
    expect(parsed?.replyTo).toEqual([{ name: "OIM Panamá", address: "reuniones@oim-panama.example" }]);
    expect(parsed?.to).toEqual([{ name: "Ana Ruiz", address: "ana@minsa.example" }]);
    expect(parsed?.subject).toBe(letter().subject);
    expect(parsed?.messageId).toBe("<msg_1@enlace.example>");
    expect(Date.parse(parsed?.date ?? "")).toBe(NOW);
    expect(header("auto-submitted")).toBe("auto-generated");
    expect(header("content-language")).toBe("es");
    expect(parsed?.text).toContain("Estimada señora Directora:");
    expect(parsed?.html).toContain("Estimada señora Directora:");
    expect(parsed?.cc ?? parsed?.bcc ?? []).toEqual([]);
  });

  it("carries a question to a calendar among its texts and as a file, with the same bytes", async () => {
    const text = calendarText("request", [entry]);
    const { parsed, raw } = await written({ content: letter({ calendar: { method: "request", text } }) });
    expect(raw?.toString()).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST/m);
    const bytes = parsed?.attachments.map(({ content }) => Buffer.from(content as Uint8Array).toString());
    // The parser gives text back with the line ends of this machine.
    const told = text.replaceAll("\r\n", "\n");
    expect(bytes).toEqual([told, told]);
    expect(parsed?.attachments.at(-1)).toMatchObject({ filename: "invite.ics", disposition: "attachment" });
  });

  it("carries a date that asks nothing as a file alone", async () => {
    const text = calendarText("publish", [entry]);
    const { parsed, raw } = await written({ content: letter({ calendar: { method: "publish", text } }) });
    expect(raw?.toString().match(/text\/calendar/g)).toHaveLength(1);
    expect(parsed?.attachments[0]).toMatchObject({ filename: "invite.ics", disposition: "attachment" });
  });

  it("puts no typed line break into a header", async () => {
    const { parsed, raw } = await written({
      to: { name: "Ana\r\nBcc: thief@example.com", address: "ana@minsa.example" },
      content: letter({
        subject: "Hola\r\nBcc: thief@example.com\r\n\r\nbody",
        from: "OIM\nX-Evil: 1",
        replyTo: { name: "a\r\nCc: thief@example.com", address: "reuniones@oim-panama.example" },
      }),
    });
    const keys = parsed?.headers.map(({ key }) => key);
    expect(keys).not.toContain("bcc");
    expect(keys).not.toContain("cc");
    expect(keys).not.toContain("x-evil");
    expect(parsed?.to).toHaveLength(1);
    expect(raw?.toString("latin1").split("\r\n\r\n")[0]).not.toMatch(/^(Bcc|Cc|X-Evil):/im);
  });

  it.each([
    "ana@minsa.example, thief@example.com",
    "ana@minsa.example\r\nRCPT TO:<thief@example.com>",
    '"thief@example.com"@minsa.example',
    "Ana <ana@minsa.example>",
    "ana",
    "",
  ])("refuses to write to %j", async (address) => {
    const { delivery, names } = await written({ to: { address } });
    expect(delivery.kind).toBe("refused");
    expect(names).toEqual([]);
  });

  it("is kept back when the server stops", async () => {
    const folder = mkdtempSync(join(tmpdir(), "enlace-mail-"));
    expect(await fileTransport(folder)(mail(), () => false)).toMatchObject({ kind: "later" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes its sender from MAIL_FROM, with or without a name", () => {
    process.env.MAIL_FROM = "Enlace <enlace@oim.example>";
    expect(senderAddress()).toBe("enlace@oim.example");
    process.env.MAIL_FROM = "plain@oim.example";
    expect(senderAddress()).toBe("plain@oim.example");
    delete process.env.MAIL_FROM;
    expect(senderAddress()).toBe(`enlace@${new URL(process.env.APP_URL ?? "").hostname}`);
  });
});

describe("a message handed to a server", () => {
  let server: Server | undefined;
  afterEach(async () => {
    delete process.env.SMTP_URL;
    await server?.close();
  });

  it("arrives once, for one recipient", async () => {
    server = await aServer();
    expect(await server.transport(mail())).toEqual({ kind: "sent" });
    expect(server.got).toHaveLength(1);
    expect(server.got[0]?.recipients).toEqual(["ana@minsa.example"]);
    const parsed = await PostalMime.parse(server.got[0]?.raw ?? "");
    expect(parsed.messageId).toBe("<msg_1@enlace.example>");
  });

  it.each([
    ["at the recipient", { recipient: [450, 550] as const }],
    ["after the text", { data: [452, 554] as const }],
  ])("tells a passing trouble from a final refusal %s", async (_where, answers) => {
    server = await aServer(answers);
    expect(await server.transport(mail())).toMatchObject({ kind: "later", answer: expect.stringMatching(/^45/) });
    expect(await server.transport(mail())).toMatchObject({ kind: "refused", answer: expect.stringMatching(/^55/) });
  });

  it("is tried again when nobody answers at all", async () => {
    server = await aServer();
    const { transport } = server;
    await server.close();
    server = undefined;
    expect(await transport(mail())).toMatchObject({ kind: "later" });
  });

  it("is tried again when the server hangs up before the text", async () => {
    server = await aServer({ hangUp: "recipient" });
    expect(await server.transport(mail())).toMatchObject({ kind: "later" });
  });

  it("is in doubt when the server hangs up after the text", async () => {
    server = await aServer({ hangUp: "data" });
    expect(await server.transport(mail())).toMatchObject({ kind: "doubtful" });
  });

  it("is kept back when the server stops before the text", async () => {
    server = await aServer();
    expect(await server.transport(mail(), () => false)).toMatchObject({ kind: "later" });
    expect(server.got).toEqual([]);
  });

  it("is not given up because the server refuses our sign-in", async () => {
    server = await aServer({ signIn: "refused" });
    expect(await server.transport(mail())).toMatchObject({ kind: "later", answer: expect.stringMatching(/^535/) });
  });

  it("never leaves a demo for another machine", async () => {
    server = await aServer();
    process.env.SMTP_URL = "smtp://mail.example.com:25";
    expect(await chooseTransport(true)(mail())).toEqual({ kind: "sent" });
    process.env.SMTP_URL = server.url;
    expect(await chooseTransport(true)(mail())).toEqual({ kind: "sent" });
    expect(server.got).toHaveLength(1);
  });
});
