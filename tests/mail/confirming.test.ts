import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/confirm/[token]/route";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { reissueLink } from "@/core/invitations/links/commands";
import { faultOf } from "@/core/kernel/outcome";
import { confirmAnswer } from "@/core/mail/confirming/commands";
import { confirmingMail } from "@/core/mail/confirming/mail";
import { toConfirm } from "@/core/mail/confirming/queries";
import { confirmToken } from "@/core/mail/confirming/rules";
import { takeMail } from "@/core/mail/incoming/commands";
import { toRead } from "@/core/mail/incoming/queries";
import { withoutAccess } from "@/core/mail/testing/mail";
import { answers, audits, briefings, incomingMails, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Incoming } from "@/lib/mail/incoming";
import { mailText } from "@/lib/mail/text";
import { paths } from "@/lib/paths";
import { aStaff, NOW, system, visitor } from "../factories";
import { type Invited, invited, value } from "../invited";

const LIAISON = "enlace@minsa.example";
const DAY = 86_400_000;
let at: Invited;
const globals = globalThis as { enlaceStore?: Store };

beforeEach(() => {
  at = invited({ briefing: { state: "inviting", title: { es: "Planes para 2022" } } });
  letter(NOW);
  globals.enlaceStore = at.store;
});
afterEach(() => {
  vi.useRealTimers();
  globals.enlaceStore = undefined;
});

/** An invitation that went to the liaison at an instant. */
function letter(createdAt: number): void {
  const id = newId("msg");
  const { officeId, briefingId, invitationId } = at;
  const message = { id, officeId, briefingId, invitationId, kind: "invitation", uniqueKey: id, mailId: `<${id}@x>`, toAddress: LIAISON };
  at.store.db
    .insert(messages)
    .values({ ...message, language: "es", state: "sent", sendAfter: createdAt, attempts: 1, sentAt: createdAt, createdAt })
    .run();
}

let n = 0;
/** A calendar's answer in the liaison's name, sent by an assistant. */
const mail = (calendar: Record<string, unknown> = {}, over: Partial<Incoming> = {}): Incoming => ({
  digest: `d${n++}`,
  from: { name: "Eva Sol", address: "asistente@minsa.example" },
  to: [],
  subject: "Aceptada",
  text: "",
  automatic: false,
  vouched: true,
  calendar: {
    uid: `${at.invitationId}@localhost`,
    sequence: 0,
    stamp: NOW,
    attendee: LIAISON,
    said: "accepted",
    comment: "",
    ...calendar,
  } as never,
  ...over,
});
const take = (one = mail(), now = NOW) => value(takeMail(at.store, system(now), one, at.invitationId));
const incoming = () => at.store.db.select().from(incomingMails).all().at(-1);
const token = () => confirmToken(incoming()?.id ?? "");
const asked = () => at.store.db.select().from(messages).where(eq(messages.kind, "answer_confirm")).all();
const confirm = (now = NOW + 1000) => confirmAnswer(at.store, visitor(now), { token: token() });
const given = () => at.store.db.select().from(answers).all();

describe("an answer by somebody else than the one invited", () => {
  it("is kept unconfirmed, and the one invited is asked at their own address", () => {
    expect(take().kind).toBe("unconfirmed");
    expect(given()).toEqual([]);
    expect(asked()).toMatchObject([{ toAddress: LIAISON, language: "es", state: "queued" }]);
    expect(toRead(at.store, at.officer)).toMatchObject([{ mail: { kind: "unconfirmed", said: "accepted" } }]);
    const [message] = asked();
    const content = message && confirmingMail.answer_confirm?.(at.store, message, NOW);
    const text = content && content !== "obsolete" ? mailText(content, "es") : "";
    expect(text).toContain("Eva Sol, asistente@minsa.example");
    expect(text).toContain(`/confirm/${token()}`);
    expect(text).not.toContain(at.token);
  });

  it("is confirmed by nobody who only tries or reads the question", () => {
    take();
    const [message] = asked();
    const content = message && confirmingMail.answer_confirm?.(at.store, message, NOW);
    if (!message || !content || content === "obsolete") throw new Error("nobody is asked");
    const seen = JSON.stringify(withoutAccess(content, message.id));
    expect(seen).not.toContain(token());
    expect(seen).toContain(paths.message(message.id));
  });

  it("is confirmed no more by a link that went to somebody whose access was taken away", () => {
    take();
    const { officer, invitationId } = at;
    value(reissueLink(at.store, { ...officer, now: NOW + 60_000 }, { invitationId }));
    expect(toConfirm(at.store, token(), NOW + 120_000)).toBeUndefined();
    expect(() => confirm(NOW + 120_000)).toThrow(expect.objectContaining({ fault: "not_found" }));
    expect(given()).toEqual([]);
  });

  it("counts once the one invited has confirmed it, once, as given by the other, and records it", () => {
    take();
    expect(value(confirm())).toEqual({ counts: true });
    expect(at.row().answer).toBe("accepted");
    expect(given()).toMatchObject([{ value: "accepted", byName: "Eva Sol", channel: "calendar" }]);
    expect(incoming()).toMatchObject({ kind: "answer", answerId: given()[0]?.id });
    expect(at.store.db.select().from(audits).where(eq(audits.action, "mail.confirmed")).all()).toHaveLength(1);
    expect(() => confirm()).toThrow(expect.objectContaining({ fault: "not_found" }));
    expect(toRead(at.store, at.officer)).toEqual([]);
  });

  it("does not overturn a later answer, another date, or a meeting that has begun", () => {
    take();
    const said = { value: "declined", by: "other", byName: "Ana Ruiz", language: "es", notice: "2026-11" } as const;
    value(recordAnswer(at.store, at.guest(NOW + 5000), { ...said, invitationId: at.invitationId }));
    expect(value(confirm(NOW + 9000))).toEqual({ counts: false });
    expect(at.row().answer).toBe("declined");
    take(mail({ stamp: NOW + 60_000 }));
    at.store.db.update(briefings).set({ sequence: 1 }).run();
    expect(value(confirm(NOW + 61_000))).toEqual({ counts: false });
    expect(incoming()).toMatchObject({ kind: "look", why: "old_date" });
  });

  it("can be confirmed for two weeks, by the mailed link alone", () => {
    take();
    expect(toConfirm(at.store, token(), NOW + 14 * DAY)).toBeDefined();
    expect(toConfirm(at.store, token(), NOW + 14 * DAY + 1)).toBeUndefined();
    expect(toConfirm(at.store, confirmToken("inc_other"), NOW)).toBeUndefined();
    expect(toConfirm(at.store, at.token, NOW)).toBeUndefined();
    let thrown: unknown;
    try {
      confirmAnswer(at.store, aStaff(at.store, at.officeId) as never, { token: token() });
    } catch (fault) {
      thrown = fault;
    }
    expect(faultOf(thrown)).toBe("forbidden");
  });

  it("is not asked about without end, nor where nobody vouches for the sender or the attendee was not invited", () => {
    for (let i = 0; i < 5; i++) take();
    expect(asked()).toHaveLength(3);
    expect(take(mail({}, { vouched: false }))).toEqual({ kind: "look", why: "unverified" });
    expect(take(mail({ attendee: "otro@minsa.example" }))).toEqual({ kind: "look", why: "other_sender" });
    expect(given()).toEqual([]);
  });
});

