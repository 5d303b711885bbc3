import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { afterwardsOf, thankingMail } from "@/core/followups/thanking/mail";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { invitationMail, previewOf } from "@/core/invitations/mail";
import { enqueue, type Message } from "@/core/kernel/outbox";
import { dispatchDue } from "@/core/mail/dispatch";
import { briefings, delegates, followUps, invitations, materials, materialVersions } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { MailContent } from "@/lib/mail/content";
import { mailText } from "@/lib/mail/text";
import type { Transport } from "@/lib/mail/transport";
import { anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited } from "../invited";

let it0: Invited;
const AFTER = NOW + 20 * 86_400_000;

beforeEach(() => {
  it0 = invited();
});

const write = (values: Partial<typeof invitations.$inferInsert>) =>
  it0.store.db.update(invitations).set(values).where(eq(invitations.id, it0.invitationId)).run();
const meeting = (values: Partial<typeof briefings.$inferInsert>) => it0.store.db.update(briefings).set(values).run();
const message = (kind: string): Message =>
  ({
    kind,
    officeId: it0.officeId,
    invitationId: it0.invitationId,
    language: "es",
    words: null,
    payload: { tenureId: it0.row().addresseeTenureId },
  }) as unknown as Message;
const says = (kind: string, now = AFTER): MailContent | "obsolete" | undefined =>
  ({ ...invitationMail, ...thankingMail })[kind]?.(it0.store, message(kind), now);
const text = (content: MailContent | "obsolete" | undefined): string =>
  content && content !== "obsolete" ? mailText(content, "es").replace(/\s+/g, " ") : String(content);

describe("the day before", () => {
  beforeEach(() => {
    write({ answer: "accepted", answeredAt: NOW });
    meeting({ accessNotes: { es: "Con documento de identidad, por la puerta norte." }, onlineUrl: "https://meet.example/x" });
    const { officeId, invitationId } = it0;
    const seat = { officeId, invitationId, role: "member", mode: "on_site", seat: "seated", substitute: false } as const;
    const consents = { listConsent: false, photoConsent: false, followUpConsent: false, createdAt: NOW };
    it0.store.db
      .insert(delegates)
      .values({ id: newId("del"), ...seat, ...consents, position: 1, name: "Luis Mora", post: "Director" })
      .run();
  });

  it("says when, where, how to come in, who of theirs comes, and leads to the agenda", () => {
    for (const part of [
      "Martes 14 de diciembre",
      "Sala Ancón",
      "puerta norte",
      "https://meet.example/x",
      "- Luis Mora, Director",
      `/r/${it0.token}`,
    ])
      expect(text(says("day_before", NOW))).toContain(part);
    expect(previewOf(it0.store, it0.officer, it0.invitationId, "day_before")).toEqual(says("day_before", NOW));
  });

  it("is said to nobody who does not come, and of no meeting that is off, moved without a date, or begun", () => {
    write({ answer: "declined" });
    expect(says("day_before", NOW)).toBe("obsolete");
    write({ answer: "accepted" });
    meeting({ state: "cancelled" });
    expect(says("day_before", NOW)).toBe("obsolete");
    meeting({ state: "postponed", dateOpen: true });
    expect(says("day_before", NOW)).toBe("obsolete");
    meeting({ state: "inviting", dateOpen: false });
    expect(says("day_before", NOW)).not.toBe("obsolete");
    expect(says("day_before", AFTER)).toBe("obsolete");
  });
});

