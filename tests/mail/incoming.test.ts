import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { editInvitation } from "@/core/invitations/commands";
import type { Invitation } from "@/core/invitations/queries";
import type { Staff, System } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { forgetMail, settleMail, takeMail } from "@/core/mail/incoming/commands";
import { incomingOf, toRead } from "@/core/mail/incoming/queries";
import { tokenIn } from "@/core/mail/incoming/rules";
import { answers, audits, briefings, incomingMails, messages, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { readIncoming } from "@/lib/mail/incoming";
import { anOffice, aStaff, NOW, system, visitor } from "../factories";
import { invited, value } from "../invited";

const SERVER = "mx.oim-panama.example";
const MAILBOX = "respuestas@oim-panama.example";
const LIAISON = "enlace@minsa.example";

let store: Store;
let officer: Staff;
let row: () => Invitation;
let id: string;

beforeEach(() => {
  const at = invited({ briefing: { state: "inviting" } });
  store = at.store;
  officer = at.officer;
  row = at.row;
  id = at.invitationId;
  letter("invitation");
});

/** A message of ours to the liaison. */
function letter(kind: string, state: "sent" | "queued" = "sent"): string {
  const message = newId("msg");
  const { officeId, briefingId } = row();
  store.db
    .insert(messages)
    .values({
      id: message,
      officeId,
      kind,
      uniqueKey: `${kind}:${message}`,
      mailId: `<${message}@enlace.example>`,
      toAddress: LIAISON,
      language: "es",
      briefingId,
      invitationId: id,
      state,
      sendAfter: NOW,
      attempts: 1,
      sentAt: NOW,
      createdAt: NOW,
    })
    .run();
  return message;
}

type Wish = {
  from?: string;
  attendee?: string;
  partstat?: string;
  method?: string;
  uid?: string;
  sequence?: number;
  stamp?: string;
  comment?: string;
  vouched?: string;
  headers?: string[];
  organizer?: boolean;
  extra?: string;
};

/** A calendar's answer as mail programs send it; Outlook leaves the organizer out. */
function reply(wish: Wish = {}): Uint8Array {
  const { from = LIAISON, attendee = from, partstat = "ACCEPTED", method = "REPLY", uid = `${id}@localhost`, sequence = 0 } = wish;
  const calendar = [
    "BEGIN:VCALENDAR",
    "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
    "VERSION:2.0",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${wish.stamp ?? "20211130T141500Z"}`,
    `SEQUENCE:${sequence}`,
    "DTSTART:20211214T140000Z",
    "SUMMARY:Aceptada: Planes para 2022",
    ...(wish.organizer ? [`ORGANIZER:mailto:${MAILBOX}`] : []),
    `ATTENDEE;PARTSTAT=${partstat};CN="Ruiz; Ana":MAILTO:${attendee}`,
    ...(wish.comment ? [`COMMENT:${wish.comment}`] : []),
    ...(wish.extra ? [wish.extra] : []),
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  return raw([
    `Authentication-Results: ${wish.vouched ?? `${SERVER}; dmarc=pass header.from=${from.split("@")[1]}`}`,
    ...(wish.headers ?? []),
    `Delivered-To: respuestas+${id}@oim-panama.example`,
    `From: "Ana Ruiz" <${from}>`,
    `To: ${MAILBOX}`,
    "Subject: Aceptada: Planes para 2022",
    'Content-Type: multipart/alternative; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Ana Ruiz ha aceptado esta reunión.",
    "--b",
    `Content-Type: text/calendar; charset=utf-8; method=${method}`,
    "",
    calendar,
    "--b--",
    "",
  ]);
}

const raw = (lines: string[]): Uint8Array => new TextEncoder().encode(lines.join("\r\n"));

const LATER = system(NOW + 3_600_000);

async function take(bytes: Uint8Array, token = id, actor: System = LATER) {
  const mail = await readIncoming(bytes, SERVER);
  if (!mail) throw new Error("not read");
  return value(takeMail(store, actor, mail, token));
}

const said = () => store.db.select().from(answers).where(eq(answers.invitationId, id)).all();

describe("a calendar's answer", () => {
  it.each([
    ["ACCEPTED", "accepted"],
    ["TENTATIVE", "tentative"],
    ["DECLINED", "declined"],
  ] as const)("%s becomes the institution's answer, by calendar, from the person invited", async (partstat, answer) => {
    expect(await take(reply({ partstat }))).toEqual({ kind: "answer", why: undefined });
    expect(row().answer).toBe(answer);
    expect(said().map((one) => [one.channel, one.recordedBy])).toEqual([["calendar", null]]);
    const receipt = store.db.select().from(messages).where(eq(messages.kind, "answer_receipt")).get();
    expect(receipt?.toAddress).toBe(LIAISON);
  });

  it("is recorded with who spoke, and asks for names in the receipt's page", async () => {
    await take(reply());
    const actions = store.db
      .select()
      .from(audits)
      .where(eq(audits.subjectId, id))
      .all()
      .map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["invitations.answered", "mail.came_in"]));
  });

  it("pressed twice is one answer, whether fetched twice or sent twice", async () => {
    await take(reply());
    expect((await take(reply())).kind).toBe("known");
    expect((await take(reply({ headers: ["Message-ID: <other@minsa.example>"] }))).kind).toBe("repeat");
    expect(said()).toHaveLength(1);
    expect(toRead(store, officer)).toEqual([]);
  });

  it("is kept for a person when nobody vouches for its sender", async () => {
    for (const vouched of [
      "mx.elsewhere.example; dmarc=pass header.from=minsa.example",
      `${SERVER}; dmarc=fail header.from=minsa.example`,
      `${SERVER}; spf=pass`,
      `${SERVER}; dmarc=pass header.from=evil.example`,
      `evil.example; x=1\r\nAuthentication-Results: ${SERVER}; dmarc=pass header.from=minsa.example`,
    ])
      expect(await take(reply({ vouched, comment: `n${vouched.length}` }))).toEqual({ kind: "look", why: "unverified" });
    expect(row().answer).toBeNull();
    expect(toRead(store, officer)).toHaveLength(5);
  });

  it.each([
    ["says it in the sender's quoted words", `${SERVER}; spf=pass smtp.mailfrom="a; dmarc=pass header.from=minsa.example ;"@evil.example`],
    ["says it in a comment", `${SERVER}; spf=fail (x; dmarc=pass header.from=minsa.example ;)`],
    ["leaves a quote open", `${SERVER}; dmarc=pass header.from=minsa.example; spf=pass smtp.mailfrom="a`],
    ["says it twice", `${SERVER}; dmarc=pass header.from=minsa.example; dmarc=fail header.from=minsa.example`],
    ["does not say of whom", `${SERVER}; dmarc=pass`],
    ["says it of another", `${SERVER}; dmarc=pass header.from=evil.example`],
  ])("is vouched for by no result that %s", async (_, vouched) => {
    expect(await take(reply({ vouched }))).toEqual({ kind: "look", why: "unverified" });
  });

  it("of several senders is vouched for by nobody", async () => {
    const more = { headers: [`From: "Otra" <otra@${LIAISON.split("@")[1]}>`] };
    expect(await take(reply(more))).toMatchObject({ kind: "look" });
    const vouched = (from: string) => raw([`Authentication-Results: ${SERVER}; dmarc=pass header.from=minsa.example`, from, "", "x"]);
    expect((await readIncoming(vouched(`From: ${LIAISON}`), SERVER))?.vouched).toBe(true);
    expect((await readIncoming(vouched(`From: ${LIAISON}, b@evil.example`), SERVER))?.vouched).toBe(false);
    expect((await readIncoming(vouched(`Sender: ${LIAISON}`), SERVER))?.vouched).toBe(false);
  });

  it("of somebody who was not invited is kept for a person", async () => {
    expect((await take(reply({ from: "jefe@minsa.example", attendee: LIAISON }))).kind).toBe("unconfirmed");
    expect((await take(reply({ attendee: "jefe@minsa.example" }))).why).toBe("other_sender");
    expect(said()).toEqual([]);
  });

  it("of whoever it is addressed to no more, or who holds the post no more, is kept for a person", async () => {
    const { addresseeTenureId, version, quota, language, documentKind } = row();
    value(editInvitation(store, { ...officer, now: NOW + 60_000 }, { id, version, quota, language, documentKind, addressee: undefined }));
    expect(await take(reply({ stamp: "20211130T141600Z" }))).toEqual({ kind: "look", why: "other_sender" });
    value(editInvitation(store, officer, { ...row(), addressee: addresseeTenureId ?? undefined }));
    store.db.update(tenures).set({ validTo: "2021-11-29" }).run();
    expect(await take(reply())).toEqual({ kind: "look", why: "other_sender" });
    expect(said()).toEqual([]);
  });

  it("to an earlier date waits for a person", async () => {
    store.db.update(briefings).set({ sequence: 2 }).run();
    expect((await take(reply({ sequence: 1 }))).why).toBe("old_date");
    expect((await take(reply({ sequence: 2 }))).kind).toBe("answer");
  });

  it("never overturns what was said later on the page or by telephone", async () => {
    value(
      recordAnswer(store, { ...officer, now: NOW + 1_800_000 }, {
        invitationId: id,
        channel: "phone",
        value: "declined",
        byName: "Ana Ruiz",
      } as never),
    );
    expect((await take(reply({ stamp: "20211130T141000Z" }))).why).toBe("overtaken");
    expect(row().answer).toBe("declined");
    expect((await take(reply({ stamp: "20211130T145900Z" }))).kind).toBe("answer");
    expect(row().answer).toBe("accepted");
  });

  it("that proposes, delegates, or speaks of something else is kept for a person", async () => {
    for (const wish of [
      { partstat: "DELEGATED" },
      { uid: "inv_other@localhost" },
      { extra: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y.example" },
      { stamp: "never" },
    ])
      expect(await take(reply(wish))).toEqual({ kind: "look", why: "odd" });
    expect(await take(reply({ method: "COUNTER" }))).toEqual({ kind: "look", why: "counter" });
    expect((await take(reply({ method: "REFRESH" }))).kind).toBe("refresh");
    expect(said()).toEqual([]);
  });

  it("after the meeting has begun waits for a person, and nothing is half done", async () => {
    store.db.update(briefings).set({ state: "held" }).run();
    expect(await take(reply())).toEqual({ kind: "look", why: "closed" });
    expect(said()).toEqual([]);
  });

  it("with words keeps them to be read beside the answer", async () => {
    await take(reply({ partstat: "DECLINED", comment: "Ese día estaremos en Darién" }));
    expect(toRead(store, officer).map(({ mail }) => mail.text)).toEqual(["Ese día estaremos en Darién"]);
    expect(said()[0]?.reason).toBe("Ese día estaremos en Darién");
  });

  it("is taken by the installation alone", async () => {
    const mail = await readIncoming(reply(), SERVER);
    let fault: string | undefined;
    try {
      takeMail(store, visitor() as never, mail as never, id);
    } catch (thrown) {
      fault = faultOf(thrown);
    }
    expect(fault).toBeDefined();
    expect(row().answer).toBeNull();
  });
});

