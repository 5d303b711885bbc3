import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { editBriefing } from "@/core/briefings/editing/commands";
import { asTyped } from "@/core/briefings/editing/rules";
import { editBriefingInput } from "@/core/briefings/input";
import { postponeBriefing } from "@/core/briefings/passing/commands";
import { findBriefing, passageOf } from "@/core/briefings/queries";
import { noteContact } from "@/core/invitations/contacts/commands";
import { invitationMail } from "@/core/invitations/mail";
import { invitationHooks } from "@/core/invitations/sending/commands";
import { tellChange } from "@/core/invitations/telling/commands";
import { rehearse } from "@/core/invitations/telling/mail";
import { knownBy, tellingOf, wasTold } from "@/core/invitations/telling/queries";
import { withdrawInvitations } from "@/core/invitations/withdrawing/commands";
import { withdrawalPreview } from "@/core/invitations/withdrawing/mail";
import type { Staff } from "@/core/kernel/actor";
import { accept, refuse } from "@/core/kernel/outcome";
import { dispatchDue } from "@/core/mail/dispatch";
import { audits, invitations, messages } from "@/db/schema";
import { NOW } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

let it0: Invited;
const at = (minutes: number): Staff => ({ ...it0.officer, now: NOW + minutes * 60_000 });
const briefing = () => {
  const found = findBriefing(it0.store, it0.officer, it0.briefingId);
  if (!found) throw new Error("no briefing");
  return found;
};
/** An edit of some fields, told to those who knew. */
const edit = (minutes: number, changes: Record<string, unknown>) => {
  const was = briefing();
  const typed = Object.entries(asTyped(was)).filter(([name, typed]) => !name.includes(".") && Boolean(typed));
  const form = { ...Object.fromEntries(typed), briefingId: was.id, language: "es", title: was.title, ...changes };
  value(editBriefing(it0.store, at(minutes), editBriefingInput.parse(form)));
  return tellChange(it0.store, at(minutes), was.id, "changed", was);
};
const postpone = (minutes: number, day?: string) => {
  const was = briefing();
  value(postponeBriefing(it0.store, at(minutes), { briefingId: was.id, day, reason: "Storm" }));
  return tellChange(it0.store, at(minutes), was.id, "postponed", was);
};
const dispatch = (minutes: number) =>
  dispatchDue(it0.store, invitationMail, async () => ({ kind: "sent" }), at(minutes).now, { hooks: invitationHooks });
const known = (minutes: number) => knownBy(it0.store, at(minutes), briefing())[0];

beforeEach(() => {
  it0 = invited({ briefing: { state: "inviting", title: { es: "Reunión" }, venue: "Sala Ancón" } });
});

describe("what an institution was told last", () => {
  it("is what the last message said, whatever has been changed since without telling it", async () => {
    expect(known(1)).toMatchObject({
      how: "delivered",
      at: NOW,
      was: { venue: "Sala Ancón", startsLocal: "2021-12-14T09:00" },
      waits: false,
    });

    edit(2, { venue: "Sala Barú" });
    expect(known(2)).toMatchObject({ how: "delivered", was: { venue: "Sala Ancón" }, waits: true });
    await dispatch(4);
    expect(known(5)).toMatchObject({ how: "changed", was: { venue: "Sala Barú" }, waits: false });

    // A postponement that takes the place of a notice still in its minute.
    edit(6, { venue: "Sala Colón" });
    postpone(6.5, "2022-01-18");
    expect(known(6.6)).toMatchObject({ how: "changed", was: { venue: "Sala Barú", startsLocal: "2021-12-14T09:00" }, waits: true });
    await dispatch(8);
    expect(known(9)).toMatchObject({ how: "postponed", was: { venue: "Sala Colón", startsLocal: "2022-01-18T09:00", dateOpen: false } });

    postpone(10);
    await dispatch(12);
    expect(known(13)).toMatchObject({ was: { dateOpen: true } });
  });

  it("is what was said on the telephone where that came later", () => {
    edit(2, { starts: "10:00" });
    value(noteContact(it0.store, at(3), { briefingId: it0.briefingId, invitations: [it0.invitationId], channel: "phone" }));
    expect(known(4)).toMatchObject({ how: "phone", was: { startsLocal: "2021-12-14T10:00" } });
  });

  it("is nothing to another office", () => {
    const other = invited();
    expect(knownBy(it0.store, other.officer, briefing())).toEqual([]);
  });
});