describe("the page of the link", () => {
  const params = (t: string) => ({ params: Promise.resolve({ token: t }) });

  const read = (t: string, query = "") => GET(new Request(`http://localhost:3000/confirm/${t}${query}`), params(t));

  it("names who answered for which institution, the hour, and how to reach the office", async () => {
    at.store.raw.prepare("update office set contact_phone = '+507 555-0142'").run();
    vi.useFakeTimers({ toFake: ["Date"], now: NOW });
    take();
    const html = await (await read(token())).text();
    for (const part of ["Eva Sol", "del Ministerio MINSA", "Martes 14 de diciembre de 2021", "9:00", "tel:+5075550142", "Planes para 2022"])
      expect(html).toContain(part);
  });

  it("says thanks to a token that was used alone, whatever stands in the address", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: NOW });
    take();
    const unknown = await (await read("short", "?lang=es&done=yes")).text();
    for (const t of ["short", confirmToken("inc_other"), token()]) {
      const answer = await read(t, "?lang=en&done=yes");
      expect((await answer.text()).includes("Thank you, the answer is noted")).toBe(false);
      expect(answer.status).toBe(t === token() ? 200 : 404);
    }
    expect(unknown).not.toContain("anotada");
    value(confirm());
    const used = await read(token(), "?lang=es&done=newer");
    expect([used.status, (await used.text()).includes("Gracias, la respuesta quedó anotada.")]).toEqual([200, true]);
    // Opened again, or pressed twice: it says what the first press did.
    const again = await read(token(), "?lang=es");
    expect([again.status, (await again.text()).includes("Gracias, la respuesta quedó anotada.")]).toEqual([200, true]);
    const pressed = await POST(
      new Request(`http://localhost:3000/confirm/${token()}?lang=es`, { method: "POST", body: new URLSearchParams() }),
      params(token()),
    );
    expect(pressed.headers.get("location")).toContain("done=yes");
  });

  it("says the same of every link that opens nothing, and takes no post from elsewhere", async () => {
    const url = "http://localhost:3000/confirm/short";
    expect((await GET(new Request(url), params("short"))).status).toBe(404);
    const foreign = new Request(url, { method: "POST", headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" } });
    expect((await POST(foreign, params("short"))).status).toBe(403);
  });
});

describe("what else a calendar asks", () => {
  it("gets the invitation again once a day, and its wish for another time is for a person", () => {
    const again = { uid: `${at.invitationId}@localhost`, attendee: LIAISON, wish: "refresh" };
    const own = { from: { name: "Ana", address: LIAISON } };
    const sent = () => at.store.db.select().from(messages).where(eq(messages.kind, "invitation")).all().length;
    expect(take(mail({}, { ...own, calendar: again as never })).kind).toBe("refresh");
    expect(sent()).toBe(1);
    take(mail({}, { ...own, calendar: again as never }), NOW + 2 * DAY);
    take(mail({}, { ...own, calendar: again as never }), NOW + 2 * DAY + 1000);
    expect(sent()).toBe(2);
    expect(take(mail({}, { calendar: again as never }), NOW + 5 * DAY)).toEqual({ kind: "look", why: "other_sender" });
    expect(take(mail({}, { ...own, calendar: { ...again, wish: "counter" } as never }))).toEqual({ kind: "look", why: "counter" });
  });
});
