import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { editBriefing, undoEdit } from "@/core/briefings/editing/commands";
import { toldAt } from "@/core/briefings/history/queries";
import type { editBriefingInput } from "@/core/briefings/input";
import { cancelBriefing, postponeBriefing, undoPassage } from "@/core/briefings/passing/commands";
import { findBriefing, passageOf } from "@/core/briefings/queries";
import type { Telling } from "@/core/briefings/rules";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { boardOf } from "@/core/invitations/board/queries";
import { addInvitations, recordDelivery } from "@/core/invitations/commands";
import { invitationMail } from "@/core/invitations/mail";
import { invitationsTo } from "@/core/invitations/queries";
import { reconfirmation } from "@/core/invitations/rules";
import { remindInvitations, sendInvitations } from "@/core/invitations/sending/commands";
import { openBatches, owingTo } from "@/core/invitations/sending/queries";
import { tellChange } from "@/core/invitations/telling/commands";
import { takeBackPassage, undoSending } from "@/core/invitations/undoing/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import { audits, invitations, messages, people } from "@/db/schema";
import { anInstitution, anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

let it0: Invited;
const at = (ms: number): Staff => ({ ...it0.officer, now: NOW + ms });
const briefing = () => {
  const found = findBriefing(it0.store, it0.officer, it0.briefingId);
  if (!found) throw new Error("no briefing");
  return found;
};
const told = (kind: Telling, actor: Staff, act: () => unknown): string => {
  const was = briefing();
  act();
  return tellChange(it0.store, actor, it0.briefingId, kind, was).batchId;
};
const postpone = (actor = it0.officer, day = "2022-01-18") =>
  told("postponed", actor, () =>
    value(postponeBriefing(it0.store, actor, { briefingId: it0.briefingId, day: day || undefined, reason: "Storm" })),
  );
const cancel = (actor = it0.officer) =>
  told("cancelled", actor, () => value(cancelBriefing(it0.store, actor, { briefingId: it0.briefingId, reason: "No quorum" })));
const edit = (changes: Partial<z.output<typeof editBriefingInput>>, actor = it0.officer) =>
  told("changed", actor, () => {
    const { id: briefingId, startsLocal, endsLocal, venue, ...b } = briefing();
    const [day, starts, ends] = [startsLocal.slice(0, 10), startsLocal.slice(11), endsLocal.slice(11)];
    const typed = { version: b.version, title: b.title, purpose: b.purpose, type: b.type, zone: b.zone, mode: b.mode };
    const lists = { confidential: false, occasionDays: [], occasionsAgain: [], topics: [], sdgs: [], objectives: [] };
    const rest = { accessNotes: {}, occasions: {}, donorVisibility: b.donorVisibility, ...lists };
    const fields = { briefingId, language: "es" as const, day, starts, ends, venue: venue ?? undefined, tell: true };
    value(editBriefing(it0.store, actor, { ...fields, ...typed, ...rest, replyBy: b.replyBy ?? undefined, ...changes }));
  });
const undo = (batchId: string, actor = it0.officer) => undoSending(it0.store, actor, { briefingId: it0.briefingId, batchId });
const states = () =>
  it0.store.db.select({ state: messages.state }).from(messages).where(eq(messages.kind, "change")).orderBy(messages.createdAt).all();
const audited = (action: string) => it0.store.db.select().from(audits).where(eq(audits.action, action)).all();

beforeEach(() => {
  it0 = invited({ briefing: { state: "inviting", title: { es: "Reunión" }, purpose: { es: "Informar" } } });
});

describe("undoing what tells of a change", () => {
  it("takes the postponement back with its messages, and records both", () => {
    const before = briefing();
    const batchId = postpone();
    expect(states()).toEqual([{ state: "queued" }]);
    expect(value(undo(batchId, at(UNDO_WINDOW - 1)))).toMatchObject({ n: 1, restored: true });
    expect(briefing()).toEqual({ ...before, version: before.version + 2, sequence: before.sequence + 2 });
    expect(states()).toEqual([{ state: "cancelled" }]);
    expect(audited("briefings.passage_undone")[0]?.facts).toEqual({ from: "postponed", to: "inviting" });
    expect(audited("invitations.undone")[0]?.facts).toEqual({ n: 1 });
  });

  it("takes a cancellation back", () => {
    const batchId = cancel();
    value(undo(batchId));
    expect(briefing().state).toBe("inviting");
    expect(states()).toEqual([{ state: "cancelled" }]);
  });

  it("puts date, place and texts back as they were before the edit", () => {
    const before = briefing();
    const batchId = edit({ day: "2021-12-15", venue: "Elsewhere", title: { es: "Otra" } });
    expect(briefing()).toMatchObject({ startsLocal: expect.stringMatching("2021-12-15"), venue: "Elsewhere" });
    expect(briefing().startsAt).not.toBe(before.startsAt);
    value(undo(batchId, at(1000)));
    expect(briefing()).toEqual({
      ...before,
      searchText: briefing().searchText,
      version: before.version + 2,
      sequence: before.sequence + 2,
    });
    expect(briefing().searchText).toContain("reunion");
    expect(states()).toEqual([{ state: "cancelled" }]);
    expect(audited("briefings.edit_undone")[0]?.fields).toEqual(expect.arrayContaining(["startsLocal", "venue", "title"]));
  });

  it("is refused after the minute, and nothing is put back", () => {
    const postponed = postpone();
    expect(refusal(undo(postponed, at(UNDO_WINDOW)))).toBe("undo_too_late");
    expect(briefing().state).toBe("postponed");
    edit({ venue: "Elsewhere" });
    expect(refusal(undoEdit(it0.store, at(UNDO_WINDOW), { briefingId: it0.briefingId, at: NOW }))).toBe("too_late_to_undo");
    expect(briefing().venue).toBe("Elsewhere");
  });

  it("takes the last change back first, and stops no message while it refuses", () => {
    const first = edit({ venue: "Elsewhere" });
    const second = edit({ venue: "Third" }, at(1000));
    expect(refusal(undo(first, at(2000)))).toBe("undo_later_first");
    expect(states()).toEqual([{ state: "cancelled" }, { state: "queued" }]);
    value(undo(second, at(2000)));
    expect(states()).toEqual([{ state: "queued" }, { state: "cancelled" }]);
    value(undo(first, at(3000)));
    expect(states()).toEqual([{ state: "cancelled" }, { state: "cancelled" }]);

    const postponed = postpone(at(4000));
    postpone(at(5000), "2022-02-01");
    expect(refusal(undo(postponed, at(6000)))).toBe("undo_later_first");
  });

  it("lets the postponement before stand when the one after it is taken back", () => {
    const { startsLocal } = briefing();
    postpone();
    const second = postpone(at(1000), "2022-02-01");
    value(undo(second, at(2000)));
    expect(briefing()).toMatchObject({ state: "postponed", startsLocal: expect.stringMatching("2022-01-18") });
    expect(passageOf(it0.store, briefing())).toMatchObject({ before: { startsLocal }, at: NOW });
    value(undoPassage(it0.store, at(3000), { briefingId: it0.briefingId }));
    expect(briefing()).toMatchObject({ state: "inviting", startsLocal });
  });

  it("lets invitations wait again that were taken back for it, whoever had to be told", () => {
    const place = { store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId };
    for (const somebodyKnew of [true, false]) {
      if (!somebodyKnew) value(withdrawInvitation(it0.store, it0.officer, { id: it0.invitationId }));
      const { institutionId } = anInstitution(it0.store, it0.officeId, { acronym: somebodyKnew ? "SNM" : "MICI" });
      const institutions = [{ id: institutionId, quota: 2, addressee: undefined }];
      const [id = ""] = value(addInvitations(it0.store, it0.officer, { briefingId: it0.briefingId, institutions })).added;
      value(sendInvitations(it0.store, it0.officer, { briefingId: it0.briefingId, invitations: [id], count: 1 }));
      const own = () => it0.store.db.select().from(messages).where(eq(messages.invitationId, id)).all();
      const state = () => invitationsTo(place.store, place.officeId, place.briefingId).find((i) => i.id === id)?.state;
      cancel(at(1000));
      expect([own().map((m) => m.state), state()]).toEqual([["cancelled"], "draft"]);
      value(takeBackPassage(it0.store, at(2000), { briefingId: it0.briefingId }));
      expect(briefing().state).toBe("inviting");
      expect([own().map((m) => m.state), state()]).toEqual([["queued"], "queued"]);
      expect(own()[0]?.sendAfter).toBe(NOW + 2000 + UNDO_WINDOW);
      expect(value(undo(own()[0]?.batchId ?? "", at(3000)))).toMatchObject({ n: 1, restored: false });
      expect(state()).toBe("draft");
    }
  });

  it("leaves an invitation alone that was withdrawn or handed over meanwhile", () => {
    const ids = ["SNM", "MICI"].map((acronym) => {
      const { institutionId } = anInstitution(it0.store, it0.officeId, { acronym });
      const institutions = [{ id: institutionId, quota: 2, addressee: undefined }];
      return value(addInvitations(it0.store, it0.officer, { briefingId: it0.briefingId, institutions })).added[0] ?? "";
    });
    value(sendInvitations(it0.store, it0.officer, { briefingId: it0.briefingId, invitations: ids, count: 2 }));
    const batchId = postpone(at(1000));
    value(withdrawInvitation(it0.store, it0.officer, { id: ids[0] ?? "" }));
    value(recordDelivery(it0.store, it0.officer, { id: ids[1] ?? "", channel: "letter" }));
    value(undo(batchId, at(2000)));
    const invitations0 = it0.store.db.select({ state: messages.state }).from(messages).where(eq(messages.kind, "invitation")).all();
    expect(invitations0).toEqual([{ state: "cancelled" }, { state: "cancelled" }]);
  });

  it("refuses managers, the institution itself, and another office as if it did not exist", () => {
    const batchId = postpone();
    const back = (actor: Staff) => takeBackPassage(it0.store, actor, { briefingId: it0.briefingId });
    expect(() => back(aStaff(it0.store, it0.officeId, "manager"))).toThrow(expect.objectContaining({ fault: "forbidden" }));
    expect(() => back(aStaff(it0.store, anOffice(it0.store, "gt")))).toThrow(expect.objectContaining({ fault: "not_found" }));
    const fault = (kind: string) => expect.objectContaining({ fault: kind });
    const stranger = aStaff(it0.store, anOffice(it0.store, "cr"));
    expect(() => undo(batchId, aStaff(it0.store, it0.officeId, "manager"))).toThrow(fault("forbidden"));
    expect(() => undo(batchId, stranger)).toThrow(fault("not_found"));
    expect(() => undoSending(it0.store, it0.guest(), { briefingId: it0.briefingId, batchId })).toThrow(fault("forbidden"));
    const edited = { briefingId: it0.briefingId, at: NOW };
    expect(() => undoEdit(it0.store, aStaff(it0.store, it0.officeId, "manager"), edited)).toThrow(fault("forbidden"));
    expect(() => undoEdit(it0.store, stranger, edited)).toThrow(fault("not_found"));
    expect(briefing().state).toBe("postponed");
    expect(states()).toEqual([{ state: "queued" }]);
  });
});

describe("two changes within a minute", () => {
  const waiting = () => it0.store.db.select().from(messages).where(eq(messages.state, "queued")).all();
  const mail = () => {
    const [message, ...more] = waiting();
    if (!message || more.length > 0) throw new Error(`${waiting().length} messages wait`);
    return JSON.stringify(invitationMail.change?.(it0.store, message, NOW + 2000));
  };

  it("are told in one message, against what the institution last knew", () => {
    edit({ venue: "Hotel Plaza" });
    postpone(at(1000));
    expect(waiting()).toMatchObject([{ kind: "change", payload: { change: "postponed", act: "postponed", was: { venue: "Sala Ancón" } } }]);
    expect(mail()).toContain("Sala Ancón");
    expect(mail()).toContain("14 de diciembre de 2021");
    expect(openBatches(it0.store, at(2000), it0.briefingId)).toMatchObject([{ kind: "change", n: 1 }]);
    expect(toldAt(it0.store, it0.officeId, it0.briefingId, NOW + 1000)).toMatchObject({ all: 1, waiting: 1 });
  });

  it("are called a postponement whichever came first, and the board knows who hears of it", () => {
    postpone(at(1));
    const batchId = edit({ venue: "Hotel Plaza" }, at(1000));
    expect(waiting()).toMatchObject([{ payload: { change: "postponed", act: "changed", was: { venue: "Sala Ancón" } } }]);
    expect(toldAt(it0.store, it0.officeId, it0.briefingId, NOW + 1)).toMatchObject({ all: 1, batchId });
    expect(boardOf(it0.store, at(2000), it0.briefingId)?.rows[0]?.told).toMatchObject({ state: "leaving" });
  });

  it("are taken back one after the other, the earlier message leaving when it was to leave", () => {
    edit({ venue: "Hotel Plaza" });
    const batchId = postpone(at(30_000));
    value(undo(batchId, at(40_000)));
    expect(briefing()).toMatchObject({ state: "inviting", venue: "Hotel Plaza" });
    expect(waiting()).toMatchObject([{ payload: { change: "changed", was: { venue: "Sala Ancón" } }, sendAfter: NOW + UNDO_WINDOW }]);
    expect(waiting()[0]?.payload).not.toHaveProperty("stoppedAt");
    value(undo(waiting()[0]?.batchId ?? "", at(41_000)));
    expect(briefing().venue).toBe("Sala Ancón");
    expect(waiting()).toEqual([]);
  });

  it("are told in two when the first message has left", () => {
    edit({ venue: "Hotel Plaza" });
    it0.store.db
      .update(messages)
      .set({ state: "sent", sentAt: NOW + UNDO_WINDOW })
      .run();
    postpone(at(UNDO_WINDOW + 1));
    expect(waiting()).toMatchObject([{ payload: { was: { venue: "Hotel Plaza" } } }]);
  });
});

describe("a new date", () => {
  const LATER = 3_600_000;
  const say = (one: Invited, value0: "accepted" | "declined", now: number) =>
    value(
      recordAnswer(
        one.store,
        { ...one.officer, now },
        { invitationId: one.invitationId, channel: "phone", value: value0, by: "other", byName: "Ana Ruiz" },
      ),
    );
  const place = () => ({ store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId });
  const rows = (actor: Staff) => boardOf(it0.store, actor, it0.briefingId);
  const row = (acronym: string, actor = at(2 * LATER)) => rows(actor)?.rows.find((r) => r.name.acronym === acronym)?.told;

  it("is confirmed by answers given since, of those who knew the old one", () => {
    const other = invited({ acronym: "MIDES", ...place() });
    const third = invited({ acronym: "SNM", ...place() });
    say(it0, "accepted", NOW + 1);
    say(other, "accepted", NOW + 1);
    postpone(at(LATER));
    const fresh = invited({ acronym: "MICI", ...place() });
    it0.store.db
      .update(invitations)
      .set({ sentAt: NOW + LATER + 1 })
      .where(eq(invitations.id, fresh.invitationId))
      .run();
    const now = () => reconfirmation(invitationsTo(it0.store, it0.officeId, it0.briefingId), NOW + LATER);
    expect(now()).toEqual({ confirmed: 0, of: 3, silent: 4 });
    say(other, "accepted", NOW + LATER + 5);
    say(third, "declined", NOW + LATER + 5);
    expect(now()).toEqual({ confirmed: 1, of: 3, silent: 2 });
    expect(rows(at(2 * LATER))?.counts).toMatchObject({ again: 2, accepted: 2, declined: 1, none: 1 });
  });

  it("shows on the board who was told, and who answered for it", () => {
    const other = invited({ acronym: "MIDES", ...place() });
    const mute = invited({ acronym: "SNM", ...place() });
    it0.store.db.update(people).set({ email: null }).where(eq(people.id, mute.personId)).run();
    say(it0, "accepted", NOW + 1);
    expect(row("MINSA")).toBeUndefined();
    postpone(at(LATER));
    expect(row("MINSA")).toEqual({ at: null, state: "leaving", reconfirmedAt: null });
    expect(row("SNM")).toEqual({ at: null, state: "unreached", reconfirmedAt: null });
    const set = (id: string, values: Partial<typeof messages.$inferInsert>) =>
      it0.store.db.update(messages).set(values).where(eq(messages.invitationId, id)).run();
    set(it0.invitationId, { state: "sent", sentAt: NOW + LATER + 60_000 });
    set(other.invitationId, { state: "failed" });
    expect(row("MIDES")).toMatchObject({ state: "failed" });
    say(it0, "accepted", NOW + LATER + 5);
    say(mute, "accepted", NOW + LATER + 6);
    expect(row("MINSA")).toEqual({ at: NOW + LATER + 60_000, state: "told", reconfirmedAt: NOW + LATER + 5 });
    expect(row("SNM")).toEqual({ at: NOW + LATER + 6, state: "told", reconfirmedAt: NOW + LATER + 6 });
    cancel(at(2 * LATER));
    expect(row("MINSA", at(3 * LATER))).toEqual({ at: null, state: "leaving", reconfirmedAt: undefined });
  });

  it("asks for no confirmation while it is open", () => {
    say(it0, "accepted", NOW + 1);
    postpone(at(LATER), "");
    expect(row("MINSA")).toMatchObject({ state: "leaving", reconfirmedAt: undefined });
    expect(rows(at(2 * LATER))?.counts.again).toBe(0);
    expect(owingTo(it0.store, at(2 * LATER), it0.briefingId, "reminder")).toEqual([]);
  });

  it("lets those be reminded whose yes was for the old one, in words that say so", () => {
    say(it0, "accepted", NOW + 1);
    const remind = (ms: number) => remindInvitations(it0.store, at(ms), { briefingId: it0.briefingId, invitations: [] });
    expect(refusal(remind(2))).toBe("nobody_to_remind");
    postpone(at(LATER));
    expect(refusal(remind(2 * LATER))).toBe("nobody_to_remind");
    expect(value(remind(24 * LATER)).n).toBe(1);
    const [message] = it0.store.db.select().from(messages).where(eq(messages.kind, "reminder")).all();
    if (!message) throw new Error("no reminder");
    const mail = invitationMail.reminder?.(it0.store, message, NOW + 2 * LATER);
    expect(JSON.stringify(mail)).toContain("Nos referimos al aplazamiento");
    say(it0, "accepted", NOW + 2 * LATER);
    expect(invitationMail.reminder?.(it0.store, message, NOW + 2 * LATER)).toBe("obsolete");
  });
});
