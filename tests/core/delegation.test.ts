import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { recordAnswer, undoAnswer } from "@/core/invitations/answers/commands";
import { guestAnswerInput, recordAnswerInput } from "@/core/invitations/answers/input";
import { answersOf, findAnswer } from "@/core/invitations/answers/queries";
import { addInvitations } from "@/core/invitations/commands";
import { purgeNeeds, saveDelegation } from "@/core/invitations/delegation/commands";
import { guestDelegationInput, saveDelegationInput } from "@/core/invitations/delegation/input";
import { delegationsOf, needsNoted, sentBefore, stampOf } from "@/core/invitations/delegation/queries";
import { inOrder } from "@/core/invitations/delegation/rules";
import { countSeats, giveSeats, waitsFor } from "@/core/invitations/seats/rules";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Actor } from "@/core/kernel/actor";
import { audits, briefings, delegateNeeds, delegates, histories, people } from "@/db/schema";
import { aBriefing, anOffice, aStaff, NOW, system, visitor } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

let it0: Invited;

const say = (at: Invited, says: string) =>
  value(
    recordAnswer(
      at.store,
      at.officer,
      recordAnswerInput.parse({ invitationId: at.invitationId, value: says, channel: "phone", by: at.personId }),
    ),
  );
const saveAt = (at: Invited, seats: Record<string, unknown>[], more: Record<string, unknown> = {}, actor: Actor = at.guest()) =>
  saveDelegation(at.store, actor, saveDelegationInput.parse({ invitationId: at.invitationId, seats, ...more }));
const save = (seats: Record<string, unknown>[], more: Record<string, unknown> = {}, actor?: Actor) => saveAt(it0, seats, more, actor);
const delegation = (at: Invited = it0) => delegationsOf(at.store, at.officeId, [at.invitationId]).get(at.invitationId) ?? [];
const person = (name: string, more: Record<string, unknown> = {}) => ({ name, post: "Especialista", ...more });
const audited = () => it0.store.db.select().from(audits).where(eq(audits.action, "invitations.delegation_saved")).all();
const fault = (kind: string) => expect.objectContaining({ fault: kind });

beforeEach(() => {
  it0 = invited();
  say(it0, "accepted");
});

