import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { editBriefing } from "@/core/briefings/editing/commands";
import { asTyped } from "@/core/briefings/editing/rules";
import { editBriefingInput } from "@/core/briefings/input";
import { postponeBriefing } from "@/core/briefings/passing/commands";
import { findBriefing } from "@/core/briefings/queries";
import { noteContact } from "@/core/invitations/contacts/commands";
import { invitationMail } from "@/core/invitations/mail";
import { invitationHooks } from "@/core/invitations/sending/commands";
import { tellChange } from "@/core/invitations/telling/commands";
import { rehearse } from "@/core/invitations/telling/mail";
import { knownBy } from "@/core/invitations/telling/queries";
import type { Staff } from "@/core/kernel/actor";
import { accept, refuse } from "@/core/kernel/outcome";
import { dispatchDue } from "@/core/mail/dispatch";
import { audits, messages } from "@/db/schema";
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