describe("the words of a new date", () => {
  const letter = () => {
    const message = it0.store.db.select().from(messages).where(eq(messages.state, "queued")).get();
    const content = message && invitationMail.change?.(it0.store, message, NOW);
    if (!content || content === "obsolete") throw new Error("no letter");
    return { subject: content.subject, first: (content.blocks[0] as { text: string }).text, all: JSON.stringify(content.blocks) };
  };

  it("are those of a postponement for a later one, whose subject carries the new date", () => {
    postpone(1, "2022-01-18");
    expect(letter()).toMatchObject({ subject: "Aplazada: Reunión, 18 ene 2022", first: expect.stringContaining("se aplaza") });
  });

  it("say that an open one will follow, and then announce it without another regret or reason", async () => {
    postpone(1);
    expect(letter().subject).toBe("Aplazada: Reunión, nueva fecha por anunciar");
    await dispatch(3);
    const refused = (day?: string) => postponeBriefing(it0.store, at(4), { briefingId: it0.briefingId, day });
    expect(refusal(refused())).toBe("new_day_needed");
    const was = briefing();
    value(refused("2022-01-18"));
    tellChange(it0.store, at(4), was.id, "postponed", was);
    expect(letter()).toMatchObject({ subject: "Nueva fecha: Reunión, 18 ene 2022", first: expect.stringContaining("Nos complace") });
    expect(letter().all).not.toMatch(/se aplaza|Lamentamos|disculpas/);
    expect(passageOf(it0.store, briefing())?.reason).toBe("Storm");
    expect(it0.store.db.select().from(messages).where(eq(messages.state, "queued")).get()?.payload).toMatchObject({
      change: "postponed",
      said: "date_announced",
    });
  });

  it("do not call an earlier one a postponement", () => {
    postpone(1, "2021-12-10");
    expect(letter()).toMatchObject({ subject: "Se adelanta: Reunión, 10 dic 2021", first: expect.stringContaining("se adelanta") });
  });

  it("ask one who had answered as their page does, and the others whether they take part", () => {
    postpone(1, "2022-01-18");
    expect(letter().all).toContain("¿Asistirá");
    it0.store.db.update(invitations).set({ answer: "accepted", answeredAt: NOW }).run();
    expect(letter().all).toContain("¿Le conviene la nueva fecha?");
  });

  it("leave the date out of a subject while it is open", async () => {
    postpone(1);
    await dispatch(3);
    value(withdrawInvitations(it0.store, at(4), { briefingId: it0.briefingId, invitations: [it0.invitationId], tell: true }));
    expect(withdrawalPreview(it0.store, it0.officer, it0.invitationId)?.subject).toBe("Invitación retirada: Reunión");
  });

  it("need a reason for a postponement", () => {
    expect(refusal(postponeBriefing(it0.store, it0.officer, { briefingId: it0.briefingId, day: "2022-01-18" }))).toBe("reason_needed");
  });
});

describe("what the office reads of a postponement", () => {
  it("names the date people had been told, and says when a newer notice waits", async () => {
    postpone(1, "2022-01-18");
    postpone(1.5, "2022-02-01");
    const passage = passageOf(it0.store, briefing());
    expect(passage?.before?.startsLocal).toBe("2022-01-18T09:00");
    expect(wasTold(it0.store, briefing(), passage?.at ?? 0)?.startsLocal).toBe("2021-12-14T09:00");
    await dispatch(3);
    expect(tellingOf(it0.store, at(4), briefing())).toMatchObject({ all: 1, told: 1, newer: 0 });
    edit(5, { venue: "Sala Barú" });
    expect(tellingOf(it0.store, at(5), briefing())).toMatchObject({ all: 1, told: 1, newer: 1 });
  });
});

describe("a briefing that becomes confidential", () => {
  it("replaces the entry in the calendars of those who were told, and puts it back when it is so no longer", () => {
    const letter = () => {
      const message = it0.store.db.select().from(messages).where(eq(messages.state, "queued")).get();
      const content = message && invitationMail.change?.(it0.store, message, NOW);
      if (!content || content === "obsolete") throw new Error("no letter");
      return { text: content.calendar?.text ?? "", words: JSON.stringify(content), sequence: briefing().sequence };
    };
    edit(1, { confidential: true });
    const quiet = letter();
    expect(quiet.sequence).toBe(1);
    expect(quiet.text).toContain(`SEQUENCE:1`);
    expect(quiet.text).toContain("SUMMARY:Reunión con ");
    expect(quiet.text).not.toContain("LOCATION");
    expect(quiet.words).toContain("A partir de ahora esta reunión es confidencial.");
    edit(2, { confidential: false });
    const loud = letter();
    expect(loud.sequence).toBe(2);
    expect(loud.text).toMatch(/SUMMARY:Reunión\r\n/);
    expect(loud.text).toContain("LOCATION:Sala Ancón");
    expect(loud.words).not.toContain("es confidencial");
  });
});

describe("rehearsing an act", () => {
  it("gives the letters it would send and leaves no trace", () => {
    const trace = () => [briefing(), it0.store.db.select().from(messages).all(), it0.store.db.select().from(audits).all()];
    const before = trace();
    const letters = value(rehearse(it0.store, it0.officer, () => accept({ batchId: postpone(1, "2022-01-18").batchId })));
    expect(letters).toMatchObject([
      { invitationId: it0.invitationId, language: "es", content: { subject: expect.stringContaining("Aplazada") } },
    ]);
    expect(JSON.stringify(letters[0]?.content.blocks)).toContain("18 de enero");
    expect(trace()).toEqual(before);
  });

  it("says why an act cannot be done", () => {
    expect(refusal(rehearse(it0.store, it0.officer, () => refuse("same_date", { field: "day" })))).toBe("same_date");
  });

  it("passes on what is no refusal", () => {
    const act = () => {
      throw new Error("broken");
    };
    expect(() => rehearse(it0.store, it0.officer, act)).toThrow("broken");
  });
});