describe("saveDelegation", () => {
  it("saves a known person, a new one and a held seat, and keeps the counts beside the invitation", () => {
    expect(value(save([{ from: it0.personId, role: "head" }, {}]))).toMatchObject({ named: 1, toDesignate: 1, waiting: 0 });
    expect(delegation()).toMatchObject([
      { name: "Ana Ruiz MINSA", post: "Directora de Cooperación", personId: it0.personId, role: "head", mode: "on_site", seat: "seated" },
      { name: null, personId: null, role: "member", seat: "seated" },
    ]);
    expect(it0.row()).toMatchObject({ named: 1, toDesignate: 1, changedAt: NOW });
    expect(audited()).toMatchObject([{ actorKind: "invitee", facts: { named: 1, toDesignate: 1, waiting: 0 } }]);
  });

  it("lets a new name use up a seat that was held, by whatever way it comes", () => {
    value(save([{ from: it0.personId }, {}]));
    const [first] = delegation();
    for (const actor of [it0.guest(), it0.officer]) {
      value(save([{ id: first?.id }, {}]));
      expect(value(save([{ id: first?.id }, person("Dos"), {}], {}, actor))).toMatchObject({ named: 2, toDesignate: 0, waiting: 0 });
      expect(it0.row()).toMatchObject({ named: 2, toDesignate: 0 });
    }
  });

  it("keeps the seats held of whoever is replaced, and those that are held anew", () => {
    const wide = invited({ quota: 6, store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId, acronym: "MIRE" });
    say(wide, "accepted");
    const held = (seats: Record<string, unknown>[]) => value(saveAt(wide, seats)).toDesignate;
    expect(held([person("Uno"), {}, {}])).toBe(2);
    expect(held([person("Dos"), {}, {}])).toBe(2);
    expect(held([person("Dos"), person("Intérprete", { role: "interpreter" }), {}, {}])).toBe(2);
    expect(held([person("Dos"), person("Tres"), {}, {}])).toBe(1);
    expect(held([person("Dos"), person("Tres"), person("Cuatro"), {}, {}, {}])).toBe(3);
    expect(held([person("Dos"), person("Tres"), person("Cuatro"), person("Cinco"), {}])).toBe(1);
  });

  it("gives a substitute a seat that was held", () => {
    value(save([person("Uno"), {}]));
    const by = { by: "other", byName: "Ana Ruiz", substituteName: "Noé Sol", channel: "phone", value: "declined" };
    value(recordAnswer(it0.store, it0.officer, recordAnswerInput.parse({ invitationId: it0.invitationId, ...by })));
    expect(delegation().map((d) => [d.name, d.seat])).toEqual([
      ["Uno", "seated"],
      ["Noé Sol", "seated"],
    ]);
    expect(it0.row()).toMatchObject({ named: 2, toDesignate: 0 });
  });

  it("keeps the post of a known person as the record has it, whatever language the page is read in", () => {
    const read = { ...guestAnswerInput.parse({ value: "accepted", by: it0.personId, language: "fr" }), invitationId: it0.invitationId };
    value(recordAnswer(it0.store, it0.guest(), read));
    expect(it0.row().language).toBe("fr");
    const { answerId } = value(recordAnswer(it0.store, it0.guest(), read));
    expect(findAnswer(it0.store, it0.officer, answerId)?.byPost).toBe("Directora de Cooperación");
    value(save([{ from: it0.personId }]));
    expect(delegation()).toMatchObject([{ post: "Directora de Cooperación" }]);
  });

  it("keeps names and posts out of the audit, in the history that can be blanked", () => {
    value(save([person("Iguandili Pérez")]));
    expect(JSON.stringify(audited())).not.toContain("Iguandili");
    expect(JSON.stringify(it0.store.db.select().from(histories).all())).toContain("Iguandili");
  });

  it("orders as saved, whoever leads first, held seats last", () => {
    value(save([{}, person("Uno"), person("Dos", { role: "head" }), person("Tres", { role: "head" })]));
    expect(delegation().map((d) => [d.name, d.role, d.seat])).toEqual([
      ["Dos", "head", "seated"],
      ["Uno", "member", "seated"],
      ["Tres", "member", "waiting"],
      [null, "member", "waiting"],
    ]);
  });

  it("lets whoever is over the quota wait, and seats them when a seat is freed in a later save", () => {
    expect(value(save([person("Uno"), person("Dos"), person("Tres")]))).toMatchObject({ named: 2, waiting: 1 });
    const [first, , third] = delegation();
    value(save([{ id: first?.id }, { id: third?.id }]));
    expect(delegation().map((d) => [d.name, d.seat])).toEqual([
      ["Uno", "seated"],
      ["Tres", "seated"],
    ]);
  });

  it("counts interpreters and escorts against nothing", () => {
    expect(
      value(save([person("I", { role: "interpreter" }), person("Uno"), person("Dos"), person("E", { role: "escort" })])),
    ).toMatchObject({
      named: 2,
      waiting: 0,
    });
  });

  it("keeps the row of somebody who stays, with what the form did not show", () => {
    value(save([person("Uno", { email: "uno@minsa.example", need: "Rampa", access: ["step_free"] })]));
    const [uno] = delegation();
    value(save([{ id: uno?.id, post: "Jefa de unidad", mode: "online" }]));
    expect(delegation()).toMatchObject([{ id: uno?.id, name: "Uno", post: "Jefa de unidad", mode: "online", email: "uno@minsa.example" }]);
    expect(it0.store.db.select().from(delegateNeeds).all()).toMatchObject([{ delegateId: uno?.id, access: ["step_free"], note: "Rampa" }]);
  });

  it("replaces or takes away needs, and tells only whether there are some", () => {
    value(save([person("Uno", { need: "Rampa" })]));
    const id = delegation()[0]?.id ?? "";
    value(save([{ id, need: "Intérprete de señas" }]));
    expect(it0.store.db.select().from(delegateNeeds).all()).toMatchObject([{ note: "Intérprete de señas" }]);
    expect(needsNoted(it0.store, it0.officeId, [id])).toEqual(new Set([id]));
    value(save([{ id, clearNeeds: true }]));
    expect(needsNoted(it0.store, it0.officeId, [id])).toEqual(new Set());
  });

  it("keeps three consents apart, each off unless ticked", () => {
    value(save([person("Uno", { photoConsent: true })]));
    expect(delegation()).toMatchObject([{ listConsent: false, photoConsent: true, followUpConsent: false }]);
  });

  it("gives a held seat its name in the same row", () => {
    value(save([{}]));
    const held = delegation()[0]?.id;
    value(save([{ id: held, name: "Uno", post: "x" }]));
    expect(delegation()).toMatchObject([{ id: held, name: "Uno" }]);
    expect(it0.row()).toMatchObject({ named: 1, toDesignate: 0 });
  });

  it("does not multiply held seats over several saves", () => {
    value(save([{}]));
    value(save([{}, {}]));
    value(save([{}]));
    expect(delegation()).toHaveLength(1);
    expect(it0.store.db.select().from(delegates).all()).toHaveLength(2);
  });

  it("keeps the rows of those taken out", () => {
    value(save([person("Uno"), person("Dos")]));
    value(save([]));
    expect(delegation()).toEqual([]);
    expect(
      it0.store.db
        .select()
        .from(delegates)
        .all()
        .every((d) => d.removedAt === NOW),
    ).toBe(true);
    expect(it0.row()).toMatchObject({ named: 0 });
  });

  it("brings nobody back with a later yes who was taken out by hand", () => {
    value(save([person("Uno"), person("Dos")]));
    const uno = delegation()[0]?.id;
    value(save([{ id: uno }]));
    say(it0, "declined");
    say(it0, "accepted");
    expect(delegation().map((d) => d.name)).toEqual(["Uno"]);
  });

  it("forces the one way a briefing is held in", () => {
    it0.store.db.update(briefings).set({ mode: "online" }).run();
    value(save([person("Uno", { mode: "on_site" })]));
    expect(delegation()).toMatchObject([{ mode: "online" }]);
  });

  it("refuses a form others have overtaken, and says what stands now", () => {
    const stamp = stampOf(delegation());
    value(save([person("Uno")], { stamp }));
    const second = save([person("Dos")], { stamp });
    expect(second).toMatchObject({ ok: false, code: "names_changed", current: { names: ["Uno"], stamp: stampOf(delegation()) } });
    expect(delegation().map((d) => d.name)).toEqual(["Uno"]);
  });

  it("refuses one person twice, however written", () => {
    expect(refusal(save([{ from: it0.personId }, person("ana  RUIZ minsa")]))).toBe("named_twice");
    expect(delegation()).toEqual([]);
  });

  it("refuses names before a yes, and after the meeting has begun", () => {
    const silent = invited({ acronym: "MIDES", store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId });
    expect(refusal(saveAt(silent, [person("Uno")]))).toBe("answer_first");
    it0.store.db.update(briefings).set({ state: "under_way" }).run();
    expect(refusal(save([person("Uno")]))).toBe("answers_begun");
  });

  it("refuses people and rows of other institutions", () => {
    const other = invited({ acronym: "MIDES", store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId });
    say(other, "accepted");
    value(saveAt(other, [person("Ajena")]));
    const foreign = delegation(other)[0]?.id;
    expect(() => save([{ from: other.personId }])).toThrow(fault("not_found"));
    expect(() => save([{ id: foreign }])).toThrow(fault("not_found"));
    expect(() => save([{ from: foreign }])).toThrow(fault("not_found"));
    expect(delegation()).toEqual([]);
  });

  it("is for the link's holder, officers and administrators of the office alone", () => {
    const { store, officeId } = it0;
    const other = invited({ acronym: "MIDES", store, officeId, briefingId: it0.briefingId });
    expect(save([person("Uno")], {}, it0.officer).ok).toBe(true);
    expect(() => save([], {}, aStaff(store, officeId, "manager"))).toThrow(fault("forbidden"));
    for (const actor of [aStaff(store, anOffice(store, "cr")), other.guest(), visitor()])
      expect(() => save([], {}, actor)).toThrow(fault("not_found"));
    expect(delegation()).toHaveLength(1);
  });
});