describe("after the meeting", () => {
  const agree = (what: string, over: Partial<typeof followUps.$inferInsert> = {}) =>
    it0.store.db
      .insert(followUps)
      .values({
        id: newId("fup"),
        officeId: it0.officeId,
        number: it0.store.db.select().from(followUps).all().length + 1,
        briefingId: it0.briefingId,
        what,
        leadKind: "institution",
        leadInstitutionId: it0.institutionId,
        dueOn: "2022-01-31",
        state: "open",
        stateAt: NOW,
        newsAt: NOW,
        searchText: what,
        createdAt: NOW,
        ...over,
      } as typeof followUps.$inferInsert)
      .run();

  it("thanks those who came, with the papers and what they take part in", () => {
    write({ came: "present" });
    agree("Compartir el protocolo");
    agree("Algo que cayó", { state: "dropped" });
    const id = newId("mat");
    const { officeId, briefingId } = it0;
    it0.store.db
      .insert(materials)
      .values({
        id,
        officeId,
        briefingId,
        title: "Presentación",
        language: "es",
        visibility: "invited",
        position: 1,
        latest: 1,
        shown: 1,
        createdAt: NOW,
      })
      .run();
    it0.store.db
      .insert(materialVersions)
      .values({
        id: newId("mav"),
        officeId,
        materialId: id,
        n: 1,
        fileName: "p.pdf",
        kind: "pdf",
        size: 1,
        sha256: "x",
        found: {} as never,
        createdAt: NOW,
      })
      .run();
    const said = text(says("thanks"));
    for (const part of [
      "Agradecemos la participación del Ministerio MINSA",
      "- Presentación",
      "- Compartir el protocolo (previsto para el 31 de enero",
    ])
      expect(said).toContain(part);
    expect(said).not.toContain("Algo que cayó");
    expect(text(afterwardsOf(it0.store, { ...it0.officer, now: AFTER }, it0.invitationId, "thanks"))).toBe(said);
    expect(afterwardsOf(it0.store, aStaff(it0.store, anOffice(it0.store, "cr")), it0.invitationId, "thanks")).toBeUndefined();
  });

  it("leaves out the headings of lists that are empty, and everything of a confidential meeting", () => {
    write({ came: "present" });
    expect(text(says("thanks"))).not.toContain("Acuerdos");
    agree("Compartir el protocolo");
    expect(text(says("thanks"))).toContain("Compromisos en los que participa");
    meeting({ confidential: true });
    expect(text(says("thanks"))).not.toContain("protocolo");
  });

  it("names what is done as done in thanks, and in a regret only what is still ahead", () => {
    agree("Compartir el protocolo");
    agree("Confirmar la sala", { state: "verified", dueOn: "2021-12-15" });
    agree("Enviar la lista", { dueOn: "2021-12-15" });
    write({ came: "present" });
    for (const part of [
      "- Compartir el protocolo (previsto para el 31 de enero",
      "- Confirmar la sala (cumplido)",
      "- Enviar la lista (previsto para el 15 de diciembre",
    ])
      expect(text(says("thanks"))).toContain(part);
    write({ came: "absent" });
    expect(text(says("regret"))).toContain("Compartir el protocolo");
    expect(text(says("regret"))).not.toMatch(/Confirmar la sala|Enviar la lista/);
  });

  it.each([
    ["present", "accepted", true, false],
    ["substitute", null, true, false],
    ["excused", "accepted", false, true],
    ["absent", "accepted", false, true],
    [null, "accepted", false, false],
    [null, "declined", false, true],
  ] as const)("of one that was %s and had said %s", (came, answer, thanks, regret) => {
    write({ came, answer });
    expect(says("thanks") !== "obsolete").toBe(thanks);
    expect(says("regret") !== "obsolete").toBe(regret);
  });

  it.each(["thanks", "regret"])("%s that left by plan is not said after its days, however late the mail leaves", (kind) => {
    write({ came: kind === "thanks" ? "present" : "absent" });
    const planned = { ...message(kind), payload: { tenureId: it0.row().addresseeTenureId, until: AFTER } };
    expect(thankingMail[kind]?.(it0.store, planned, AFTER)).not.toBe("obsolete");
    expect(thankingMail[kind]?.(it0.store, planned, AFTER + 1)).toBe("obsolete");
  });

  it("is not said before the end, of a meeting called off, or to one withdrawn", () => {
    write({ came: "present" });
    expect(says("thanks", NOW)).toBe("obsolete");
    meeting({ state: "cancelled" });
    expect(says("thanks")).toBe("obsolete");
    meeting({ state: "held" });
    expect(says("thanks")).not.toBe("obsolete");
    write({ state: "withdrawn" });
    expect(says("thanks")).toBe("obsolete");
  });
});

describe("a message after the meeting", () => {
  it("brings a link that lives 30 days from the moment it leaves", async () => {
    const LATE = Date.parse("2022-03-01T15:00:00Z");
    write({ came: "present", answer: "accepted" });
    expect(findInvitationByToken(it0.store, it0.token, LATE)).toBeUndefined();
    const { officeId, briefingId, invitationId } = it0;
    const to = { name: "Ana Ruiz", address: "enlace@minsa.example" };
    const payload = { tenureId: it0.row().addresseeTenureId };
    const thanks = {
      kind: "thanks",
      key: "thanks:1",
      officeId,
      to,
      language: "es",
      sendAfter: LATE,
      briefingId,
      invitationId,
      payload,
    } as const;
    enqueue(it0.store, { kind: "system", now: LATE }, thanks);
    const left: string[] = [];
    const transport: Transport = async ({ content }) => {
      left.push(JSON.stringify(content));
      return { kind: "sent" };
    };
    expect(await dispatchDue(it0.store, thankingMail, transport, LATE)).toBe(1);
    expect(left[0]).toContain(`/r/${it0.token}`);
    expect(findInvitationByToken(it0.store, it0.token, LATE + 29 * 86_400_000)).toBeDefined();
  });
});
