import { eq } from "drizzle-orm";
import { ImapFlow } from "imapflow";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startReading } from "@/app/incoming";
import { answers, incomingMails, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { invited } from "../invited";
import { hasMailbox, Mailbox } from "../mail/mailbox";

const globals = globalThis as { enlaceStore?: Store; enlaceIncoming?: Promise<void> };
const stopping = new AbortController();

const until = async (holds: () => boolean): Promise<void> => {
  for (let n = 0; n < 120 && !holds(); n++) await new Promise((done) => setTimeout(done, 250));
};

/** A real mailbox, read as the server of this house reads it. Left out where no mail server can be run. */
describe.skipIf(!hasMailbox)("the mailbox of replies", () => {
  let mailbox: Mailbox;
  let at: ReturnType<typeof invited>;
  const address = () => `respuestas+${at.invitationId}@oim-panama.example`;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    const now = Date.now();
    at = invited({ briefing: { state: "inviting", startsAt: now + 864_000_000, endsAt: now + 864_360_000 } });
    const { officeId, briefingId, invitationId } = at;
    const letter = { id: "msg_1", officeId, kind: "invitation", uniqueKey: "k", mailId: "<msg_1@e.example>", language: "es" as const };
    const sent = { toAddress: "enlace@minsa.example", briefingId, invitationId, state: "sent" as const, sendAfter: now, attempts: 1 };
    at.store.db
      .insert(messages)
      .values({ ...letter, ...sent, sentAt: now, createdAt: now })
      .run();
    globals.enlaceStore = at.store;
    vi.stubEnv("MAIL_REPLIES", "respuestas@oim-panama.example");
    vi.stubEnv("MAIL_SERVER", "mx.oim-panama.example");
    vi.stubEnv("IMAP_URL", mailbox.url("respuestas"));
  }, 30_000);

  afterAll(async () => {
    stopping.abort();
    await globals.enlaceIncoming;
    globals.enlaceIncoming = undefined;
    globals.enlaceStore = undefined;
    vi.unstubAllEnvs();
    await mailbox.close();
  });

  const accepted = (to: string): Uint8Array =>
    new TextEncoder().encode(
      [
        "Authentication-Results: mx.oim-panama.example; dmarc=pass header.from=minsa.example",
        "From: Ana Ruiz <enlace@minsa.example>",
        `To: ${to}`,
        "Subject: Aceptada",
        "Content-Type: text/calendar; charset=utf-8; method=REPLY",
        "",
        "BEGIN:VCALENDAR",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        `UID:${at.invitationId}@localhost`,
        `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`,
        "SEQUENCE:0",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:enlace@minsa.example",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );

  it("turns what waits in it and what arrives into answers and letters, once each, and marks them as seen", async () => {
    await mailbox.deliver(accepted("respuestas@oim-panama.example"), address());
    startReading(stopping.signal);
    const said = () => at.store.db.select().from(answers).where(eq(answers.invitationId, at.invitationId)).all();
    await until(() => said().length > 0);
    expect(said().map(({ value, channel }) => [value, channel])).toEqual([["accepted", "calendar"]]);

    const letter = new TextEncoder().encode("From: enlace@minsa.example\r\nSubject: Pregunta\r\n\r\n¿Hay estacionamiento?\r\n");
    await mailbox.deliver(letter, address());
    await mailbox.deliver(new TextEncoder().encode("From: x@y.example\r\nSubject: Otro\r\n\r\nz\r\n"), "respuestas@oim-panama.example");
    const kept = () => at.store.db.select().from(incomingMails).all();
    await until(() => kept().length > 1);
    expect(kept().map(({ kind, subject }) => [kind, subject])).toEqual([
      ["answer", "Aceptada"],
      ["letter", "Pregunta"],
    ]);

    const reader = new ImapFlow({
      host: "127.0.0.1",
      port: Number(new URL(mailbox.url("x")).port),
      auth: { user: "respuestas", pass: "x" },
      logger: false,
    });
    await reader.connect();
    await reader.mailboxOpen("INBOX");
    const unseen = async () => ((await reader.search({ seen: false }, { uid: true })) || []).length;
    for (let n = 0; n < 40 && (await unseen()) > 0; n++) await new Promise((done) => setTimeout(done, 250));
    expect(await unseen()).toBe(0);
    await reader.logout();
  }, 60_000);
});
