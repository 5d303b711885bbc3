import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { cancelBriefing, postponeBriefing } from "@/core/briefings/passing/commands";
import { findBriefing } from "@/core/briefings/queries";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { saveDelegation } from "@/core/invitations/delegation/commands";
import { saveDelegationInput } from "@/core/invitations/delegation/input";
import { nomineeMail } from "@/core/invitations/delegation/mail";
import { delegationOf } from "@/core/invitations/delegation/queries";
import { tellChange } from "@/core/invitations/telling/commands";
import { undoSending } from "@/core/invitations/undoing/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import { briefings, messages, people } from "@/db/schema";
import { mailText } from "@/lib/mail/text";
import { anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, value } from "../invited";

let it0: Invited;

beforeEach(() => {
  it0 = invited();
  value(
    recordAnswer(it0.store, it0.guest(), {
      value: "accepted",
      by: "other",
      byName: "Ana Ruiz",
      language: "es",
      notice: "2026-11",
      invitationId: it0.invitationId,
    }),
  );
});

type Seat = { id?: string; from?: string; name?: string; post?: string; email?: string };
const save = (seats: Seat[], actor = it0.guest()) =>
  value(saveDelegation(it0.store, actor, saveDelegationInput.parse({ invitationId: it0.invitationId, seats })));
const luis = { name: "Luis Mora", post: "Director", email: "luis@minsa.example" };
const standing = () => delegationOf(it0.store, { id: it0.invitationId, officeId: it0.officeId });
const sent = (kind = "nominee") => it0.store.db.select().from(messages).where(eq(messages.kind, kind)).all();
const says = (message = sent()[0]) => message && nomineeMail[message.kind]?.(it0.store, message, NOW);
const text = (message = sent()[0]): string => {
  const content = says(message);
  return content && content !== "obsolete" ? mailText(content, "es").replace(/\s+/g, " ") : String(content);
};
const leave = () => it0.store.db.update(messages).set({ state: "sent", sentAt: NOW }).where(eq(messages.kind, "nominee")).run();
const tellAgain = () => {
  const was = findBriefing(it0.store, it0.officer, it0.briefingId);
  if (was) tellChange(it0.store, it0.officer, it0.briefingId, "changed", was);
};

describe("people who are named", () => {
  it("are told once who named them, when and where, and what becomes of their data", () => {
    save([luis, { name: "Eva Sol", post: "Asesora" }]);
    expect(sent()).toMatchObject([{ toAddress: luis.email, toName: luis.name, language: "es", state: "queued" }]);
    const [mora] = standing();
    save([{ id: mora?.id }, { name: "Otra", post: "Jefa" }]);
    expect(sent()).toHaveLength(1);
    expect(text()).toContain("El Ministerio MINSA le designó para participar");
    expect(text()).toContain("Martes 14 de diciembre de 2021");
    expect(text()).toContain("Panamá (UTC−5)");
    expect(text()).toContain("Sala Ancón");
    expect(text()).toContain("office@pa.example");
    expect(text()).toContain("corrijan o eliminen");
  });

  it("get no link of their institution", () => {
    save([luis]);
    expect(text()).not.toContain("/r/");
    expect(text()).not.toContain(it0.token);
  });

  it("read it in their own language where it is known", () => {
    it0.store.db.update(people).set({ language: "fr" }).where(eq(people.id, it0.personId)).run();
    save([{ from: it0.personId, email: "autre@minsa.example" }]);
    expect(sent()).toMatchObject([{ language: "fr" }]);
    expect(text()).toContain("désigné(e)");
  });

  it("are not told when it is the addressee, who has the invitation", () => {
    save([{ ...luis, email: "ENLACE@minsa.example" }]);
    expect(sent()).toEqual([]);
  });

  it("are not told once they are out, at another address, or nothing stands; and are when they come back", () => {
    save([luis]);
    save([{ name: "Eva Sol", post: "Asesora" }]);
    expect(says()).toBe("obsolete");
    it0.store.db.update(messages).set({ state: "cancelled" }).where(eq(messages.kind, "nominee")).run();
    save([luis]);
    expect(sent().filter((m) => m.state === "queued")).toHaveLength(1);
    const again = sent().find((m) => m.state === "queued");
    expect(says(again)).not.toBe("obsolete");
    value(cancelBriefing(it0.store, it0.officer, { briefingId: it0.briefingId, reason: "x" }));
    expect(says(again)).toBe("obsolete");
    value(withdrawInvitation(it0.store, it0.officer, { id: it0.invitationId }));
    expect(sent().every((m) => m.state === "cancelled")).toBe(true);
  });

  it("are at most thirty an invitation, however often a link saves", () => {
    for (let i = 0; i < 40; i++) save([{ name: `Persona ${i}`, post: "x", email: `p${i}@elsewhere.example` }]);
    expect(sent()).toHaveLength(30);
  });

  it("hear of a postponement or cancellation if they were told before, and it is taken back with it", () => {
    save([luis]);
    tellAgain();
    expect(sent("nominee_change")).toEqual([]);
    leave();
    it0.store.db.update(briefings).set({ state: "inviting" }).run();
    const was = findBriefing(it0.store, it0.officer, it0.briefingId);
    value(postponeBriefing(it0.store, it0.officer, { briefingId: it0.briefingId, day: "2022-01-18", reason: "Storm" }));
    if (!was) throw new Error("no briefing");
    const { batchId } = tellChange(it0.store, it0.officer, it0.briefingId, "postponed", was);
    const [change] = sent("nominee_change");
    expect(change).toMatchObject({ toAddress: luis.email, batchId, sendAfter: NOW + UNDO_WINDOW });
    expect(text(change)).toContain("Martes 18 de enero de 2022");
    expect(text(change)).toContain("Martes 14 de diciembre de 2021");
    const stranger = aStaff(it0.store, anOffice(it0.store, "cr"));
    expect(() => undoSending(it0.store, stranger, { briefingId: it0.briefingId, batchId })).toThrow();
    expect(sent("nominee_change")).toMatchObject([{ state: "queued" }]);
    value(undoSending(it0.store, it0.officer, { briefingId: it0.briefingId, batchId }));
    expect(sent("nominee_change")).toMatchObject([{ state: "cancelled" }]);
  });
});
