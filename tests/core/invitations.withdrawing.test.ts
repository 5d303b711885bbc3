import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findBriefing } from "@/core/briefings/queries";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { addInvitations } from "@/core/invitations/commands";
import { saveDelegation } from "@/core/invitations/delegation/commands";
import { saveDelegationInput } from "@/core/invitations/delegation/input";
import { nomineeMail } from "@/core/invitations/delegation/mail";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { invitationsTo } from "@/core/invitations/queries";
import { remindInvitations } from "@/core/invitations/sending/commands";
import { tellChange } from "@/core/invitations/telling/commands";
import { undoSending } from "@/core/invitations/undoing/commands";
import { withdrawInvitations } from "@/core/invitations/withdrawing/commands";
import { withdrawalMail, withdrawalPreview } from "@/core/invitations/withdrawing/mail";
import type { Staff } from "@/core/kernel/actor";
import { audits, briefings, messages, people } from "@/db/schema";
import { mailText } from "@/lib/mail/text";
import { anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, value } from "../invited";

let at: Invited;
const HOUR = 3_600_000;

beforeEach(() => {
  at = invited({ briefing: { state: "inviting", title: { es: "Reunión de trabajo" } } });
});

const withdraw = (tell = true, actor: Staff = at.officer) =>
  value(withdrawInvitations(at.store, actor, { briefingId: at.briefingId, invitations: [at.invitationId], tell }));
const of = (kind: string) => at.store.db.select().from(messages).where(eq(messages.kind, kind)).all();
const says = (kind = "withdrawal") => {
  const [message] = of(kind);
  const content = message && { ...withdrawalMail, ...nomineeMail }[kind]?.(at.store, message, NOW);
  if (!content || content === "obsolete") throw new Error(String(content));
  return { content, text: mailText(content, "es").replace(/\s+/g, " "), calendar: content.calendar?.text.replace(/\r\n /g, "") ?? "" };
};
const audited = (action: string) => at.store.db.select().from(audits).where(eq(audits.action, action)).all();
const later = (ms: number): Staff => ({ ...at.officer, now: NOW + ms });

/** The institution says yes and names somebody, who is told. */
function named(email = "luis@minsa.example"): void {
  const said = { value: "accepted", by: "other", byName: "Ana Ruiz", language: "es", notice: "2026-11" } as const;
  value(recordAnswer(at.store, at.guest(), { ...said, invitationId: at.invitationId }));
  const seats = [{ name: "Luis Mora", post: "Director", email }];
  value(saveDelegation(at.store, at.guest(), saveDelegationInput.parse({ invitationId: at.invitationId, seats })));
  at.store.db.update(messages).set({ state: "sent", sentAt: NOW }).where(eq(messages.kind, "nominee")).run();
}

