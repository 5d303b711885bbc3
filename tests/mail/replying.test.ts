import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { messageKinds } from "@/app/mailing";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { takeMail } from "@/core/mail/incoming/commands";
import { incomingOf } from "@/core/mail/incoming/queries";
import { tokenIn } from "@/core/mail/incoming/rules";
import { delegates, invitations, messages } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { MailContent } from "@/lib/mail/content";
import { readIncoming } from "@/lib/mail/incoming";
import { mailText } from "@/lib/mail/text";
import { NOW, system } from "../factories";
import { type Invited, invited, value } from "../invited";

const MAILBOX = "respuestas@oim-panama.example";
const AFTER = NOW + 20 * 86_400_000;
let at: Invited;

beforeEach(() => {
  at = invited({ briefing: { state: "inviting" } });
});
afterEach(() => vi.unstubAllEnvs());

function heard(): void {
  vi.stubEnv("MAIL_REPLIES", MAILBOX);
  vi.stubEnv("IMAP_URL", "imaps://respuestas:x@mail.oim-panama.example");
}

/** A message of ours about the invitation, as it would leave. */
function leaving(kind: string, to: string, payload: Record<string, unknown>, now: number): { id: string; content: MailContent } {
  const id = newId("msg");
  const { officeId, briefingId, invitationId } = at;
  const known = {
    id,
    officeId,
    briefingId,
    invitationId,
    kind,
    uniqueKey: id,
    mailId: `<${id}@x>`,
    toAddress: to,
    language: "es",
  } as const;
  const row = { ...known, payload, state: "sent", sendAfter: NOW, attempts: 1, sentAt: NOW, createdAt: NOW } as const;
  at.store.db.insert(messages).values(row).run();
  const message = at.store.db.select().from(messages).where(eq(messages.id, id)).get();
  const content = message && messageKinds[kind]?.(at.store, message, now);
  if (!content || content === "obsolete") throw new Error(`no ${kind}: ${content}`);
  return { id, content };
}

const set = (values: Partial<typeof invitations.$inferInsert>) => at.store.db.update(invitations).set(values).run();
const said = () =>
  value(
    recordAnswer(at.store, at.guest(), {
      invitationId: at.invitationId,
      value: "accepted",
      by: "other",
      byName: "Ana Ruiz",
      language: "es",
      notice: "2026-11",
    }),
  );

/** Each kind, after what makes it true. */
const kinds: Record<string, { before?: () => void; now?: number; payload?: Record<string, unknown> }> = {
  invitation: {},
  reminder: {},
  new_link: {},
  answer_receipt: { before: said },
  names_request: { before: said },
  day_before: { before: said },
  thanks: { before: () => set({ came: "present", answer: "accepted" }), now: AFTER },
  regret: { before: () => set({ answer: "declined" }), now: AFTER },
  withdrawal: { before: () => set({ state: "withdrawn" }) },
  change: {
    payload: { change: "changed", was: { startsLocal: "2021-12-13T09:00", endsLocal: "2021-12-13T11:00", zone: "America/Panama" } },
  },
};

describe("a plain reply", () => {
  it.each(Object.keys(kinds))("to a message of the kind %s comes to the mailbox of replies, where one is read", (kind) => {
    const { before, now = NOW, payload = {} } = kinds[kind] ?? {};
    before?.();
    const told = { tenureId: at.row().addresseeTenureId, ...payload };
    expect(leaving(kind, "enlace@minsa.example", told, now).content.replyTo?.address).toBe("office@pa.example");
    heard();
    const { content } = leaving(kind, "enlace@minsa.example", told, now);
    expect(tokenIn([content.replyTo?.address ?? ""], MAILBOX)).toBe(at.invitationId);
  });

  it("is offered where the office has no address of its own but a mailbox is read", () => {
    at.store.raw.prepare("update office set contact_email = null").run();
    const told = { tenureId: at.row().addresseeTenureId };
    const read = () => mailText(leaving("reminder", "enlace@minsa.example", told, NOW).content, "es").replace(/\s+/g, " ");
    expect(read()).not.toContain("responder a este mensaje");
    heard();
    expect(read()).toContain("responder a este mensaje");
  });
});

describe("a reply of somebody named", () => {
  const LUIS = "luis@minsa.example";
  const mail = (lines: string[]) => readIncoming(new TextEncoder().encode(lines.join("\r\n")), "mx.oim-panama.example");

  /** The message that tells Luis he is named. */
  function named() {
    said();
    const { officeId, invitationId } = at;
    const consents = { listConsent: false, photoConsent: false, followUpConsent: false, createdAt: NOW };
    const seat = { officeId, invitationId, position: 0, role: "member", mode: "on_site", seat: "seated", substitute: false } as const;
    const delegateId = newId("dlg");
    at.store.db
      .insert(delegates)
      .values({ id: delegateId, ...seat, ...consents, name: "Luis Mora", post: "Director", email: LUIS })
      .run();
    return leaving("nominee", LUIS, { delegateId }, NOW);
  }

  it("is shown beside the invitation, by an address that speaks of their message and not of the answer", async () => {
    expect(named().content.replyTo?.address).toBe("office@pa.example");
    at.store.db.delete(delegates).run();
    heard();
    const { id, content } = named();
    expect(tokenIn([content.replyTo?.address ?? ""], MAILBOX)).toBe(id);
    const plain = await mail([`From: Luis <${LUIS}>`, "Subject: Re", "Content-Type: text/plain", "", "Llegaré tarde.", ""]);
    if (!plain) throw new Error("not read");
    expect(value(takeMail(at.store, system(NOW), plain, id)).kind).toBe("letter");
    expect(incomingOf(at.store, at.officer, at.invitationId).map((m) => [m.text, m.fromAddress])).toEqual([["Llegaré tarde.", LUIS]]);
  });

  it("never answers for the institution, not even from the address that was invited", async () => {
    heard();
    const { id } = named();
    leaving("invitation", LUIS, { tenureId: at.row().addresseeTenureId }, NOW);
    const calendar = `BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:${at.invitationId}@localhost\r\nDTSTAMP:20211201T141500Z\r\nSEQUENCE:0\r\nATTENDEE;PARTSTAT=DECLINED:mailto:${LUIS}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
    const forged = await mail([
      "Authentication-Results: mx.oim-panama.example; dmarc=pass header.from=minsa.example",
      `From: ${LUIS}`,
      "Content-Type: text/calendar; method=REPLY",
      "",
      calendar,
    ]);
    if (!forged) throw new Error("not read");
    expect(value(takeMail(at.store, system(NOW + 3_600_000), forged, id))).toEqual({ kind: "look", why: "other_sender" });
    expect(at.row().answer).toBe("accepted");
  });
});