describe("other mail", () => {
  const plain = (headers: string[] = [], text = "Vamos con dos personas.") =>
    raw([`Delivered-To: respuestas+${id}@oim-panama.example`, `From: Ana <${LIAISON}>`, "Subject: Re: Planes", ...headers, "", text, ""]);

  it("from a person is kept to be read, and is never an answer", async () => {
    expect((await take(plain())).kind).toBe("letter");
    expect(row().answer).toBeNull();
    expect(toRead(store, officer)[0]?.mail).toMatchObject({ text: "Vamos con dos personas.", subject: "Re: Planes" });
  });

  it.each([["Auto-Submitted: auto-replied"], ["X-Autoreply: yes"], ["Precedence: auto_reply"]])(
    "of a machine (%s) asks nobody",
    async (header) => {
      expect((await take(plain([header], "Estoy de vacaciones hasta enero."))).kind).toBe("automatic");
      expect(toRead(store, officer)).toEqual([]);
      expect(incomingOf(store, officer, id)).toHaveLength(1);
    },
  );

  it("that came back marks the message, with what the other side said", async () => {
    const message = letter("reminder");
    const bounce = raw([
      `Delivered-To: respuestas+${message}@oim-panama.example`,
      "From: MAILER-DAEMON@minsa.example",
      "Subject: Undelivered Mail",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "Auto-Submitted: auto-replied",
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "No se pudo entregar.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.minsa.example",
      "",
      `Final-Recipient: rfc822; ${LIAISON}`,
      "Action: failed",
      "Status: 5.2.2",
      "Diagnostic-Code: smtp; 552 5.2.2 Mailbox full",
      "",
      "--b--",
      "",
    ]);
    expect((await take(bounce, message)).kind).toBe("returned");
    const marked = store.db.select().from(messages).where(eq(messages.id, message)).get();
    expect([marked?.state, marked?.lastError]).toEqual(["failed", "552 5.2.2 Mailbox full"]);
    const delayed = new TextEncoder().encode(new TextDecoder().decode(bounce).replace("failed", "delayed").replaceAll("5.2.2", "4.2.2"));
    const other = letter("change");
    expect((await take(delayed, other)).kind).toBe("returned");
    expect(store.db.select().from(messages).where(eq(messages.id, other)).get()?.state).toBe("sent");
  });

  it("that speaks of nothing of ours is not kept", async () => {
    expect((await take(plain(), "inv_0000000000000000000000000")).kind).toBe("unknown");
    expect(store.db.select().from(incomingMails).all()).toEqual([]);
  });

  it("is found by the address it was delivered to", () => {
    expect(tokenIn(["respuestas+inv_1@oim-panama.example"], MAILBOX)).toBe("inv_1");
    expect(tokenIn(["otro@x.example", "respuestas+msg_2@oim-panama.example"], MAILBOX)).toBe("msg_2");
    for (const address of [MAILBOX, "respuestas+inv_1@evil.example", "xrespuestas+inv_1@oim-panama.example"])
      expect(tokenIn([address], MAILBOX)).toBeUndefined();
  });

  it("of nobody is not read", async () => {
    expect(await readIncoming(new Uint8Array(300_000), SERVER)).toBeUndefined();
    expect(await readIncoming(raw(["Subject: x", "", "y"]), SERVER)).toBeUndefined();
  });

  it("written as a page alone is read as its words", async () => {
    const page =
      "<html><head><style>p { color: red }</style></head><body><p>Gracias.</p><p>&iquest;Hay <b>estacionamiento</b>?</p></body></html>";
    const letter = await readIncoming(raw([`From: ${LIAISON}`, "Content-Type: text/html; charset=utf-8", "", page]), SERVER);
    expect(letter?.text).toMatch(/^Gracias\.\s+¿Hay estacionamiento\?$/);
  });

  it("with a large paper attached is kept to be read, and no calendar of it is taken", async () => {
    const part = (type: string, body: string) => ["--b", `Content-Type: ${type}`, "", body];
    const heavy = (first: string[]) =>
      raw([
        `From: ${LIAISON}`,
        "Subject: Nota",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        ...first,
        ...part("application/pdf", "A".repeat(400_000)),
        "--b--",
        "",
      ]);
    const letter = await readIncoming(heavy(part("text/plain", "Adjunto la nota firmada.")), SERVER);
    expect([letter?.text.trim(), letter?.calendar]).toEqual(["Adjunto la nota firmada.", undefined]);
    const cut = await readIncoming(heavy(part("text/calendar; method=REPLY", "BEGIN:VCALENDAR\r\nEND:VCALENDAR")), SERVER);
    expect(cut?.calendar).toBe("odd");
  });

  it("of any bytes is read or left, and throws for none", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.string({ unit: "binary", maxLength: 300 }), async (bytes, text) => {
        await readIncoming(bytes, SERVER);
        await readIncoming(
          raw([`From: a@b.example`, "Content-Type: text/calendar; method=REPLY", "", `BEGIN:VCALENDAR\r\n${text}`]),
          SERVER,
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe("settleMail", () => {
  it("says that it was read, once, and records it; refuses managers and another office", async () => {
    await take(reply({ vouched: "nobody; none" }));
    const [waiting] = toRead(store, officer);
    const mail = waiting?.mail.id ?? "";
    const fault = (act: () => unknown): string | undefined => {
      try {
        act();
        return undefined;
      } catch (thrown) {
        return faultOf(thrown);
      }
    };
    expect(fault(() => settleMail(store, aStaff(store, officer.officeId, "manager"), { id: mail }))).toBe("forbidden");
    const foreign = aStaff(store, anOffice(store, "gt"));
    expect(fault(() => settleMail(store, foreign, { id: mail }))).toBe("not_found");
    expect(toRead(store, foreign)).toEqual([]);
    value(settleMail(store, officer, { id: mail }));
    value(settleMail(store, officer, { id: mail }));
    expect(toRead(store, officer)).toEqual([]);
    const read = store.db
      .select()
      .from(audits)
      .where(and(eq(audits.action, "mail.read"), eq(audits.actorId, officer.userId)))
      .all();
    expect(read).toHaveLength(1);
  });
});

describe("forgetMail", () => {
  it("blanks who wrote and what once the office keeps names no longer, and only then", async () => {
    await take(reply({ partstat: "DECLINED", comment: "Ese día estaremos en Darién" }));
    const YEAR = 366 * 86_400_000;
    expect(value(forgetMail(store, system(NOW + YEAR)))).toEqual({ n: 0 });
    store.db.update(briefings).set({ dateOpen: true, state: "postponed" }).run();
    expect(value(forgetMail(store, system(NOW + 3 * YEAR)))).toEqual({ n: 0 });
    store.db.update(briefings).set({ dateOpen: false, state: "held" }).run();
    expect(value(forgetMail(store, system(NOW + 3 * YEAR)))).toEqual({ n: 1 });
    expect(value(forgetMail(store, system(NOW + 3 * YEAR)))).toEqual({ n: 0 });
    const [kept] = incomingOf(store, officer, id);
    expect(kept).toMatchObject({ kind: "answer", said: "declined", fromName: null, fromAddress: "", subject: "", text: "" });
    expect(store.db.select().from(audits).all().at(-1)).toMatchObject({ action: "mail.forgotten", actorKind: "system" });
  });
});
