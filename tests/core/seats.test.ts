import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { recordAnswer, undoAnswer } from "@/core/invitations/answers/commands";
import { recordAnswerInput } from "@/core/invitations/answers/input";
import { editInvitation } from "@/core/invitations/commands";
import { saveDelegation } from "@/core/invitations/delegation/commands";
import { saveDelegationInput } from "@/core/invitations/delegation/input";
import { delegationOf } from "@/core/invitations/delegation/queries";
import { fillRoom } from "@/core/invitations/seats/commands";
import { seatMail } from "@/core/invitations/seats/mail";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import { audits, briefings, invitations, messages } from "@/db/schema";
import { anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, value } from "../invited";

let first: Invited;
let second: Invited;
let third: Invited;
let clock: number;

const later = () => {
  clock += 1000;
  return clock;
};
const officer = () => ({ ...first.officer, now: later() });
const say = (at: Invited, says: string) =>
  value(
    recordAnswer(
      at.store,
      officer(),
      recordAnswerInput.parse({ invitationId: at.invitationId, value: says, channel: "phone", by: at.personId }),
    ),
  );
const name = (at: Invited, ...names: string[]) =>
  value(
    saveDelegation(
      at.store,
      { ...at.guest(), now: later() },
      saveDelegationInput.parse({
        invitationId: at.invitationId,
        seats: names.map((one) => {
          const known = delegationOf(at.store, at.row()).find((d) => d.name === one);
          return known ? { id: known.id } : { name: one, post: "Especialista" };
        }),
      }),
    ),
  );
const seated = (at: Invited) =>
  delegationOf(at.store, at.row())
    .filter((d) => d.seat === "seated")
    .map((d) => d.name);
const told = () => first.store.db.select().from(messages).where(eq(messages.kind, "seat_given")).all();
const given = () => first.store.db.select().from(audits).where(eq(audits.action, "invitations.seats_given")).all();
const room = (seats: number | null) => first.store.db.update(briefings).set({ seats }).run();
const letter = () => {
  const [message] = told();
  const kind = seatMail.seat_given;
  if (!message || !kind) throw new Error("nobody is told");
  return kind(first.store, message, clock + 60_000);
};
const fault = (kind: string) => expect.objectContaining({ fault: kind });

beforeEach(() => {
  clock = NOW;
  first = invited({ acronym: "MINSA", quota: 3, briefing: { seats: 2, state: "inviting" } });
  const place = { quota: 3, store: first.store, officeId: first.officeId, briefingId: first.briefingId };
  second = invited({ acronym: "MIDES", ...place });
  third = invited({ acronym: "MIRE", ...place });
  for (const one of [first, second, third]) say(one, "accepted");
  name(first, "Uno", "Dos");
  name(second, "Tres");
  name(third, "Cuatro");
  name(second, "Tres", "Cinco");
});