describe("purgeNeeds", () => {
  const DAY = 86_400_000;
  const ended = () => it0.store.db.select({ at: briefings.endsAt }).from(briefings).where(eq(briefings.id, it0.briefingId)).get()?.at ?? 0;
  const noted = () => it0.store.db.select().from(delegateNeeds).all().length;
  const lines = () => it0.store.db.select().from(audits).where(eq(audits.action, "invitations.needs_purged")).all();

  beforeEach(() => {
    value(save([person("Uno", { need: "Rampa" }), person("Dos", { access: ["captions"] })]));
  });

  it("deletes what was noted for a meeting that is over for seven days, and records how many", () => {
    expect(value(purgeNeeds(it0.store, system(ended() + 7 * DAY)))).toEqual({ purged: 0 });
    expect(noted()).toBe(2);
    expect(value(purgeNeeds(it0.store, system(ended() + 7 * DAY + 1)))).toEqual({ purged: 2 });
    expect(noted()).toBe(0);
    expect(lines()).toMatchObject([{ actorKind: "system", officeId: it0.officeId, briefingId: it0.briefingId, facts: { n: 2 } }]);
    expect(JSON.stringify(lines())).not.toContain("Rampa");
    value(purgeNeeds(it0.store, system(ended() + 8 * DAY)));
    expect(lines()).toHaveLength(1);
    expect(delegation()).toHaveLength(2);
  });

  it("keeps what a meeting that comes, or waits for its new date, will need", () => {
    const other = invited({ acronym: "MIDES", store: it0.store, officeId: it0.officeId, briefingId: aBriefing(it0.store, it0.officeId) });
    say(other, "accepted");
    value(saveAt(other, [person("Ajena", { need: "Dieta" })]));
    const later = ended() + 9 * DAY;
    it0.store.db
      .update(briefings)
      .set({ endsAt: later + DAY })
      .where(eq(briefings.id, other.briefingId))
      .run();
    it0.store.db.update(briefings).set({ state: "postponed", dateOpen: true }).where(eq(briefings.id, it0.briefingId)).run();
    value(purgeNeeds(it0.store, system(later)));
    expect(noted()).toBe(3);
    it0.store.db.update(briefings).set({ state: "cancelled" }).where(eq(briefings.id, it0.briefingId)).run();
    value(purgeNeeds(it0.store, system(later)));
    expect(it0.store.db.select().from(delegateNeeds).all()).toMatchObject([{ note: "Dieta" }]);
  });

  it("is the installation's alone", () => {
    const now = ended() + 9 * DAY;
    for (const actor of [it0.officer, aStaff(it0.store, it0.officeId, "admin"), it0.guest(), visitor()])
      expect(() => purgeNeeds(it0.store, { ...actor, now })).toThrow(fault("forbidden"));
    expect(noted()).toBe(2);
  });
});