describe("withdrawing an invitation that has left", () => {
  it("tells the institution in its language and takes the entry out of its calendar", () => {
    expect(withdraw()).toMatchObject({ n: 1, told: 1, batchId: expect.any(String) });
    const { content, text, calendar } = says();
    expect(content.subject).toBe("Invitación retirada: Reunión de trabajo, 14 dic 2021");
    expect(text).toContain("Lamentamos tener que retirar la invitación dirigida al Ministerio MINSA");
    expect(text).not.toContain("/r/");
    expect(content.calendar?.method).toBe("cancel");
    expect(calendar).toContain(`UID:${at.invitationId}@`);
    expect(calendar).toContain("STATUS:CANCELLED");
    expect(calendar).toContain("SEQUENCE:1");
    expect(of("withdrawal")).toMatchObject([{ toAddress: "enlace@minsa.example", language: "es", state: "queued" }]);
  });

  it("shows beforehand exactly what will be read", () => {
    const shown = withdrawalPreview(at.store, at.officer, at.invitationId);
    withdraw();
    expect(shown?.blocks).toEqual(says().content.blocks);
    expect(shown?.subject).toBe(says().content.subject);
  });

  it("tells the people it named, with them those it names no more", () => {
    named();
    value(
      saveDelegation(
        at.store,
        at.guest(),
        saveDelegationInput.parse({ invitationId: at.invitationId, seats: [{ name: "Eva Sol", post: "Asesora" }] }),
      ),
    );
    withdraw();
    expect(of("nominee_withdrawal")).toMatchObject([{ toAddress: "luis@minsa.example", state: "queued" }]);
    expect(says("nominee_withdrawal").text).toContain("se retiró la invitación dirigida al Ministerio MINSA");
  });

  it("tells nobody where that was not wanted, the meeting is off or has begun, or nobody can be written to", () => {
    expect(withdraw(false)).toMatchObject({ told: 0, batchId: undefined });
    expect(of("withdrawal")).toEqual([]);
    const again = (over: { state: "cancelled" | "inviting" }, now = NOW) => {
      at = invited({ briefing: { state: "inviting" } });
      at.store.db.update(briefings).set(over).run();
      return withdraw(true, { ...at.officer, now }).told;
    };
    expect(again({ state: "cancelled" })).toBe(0);
    expect(again({ state: "inviting" }, Date.parse("2021-12-14T14:30:00Z"))).toBe(0);
    at = invited({ briefing: { state: "inviting" } });
    at.store.db.update(people).set({ email: null }).run();
    expect(withdraw().told).toBe(0);
  });

  it("is taken back within the minute: the link works, what waited waits again, the calendar knows of nothing", () => {
    named();
    at.store.db.update(messages).set({ state: "sent" }).run();
    const states = () => of("withdrawal").map((m) => m.state);
    const { batchId = "" } = withdraw();
    expect(findInvitationByToken(at.store, at.token, NOW)).toBeUndefined();
    expect(value(undoSending(at.store, later(30_000), { briefingId: at.briefingId, batchId })).restored).toBe(true);
    expect(at.row()).toMatchObject({ state: "sent", sequence: 0, withdrawnAt: null, answer: "accepted", named: 1 });
    expect(findInvitationByToken(at.store, at.token, NOW)).toBeDefined();
    expect([...states(), ...of("nominee_withdrawal").map((m) => m.state)]).toEqual(["cancelled", "cancelled"]);
    expect(audited("invitations.withdrawal_undone")).toHaveLength(1);
    const again = value(
      withdrawInvitations(at.store, later(40_000), { briefingId: at.briefingId, invitations: [at.invitationId], tell: true }),
    );
    expect(undoSending(at.store, later(HOUR), { briefingId: at.briefingId, batchId: again.batchId ?? "" })).toMatchObject({
      code: "undo_too_late",
    });
  });

  it("is not taken back once one of those it was told to has heard of it, though another message waits still", () => {
    const other = invited({ ...at, acronym: "MINEX" });
    const invitations = [at.invitationId, other.invitationId];
    const { batchId = "" } = value(withdrawInvitations(at.store, at.officer, { briefingId: at.briefingId, invitations, tell: true }));
    const [gone, waiting] = of("withdrawal");
    at.store.db
      .update(messages)
      .set({ state: "sent", sentAt: NOW + 60_000 })
      .where(eq(messages.id, gone?.id ?? ""))
      .run();
    // A message that was edited leaves a minute after the edit.
    at.store.db
      .update(messages)
      .set({ sendAfter: NOW + 110_000 })
      .where(eq(messages.id, waiting?.id ?? ""))
      .run();
    const undone = undoSending(at.store, later(70_000), { briefingId: at.briefingId, batchId });
    expect(undone).toMatchObject({ code: "undo_too_late" });
    expect(invitationsTo(at.store, at.officeId, at.briefingId).map((i) => i.state)).toEqual(["withdrawn", "withdrawn"]);
  });

  it("lets a reminder wait again that it had taken back", () => {
    const tomorrow = later(24 * HOUR);
    value(remindInvitations(at.store, tomorrow, { briefingId: at.briefingId, invitations: [] }));
    const { batchId = "" } = withdraw(true, tomorrow);
    expect(of("reminder").map((m) => m.state)).toEqual(["cancelled"]);
    value(undoSending(at.store, tomorrow, { briefingId: at.briefingId, batchId }));
    expect(of("reminder").map((m) => m.state)).toEqual(["queued"]);
  });

  it("asks anew by a higher sequence when it comes back, and what tells of the withdrawal is overtaken", () => {
    withdraw();
    value(
      addInvitations(at.store, at.officer, {
        briefingId: at.briefingId,
        institutions: [{ id: at.institutionId, quota: 2, addressee: undefined }],
      }),
    );
    expect(at.row()).toMatchObject({ state: "draft", sequence: 2 });
    expect(() => says()).toThrow("obsolete");
  });

  it("refuses managers, strangers and other offices", () => {
    const input = { briefingId: at.briefingId, invitations: [at.invitationId], tell: true };
    const fault = (kind: string) => expect.objectContaining({ fault: kind });
    expect(() => withdrawInvitations(at.store, aStaff(at.store, at.officeId, "manager"), input)).toThrow(fault("forbidden"));
    expect(() => withdrawInvitations(at.store, aStaff(at.store, anOffice(at.store, "cr")), input)).toThrow(fault("not_found"));
    expect(invitationsTo(at.store, at.officeId, at.briefingId)[0]?.state).toBe("sent");
  });
});

describe("a change", () => {
  it("is told to those who were named once and are named no more, for they had the date from us", () => {
    named();
    value(
      saveDelegation(
        at.store,
        at.guest(),
        saveDelegationInput.parse({ invitationId: at.invitationId, seats: [{ name: "Eva Sol", post: "Asesora" }] }),
      ),
    );
    const was = findBriefing(at.store, at.officer, at.briefingId);
    if (was) tellChange(at.store, at.officer, at.briefingId, "changed", { ...was, venue: "Sala Colón" });
    expect(of("nominee_change")).toMatchObject([{ toAddress: "luis@minsa.example" }]);
    expect(says("nominee_change").text).toContain("ya no figura en la delegación");
  });
});