describe("a seat that becomes free", () => {
  it("goes to those who wait in the order they were named, whichever institution they are of", () => {
    expect([seated(second), seated(third)]).toEqual([[], []]);
    room(4);
    fillRoom(first.store, officer(), first.briefingId);
    expect([seated(second), seated(third)]).toEqual([["Tres"], ["Cuatro"]]);
    expect([second.row().named, third.row().named]).toEqual([1, 1]);
    room(null);
    fillRoom(first.store, officer(), first.briefingId);
    expect(seated(second)).toEqual(["Tres", "Cinco"]);
  });

  it.each<[string, () => unknown]>([
    ["a no", () => say(first, "declined")],
    ["a not sure yet", () => say(first, "tentative")],
    ["a smaller delegation", () => name(first)],
    ["a withdrawal", () => value(withdrawInvitation(first.store, officer(), { id: first.invitationId }))],
  ])("by %s is given in the same act, recorded, and told once to each", (_, act) => {
    act();
    expect([seated(second), seated(third)]).toEqual([["Tres"], ["Cuatro"]]);
    expect(given()).toMatchObject([
      { actorKind: "system", subjectId: second.invitationId, facts: { n: 1 }, at: clock },
      { actorKind: "system", subjectId: third.invitationId, facts: { n: 1 }, at: clock },
    ]);
    expect(told().map((m) => [m.toAddress, m.language, m.sendAfter])).toEqual([
      ["enlace@mides.example", "es", clock + 60_000],
      ["enlace@mire.example", "es", clock + 60_000],
    ]);
  });

  it("by fewer seats of one institution goes to another", () => {
    const { version, language, documentKind, addresseeTenureId } = first.row();
    const input = { id: first.invitationId, version, quota: 1, addressee: addresseeTenureId ?? undefined, language, documentKind };
    value(editInvitation(first.store, officer(), input));
    expect([seated(first), seated(second), seated(third)]).toEqual([["Uno"], ["Tres"], []]);
  });

  it("stays within the quota: who waits for that waits on", () => {
    first.store.db.update(invitations).set({ quota: 1 }).where(eq(invitations.id, second.invitationId)).run();
    room(null);
    fillRoom(first.store, officer(), first.briefingId);
    expect([seated(second), seated(third)]).toEqual([["Tres"], ["Cuatro"]]);
  });

  it("is not given once the meeting is off, and nobody loses one when the room becomes smaller", () => {
    room(1);
    fillRoom(first.store, officer(), first.briefingId);
    expect(seated(first)).toEqual(["Uno", "Dos"]);
    first.store.db.update(briefings).set({ seats: 9, state: "cancelled" }).run();
    fillRoom(first.store, officer(), first.briefingId);
    expect([seated(second), given(), told()]).toEqual([[], [], []]);
  });

  it("comes back with the answer that freed it, when that is taken back", () => {
    const { answerId } = say(first, "declined");
    expect(seated(second)).toEqual(["Tres"]);
    value(undoAnswer(first.store, officer(), { id: answerId }));
    expect([seated(first), seated(second), seated(third)]).toEqual([["Uno", "Dos"], [], []]);
    expect([first.row().named, second.row().named]).toEqual([2, 0]);
    expect(letter()).toBe("obsolete");
  });

  it("is filled by those who plan in the office alone", () => {
    const { store, officeId, briefingId } = first;
    room(9);
    expect(() => fillRoom(store, aStaff(store, officeId, "manager"), briefingId)).toThrow(fault("forbidden"));
    expect(() => fillRoom(store, aStaff(store, anOffice(store, "cr")), briefingId)).toThrow(fault("not_found"));
    expect(seated(second)).toEqual([]);
  });
});

describe("the message of a seat", () => {
  it("names who has one now, in the invitation's language, once for several seats", () => {
    first.store.db.update(invitations).set({ language: "fr" }).where(eq(invitations.id, second.invitationId)).run();
    for (const seats of [3, 5]) {
      room(seats);
      fillRoom(first.store, officer(), first.briefingId);
    }
    expect(told().filter((m) => m.invitationId === second.invitationId)).toHaveLength(1);
    const text = JSON.stringify(letter());
    for (const part of ["2 places pour votre délégation", "Tres, Especialista", "Cinco, Especialista", second.token])
      expect(text).toContain(part);
    expect(text).not.toContain("Cuatro");
  });

  it("is overtaken when nobody of them has a seat any more, or the invitation is withdrawn", () => {
    room(3);
    fillRoom(first.store, officer(), first.briefingId);
    expect(letter()).not.toBe("obsolete");
    name(second);
    expect(letter()).toBe("obsolete");
    name(second, "Seis");
    value(withdrawInvitation(first.store, officer(), { id: second.invitationId }));
    expect(letter()).toBe("obsolete");
  });

  it("is not written where nobody can be written to", () => {
    first.store.raw.prepare("update person set email = null").run();
    room(3);
    fillRoom(first.store, officer(), first.briefingId);
    expect([seated(second), told()]).toEqual([["Tres"], []]);
  });
});