describe("sentBefore", () => {
  it("offers whom the institution sent before, once each, and saves them in one tap", () => {
    const past = invited({ acronym: "OTRA", store: it0.store, officeId: it0.officeId, briefingId: aBriefing(it0.store, it0.officeId) });
    say(past, "accepted");
    it0.store.raw.prepare("update invitation set institution_id = ? where id = ?").run(it0.institutionId, past.invitationId);
    value(saveAt(past, [person("Iguandili Pérez"), { from: it0.personId }]));
    const offered = sentBefore(it0.store, it0.row(), [], NOW);
    expect(offered.map((d) => d.name)).toEqual(["Iguandili Pérez"]);
    expect(sentBefore(it0.store, it0.row(), [{ personId: "x", name: "iguandili perez" }], NOW)).toEqual([]);
    value(save([{ from: offered[0]?.id }]));
    expect(delegation()).toMatchObject([{ name: "Iguandili Pérez", post: "Especialista" }]);
  });

  it("forgets after two years, and never offers another institution's people", () => {
    const other = invited({ acronym: "MIDES", store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId });
    say(other, "accepted");
    value(saveAt(other, [person("Ajena")]));
    expect(sentBefore(it0.store, it0.row(), [], NOW)).toEqual([]);
    expect(sentBefore(it0.store, { ...other.row(), id: "inv_x" }, [], NOW)).toHaveLength(1);
    expect(sentBefore(it0.store, { ...other.row(), id: "inv_x" }, [], NOW + 731 * 86_400_000)).toEqual([]);
  });
});

