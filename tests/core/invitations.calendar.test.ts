import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/calendar/[file]/route";
import { editBriefing } from "@/core/briefings/editing/commands";
import { cancelBriefing, postponeBriefing, undoPassage } from "@/core/briefings/passing/commands";
import { addInvitations } from "@/core/invitations/commands";
import { revokeLink } from "@/core/invitations/links/commands";
import { currentLink } from "@/core/invitations/links/queries";
import { invitationMail } from "@/core/invitations/mail";
import { sendInvitations } from "@/core/invitations/sending/commands";
import { tellChange } from "@/core/invitations/telling/commands";
import type { Staff } from "@/core/kernel/actor";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import { briefings, invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "../factories";
import { value } from "../invited";

let store: Store;
let officer: Staff;
let briefingId: string;
let id: string;

beforeEach(() => {
  store = emptyStore();
  const officeId = anOffice(store);
  officer = aStaff(store, officeId);
  briefingId = aBriefing(store, officeId, { state: "scheduled" });
  const { institutionId } = anInstitution(store, officeId, { acronym: "MINSA", name: "Ministerio de Salud" });
  [id = ""] = value(
    addInvitations(store, officer, { briefingId, institutions: [{ id: institutionId, quota: 2, addressee: undefined }] }),
  ).added;
  value(sendInvitations(store, officer, { briefingId, invitations: [id], count: 1 }));
});
afterEach(() => vi.unstubAllEnvs());

/** A mailbox takes the answers. */
function heard(): void {
  vi.stubEnv("MAIL_REPLIES", "respuestas@oim-panama.example");
  vi.stubEnv("IMAP_URL", "imaps://respuestas:x@mail.oim-panama.example");
}

const briefing = () => {
  const found = store.db.select().from(briefings).where(eq(briefings.id, briefingId)).get();
  if (!found) throw new Error("no briefing");
  return found;
};

/** The letter of a kind as it would leave now, and its calendar object with the folds undone. */
function leaving(kind: "invitation" | "change") {
  const message = store.db.select().from(messages).where(eq(messages.kind, kind)).all().at(-1);
  const content = message && invitationMail[kind]?.(store, message, NOW + UNDO_WINDOW);
  if (!message || !content || content === "obsolete" || !content.calendar) throw new Error("no letter");
  return { message, content, method: content.calendar.method, text: content.calendar.text.replace(/\r\n /g, "") };
}

/** The letter that tells a change, with those who were told before it. */
function told(kind: "changed" | "postponed" | "cancelled", act: () => void) {
  store.db.update(invitations).set({ state: "sent", sentAt: NOW }).run();
  store.db.update(messages).set({ state: "sent", sentAt: NOW }).run();
  const was = briefing();
  act();
  tellChange(store, officer, briefingId, kind, was);
  return leaving("change");
}

describe("the calendar object of an invitation", () => {
  it("only tells the date where no answer to it would be heard", () => {
    const { method, text, content } = leaving("invitation");
    expect(method).toBe("publish");
    expect(text).toContain("METHOD:PUBLISH");
    expect(text).not.toContain("ATTENDEE");
    expect(content.replyTo?.address).toBe("office@pa.example");
  });

  it("asks the one written to, and hears the answer at an address of the invitation's own", () => {
    heard();
    const { method, text, message, content } = leaving("invitation");
    expect(method).toBe("request");
    expect(text.match(/^ATTENDEE.*$/gm)).toEqual([expect.stringMatching(new RegExp(`RSVP=TRUE.*MAILTO:${message.toAddress}$`))]);
    expect(text).toContain(`:mailto:respuestas+${id}@oim-panama.example`);
    expect(content.replyTo?.address).toBe(`respuestas+${id}@oim-panama.example`);
    expect(JSON.stringify(content.blocks)).toContain("los botones de su calendario");
  });

  it("keeps the answer where it holds, and asks anew for a new date", () => {
    heard();
    store.db
      .update(invitations)
      .set({ answer: "accepted", answeredAt: NOW - 1 })
      .run();
    const attendee = (text: string) => text.match(/^ATTENDEE.*$/m)?.[0];
    expect(attendee(leaving("invitation").text)).toContain("PARTSTAT=ACCEPTED;RSVP=FALSE");
    const { text } = told("postponed", () => value(postponeBriefing(store, officer, { briefingId, day: "2022-01-18", reason: "Storm" })));
    expect(attendee(text)).toContain("PARTSTAT=NEEDS-ACTION;RSVP=TRUE");
    store.db
      .update(invitations)
      .set({ answer: "declined", answeredAt: NOW + 1 })
      .run();
    expect(attendee(leaving("change").text)).toContain("PARTSTAT=DECLINED;RSVP=FALSE");
  });

  it("is one for life, says when in UTC, and carries no personal link", () => {
    const { text } = leaving("invitation");
    expect(text).toContain(`UID:${id}@localhost`);
    expect(text).toContain("SEQUENCE:0");
    expect(text).toContain("DTSTART:20211214T140000Z");
    expect(text).not.toContain(currentLink(store, id)?.token ?? "?");
    expect(text).not.toContain("/r/");
  });

  it("is the same to the byte when it is sent again", () => {
    expect(leaving("invitation").text).toBe(leaving("invitation").text);
  });

  it("rises with another place or hour, and not with another word", () => {
    const edit = (values: Record<string, unknown>) => {
      const { startsLocal, endsLocal, version } = briefing();
      const typed = {
        day: startsLocal.slice(0, 10),
        starts: startsLocal.slice(11),
        ends: endsLocal.slice(11),
        version,
        language: "es" as const,
        tell: true,
      };
      const { title, purpose, type, zone, mode, venue, donorVisibility } = briefing();
      const kept = { title, purpose, type, zone, mode, venue: venue ?? undefined, donorVisibility, accessNotes: {}, occasions: {} };
      const lists = { confidential: false, occasionDays: [], occasionsAgain: [], topics: [], sdgs: [], objectives: [] };
      value(editBriefing(store, officer, { briefingId, ...typed, ...kept, ...lists, ...values }));
    };
    edit({ title: { es: "Otro título" } });
    expect(briefing().sequence).toBe(0);
    edit({ venue: "Sala Portobelo" });
    expect(briefing().sequence).toBe(1);
  });

  it("asks again with the new date once postponed, under the same identity and a higher number", () => {
    heard();
    const { method, text } = told("postponed", () =>
      value(postponeBriefing(store, officer, { briefingId, reason: "x", day: "2021-12-16" })),
    );
    expect(method).toBe("request");
    expect(text).toContain(`UID:${id}@localhost`);
    expect(text).toContain("SEQUENCE:1");
    expect(text).toContain("DTSTART:20211216T140000Z");
  });

  it("is taken out of calendars when the meeting is called off, or its date is open", () => {
    const open = told("postponed", () => value(postponeBriefing(store, officer, { briefingId, reason: "x" })));
    expect([open.method, /STATUS:\w+/.exec(open.text)?.[0]]).toEqual(["cancel", "STATUS:CANCELLED"]);
    value(undoPassage(store, officer, { briefingId }));
    const off = told("cancelled", () => value(cancelBriefing(store, officer, { briefingId, reason: "x" })));
    expect([off.method, /SEQUENCE:\d/.exec(off.text)?.[0]]).toEqual(["cancel", "SEQUENCE:3"]);
  });
});

describe("the calendar file of a link", () => {
  const get = (file: string, query = "") => {
    (globalThis as { enlaceStore?: Store }).enlaceStore = store;
    vi.useFakeTimers({ toFake: ["Date"], now: NOW });
    return GET(new Request(`http://localhost:3000/calendar/${file}${query}`), { params: Promise.resolve({ file }) });
  };
  afterEach(() => {
    vi.useRealTimers();
    (globalThis as { enlaceStore?: Store }).enlaceStore = undefined;
  });

  it("holds the meeting in the language asked for, as a file", async () => {
    const answer = await get(`${currentLink(store, id)?.token}.ics`, "?lang=fr");
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="[A-Z0-9-]+\.ics"$/);
    expect(await answer.text()).toContain(`UID:${id}@localhost`);
  });

  it("is not there for any other address, each alike", async () => {
    const { token } = currentLink(store, id) ?? { token: "" };
    store.db.update(messages).set({ state: "sent", sentAt: NOW }).run();
    value(revokeLink(store, officer, { invitationId: id }));
    for (const file of [`${token}.ics`, token, "x.ics", ".ics", `${"A".repeat(32)}.ics`]) {
      const answer = await get(file);
      expect([answer.status, await answer.text()]).toEqual([404, ""]);
    }
  });
});
