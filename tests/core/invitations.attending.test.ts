import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { nextStep, type Standing } from "@/core/briefings/overview/rules";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { recordAnswerInput } from "@/core/invitations/answers/input";
import { recordCame, undoCame } from "@/core/invitations/attending/commands";
import { recordCameInput } from "@/core/invitations/attending/input";
import { cameList } from "@/core/invitations/attending/queries";
import { audits, briefings, invitations } from "@/db/schema";
import type { Attendance } from "@/db/schema/invitations";
import { anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

const HELD = Date.parse("2021-12-14T16:30:00Z");
let first: Invited;
let second: Invited;
beforeEach(() => {
  first = invited();
  second = invited({ store: first.store, officeId: first.officeId, briefingId: first.briefingId, acronym: "MIDES" });
  answer(first, "accepted");
});

function answer({ store, officer, invitationId }: Invited, said: "accepted" | "declined", substituteName?: string) {
  const form = {
    invitationId,
    value: said,
    channel: "phone" as const,
    by: "other" as const,
    byName: "Ana Ruiz",
    basedOn: "none" as const,
    substituteName,
  };
  value(recordAnswer(store, officer, recordAnswerInput.parse(form)));
}
const hold = (state: "held" | "closed" = "held") => first.store.db.update(briefings).set({ state }).run();
const officer = (now = HELD) => ({ ...first.officer, now });
const cameNow = (id: string) =>
  first.store.db.select({ came: invitations.came }).from(invitations).where(eq(invitations.id, id)).get()?.came ?? "open";
type Row = { id: string; came: Attendance | "open"; was?: Attendance | "open" };
const asSeen = ({ id, came, was = cameNow(id) }: Row): Row => ({ id, came, was });
const record = (came: Attendance | "open", one = first, actor = officer(), was?: Row["was"]) =>
  recordCame(
    first.store,
    actor,
    recordCameInput.parse({ briefingId: first.briefingId, rows: [asSeen({ id: one.invitationId, came, was })] }),
  );
const take = (actor = officer(), rows: Row[] = []) =>
  recordCame(first.store, actor, recordCameInput.parse({ briefingId: first.briefingId, take: true, rows: rows.map(asSeen) }));
const audited = (action: string) => first.store.db.select().from(audits).where(eq(audits.action, action)).all();

describe("who came", () => {
  it("is recorded by a person, with who and when, and only where it changes", () => {
    hold();
    expect(first.row()).toMatchObject({ came: null, cameAt: null });
    expect(value(record("substitute"))).toMatchObject({ n: 1, at: HELD });
    expect(value(record("substitute"))).toMatchObject({ n: 0 });
    expect(first.row()).toMatchObject({ came: "substitute", cameAt: HELD });
    expect(audited("invitations.came").map(({ facts, institutionId }) => ({ facts, institutionId }))).toEqual([
      { facts: { came: "substitute" }, institutionId: first.institutionId },
    ]);
    value(record("open"));
    expect(first.row()).toMatchObject({ came: null, cameAt: null });
  });

  it("is never written over from a page that shows it otherwise", () => {
    hold();
    value(record("present"));
    // An old page whose row nobody touched says nothing of it; one that was changed there is refused.
    expect(value(record("open", first, officer(), "open"))).toMatchObject({ n: 0 });
    expect(record("excused", first, officer(), "open")).toMatchObject({ code: "came_meanwhile" });
    expect(value(record("present", first, officer(), "open"))).toMatchObject({ n: 0 });
    expect(value(take(officer(), [{ id: first.invitationId, came: "open", was: "open" }]))).toBeDefined();
    expect(first.row()).toMatchObject({ came: "present" });
  });

  it("is no answer: what the answers let one expect is counted, and nothing of it noted by itself", () => {
    answer(second, "declined");
    hold();
    const { rows, counts, answered } = cameList(first.store, officer(), first.briefingId);
    expect(Object.fromEntries(rows.map((row) => [row.invitation.id, [row.expected, row.invitation.came]]))).toEqual({
      [first.invitationId]: ["present", null],
      [second.invitationId]: ["excused", null],
    });
    expect(counts).toEqual({ came: 0, away: 0, open: 2, all: 2 });
    expect(answered).toBe(2);
    value(record("open"));
    expect(first.row()).toMatchObject({ came: null, cameAt: null });
  });

  it("is taken over from the answers in one press, for all nothing is said of, and of nobody else", () => {
    const third = invited({ store: first.store, officeId: first.officeId, briefingId: first.briefingId, acronym: "INAMU" });
    const silent = invited({ store: first.store, officeId: first.officeId, briefingId: first.briefingId, acronym: "SENAN" });
    answer(second, "declined", "Noé");
    answer(third, "declined");
    hold();
    expect(value(take())).toMatchObject({ n: 3 });
    expect([first, second, third, silent].map((one) => one.row().came)).toEqual(["present", "substitute", "excused", null]);
    expect(value(take(officer(HELD + 1)))).toMatchObject({ n: 0 });
    // What the same press says otherwise holds, also that it is not known.
    const said = [
      { id: first.invitationId, came: "open" as const },
      { id: silent.invitationId, came: "absent" as const },
    ];
    expect(value(take(officer(HELD + 2), said))).toMatchObject({ n: 2 });
    expect([first.row().came, silent.row().came]).toEqual([null, "absent"]);
    value(undoCame(first.store, officer(HELD + 3), { briefingId: first.briefingId, since: HELD + 2 }));
    expect([first.row().came, silent.row().came]).toEqual(["present", null]);
  });

  it("can be taken back, but not under what was recorded since", () => {
    hold();
    value(record("present"));
    value(record("absent", second, officer(HELD + 1)));
    value(record("excused", first, officer(HELD + 2)));
    const undo = (at: number) => undoCame(first.store, officer(HELD + 3), { briefingId: first.briefingId, since: at });
    expect(refusal(undo(HELD))).toBe("undo_later_first");
    value(undo(HELD + 2));
    expect(first.row().came).toBe("present");
    expect(second.row().came).toBe("absent");
    expect(audited("invitations.came_undone").map(({ facts }) => facts)).toEqual([{ n: 1 }]);
  });

  it("is not recorded before the meeting has begun, nor once it is closed", () => {
    expect(refusal(record("present", first, officer(NOW)))).toBe("came_too_early");
    expect(refusal(take(officer(NOW)))).toBe("came_too_early");
    hold("closed");
    expect(refusal(record("present"))).toBe("briefing_closed");
    expect(refusal(undoCame(first.store, officer(), { briefingId: first.briefingId, since: HELD }))).toBe("briefing_closed");
  });

  it("is recorded by those who invite, in their own office, for the institutions of this meeting", () => {
    hold();
    const { store, officeId, briefingId } = first;
    const stranger = { ...aStaff(store, anOffice(store, "cr")), now: HELD };
    const manager = { ...aStaff(store, officeId, "manager"), now: HELD };
    expect(() => record("present", first, manager)).toThrow(expect.objectContaining({ fault: "forbidden" }));
    for (const act of [
      () => record("present", first, stranger),
      () => take(stranger),
      () => undoCame(store, stranger, { briefingId, since: HELD }),
      () => record("present", invited({ store, officeId, acronym: "INAMU" })),
    ])
      expect(act).toThrow(expect.objectContaining({ fault: "not_found" }));
    expect(cameList(store, stranger, briefingId).rows).toEqual([]);
    expect(audited("invitations.came")).toEqual([]);
  });

  it("is the next step of a meeting held lately, and of no older one", () => {
    const standing = { cameOpen: 3, followUps: { total: 0, open: 0, verified: 0 } } as Standing;
    const briefing = { state: "held", startsAt: HELD - 7_200_000, endsAt: HELD, dateOpen: false } as const;
    expect(nextStep(briefing, { ...standing, now: HELD })).toEqual({ key: "came", n: 3 });
    expect(nextStep(briefing, { ...standing, now: HELD + 31 * 86_400_000 })).toEqual({ key: "agree" });
    expect(nextStep(briefing, { ...standing, cameOpen: 0, now: HELD })).toEqual({ key: "agree" });
  });
});