describe("an institution that is invited again", () => {
  const again = (now: number) => {
    const later = { ...it0.officer, now };
    value(withdrawInvitation(it0.store, later, { id: it0.invitationId }));
    const institutions = [{ id: it0.institutionId, quota: 2, addressee: undefined }];
    value(addInvitations(it0.store, { ...later, now: now + 1 }, { briefingId: it0.briefingId, institutions }));
  };
  const note = (says: string, now: number) =>
    value(
      recordAnswer(
        it0.store,
        { ...it0.officer, now },
        recordAnswerInput.parse({ invitationId: it0.invitationId, value: says, channel: "phone", by: it0.personId, basedOn: "none" }),
      ),
    );

  it("is asked anew: its answer stands in the history alone, its people come back with the next yes", () => {
    value(save([person("Uno"), {}]));
    again(NOW + 1000);
    expect(it0.row()).toMatchObject({
      state: "draft",
      answer: null,
      answerId: null,
      answeredAt: null,
      conflict: false,
      named: 0,
      toDesignate: 0,
    });
    expect(delegation()).toEqual([]);
    expect(answersOf(it0.store, it0.officeId, [it0.invitationId]).get(it0.invitationId)).toHaveLength(1);
    note("accepted", NOW + 2000);
    expect(delegation().map((d) => [d.name, d.seat])).toEqual([
      ["Uno", "seated"],
      [null, "seated"],
    ]);
    expect(it0.row()).toMatchObject({ named: 1, toDesignate: 1 });
  });

  it("contradicts nothing with its new answer, and has none when that is taken back", () => {
    again(NOW + 1000);
    const { answerId, conflict } = note("declined", NOW + 2000);
    expect(conflict).toBe(false);
    value(undoAnswer(it0.store, { ...it0.officer, now: NOW + 3000 }, { id: answerId }));
    expect(it0.row()).toMatchObject({ answer: null, answerId: null, conflict: false });
  });

  it("frees the seats it had", () => {
    it0.store.db.update(briefings).set({ seats: 1 }).run();
    value(save([person("Uno")]));
    again(NOW + 1000);
    const second = invited({ acronym: "MIDES", store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId });
    say(second, "accepted");
    expect(value(saveAt(second, [person("Dos")]))).toMatchObject({ named: 1, waiting: 0 });
  });
});

describe("the room", () => {
  it("seats on site as long as there is room, whoever saves first; online takes none", () => {
    it0 = invited({ quota: 3, briefing: { seats: 2 } });
    const second = invited({ acronym: "MIDES", quota: 3, store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId });
    say(it0, "accepted");
    say(second, "accepted");
    value(save([person("Uno"), person("Lejos", { mode: "online" })]));
    value(saveAt(second, [person("Dos"), person("Tres"), person("Cuatro", { mode: "online" })]));
    expect(delegation(second).map((d) => d.seat)).toEqual(["seated", "waiting", "seated"]);
    expect(second.row()).toMatchObject({ named: 2 });
    expect(waitsFor(delegation(second), 3)).toBe("room");
  });

  it("holds no seat for a not sure yet, frees those of a no, and gives them back only while there is room", () => {
    it0 = invited({ briefing: { seats: 1 } });
    const second = invited({ acronym: "MIDES", store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId });
    say(it0, "accepted");
    say(second, "accepted");
    value(save([{}]));
    say(it0, "tentative");
    value(saveAt(second, [person("Dos")]));
    expect(second.row()).toMatchObject({ named: 1 });
    say(it0, "accepted");
    expect(it0.row()).toMatchObject({ named: 0, toDesignate: 0 });
    expect(delegation()).toMatchObject([{ name: null, seat: "waiting" }]);
  });
});

describe("the rules of seats", () => {
  const on = (mode: "on_site" | "online" = "on_site") => ({ role: "member", mode }) as const;

  it("counts everybody against the quota and only those on site against the room", () => {
    expect(giveSeats([on(), on("online"), on()], { quota: 2, roomLeft: null })).toEqual(["seated", "seated", "waiting"]);
    expect(giveSeats([on(), on(), on("online")], { quota: 2, roomLeft: 1 })).toEqual(["seated", "waiting", "seated"]);
    expect(giveSeats([on()], { quota: 1, roomLeft: 0 })).toEqual(["waiting"]);
  });

  it("says what is missing to whoever waits", () => {
    const row = (name: string | null, seat: "seated" | "waiting") => ({ ...on(), name, seat });
    expect(countSeats([row("a", "seated"), row(null, "seated"), row("c", "waiting")])).toEqual({ named: 1, toDesignate: 1, waiting: 1 });
    expect(waitsFor([row("a", "seated"), row("b", "waiting")], 1)).toBe("quota");
  });

  it("lets a held seat lead nobody", () => {
    expect(inOrder([{ role: "head", name: null } as const, { role: "member", name: "a" } as const])).toEqual([
      { role: "member", name: "a" },
      { role: "member", name: null },
    ]);
  });
});

describe("what a delegation may hold", () => {
  const wrong = (seat: Record<string, unknown>) => {
    const parsed = guestDelegationInput.safeParse({ seats: [seat], language: "es" });
    return parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join(".")} ${i.message}`);
  };

  it.each([
    [{ name: "Ana" }, "seats.0.post required"],
    [{ post: "Jefa" }, "seats.0.name required"],
    [{ name: "x".repeat(10_000), post: "x" }, "seats.0.name tooLong:100"],
    [{ name: "www.malo.example", post: "x" }, "seats.0.name noAddress"],
    [{ ...person("Ana"), email: "ana@x.example, otra@x.example" }, "seats.0.email email"],
    [{ ...person("Ana"), access: ["helicopter"] }, "seats.0.access.0 choice"],
    [{ ...person("Ana"), role: "king" }, "seats.0.role choice"],
  ])("names the field that is wrong in %j", (seat, expected) => {
    expect(wrong(seat)).toContain(expected);
  });

  it("refuses fields it does not know and lists without end", () => {
    expect(wrong({ ...person("Ana"), seat: "seated" })).toHaveLength(1);
    expect(guestDelegationInput.safeParse({ seats: Array.from({ length: 61 }, () => ({})), language: "es" }).success).toBe(false);
  });

  it("holds what people are called, markup and all, as text", () => {
    const name = `O’Higgins <script>alert(1)</script> "Ñ" مرحبا`;
    value(save([person(name)]));
    expect(delegation()[0]?.name).toBe(name);
    expect(it0.store.db.select().from(people).all()).toHaveLength(1);
  });
});
