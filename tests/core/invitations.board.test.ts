import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { recordAnswerInput } from "@/core/invitations/answers/input";
import { boardNews, boardOf, PAGE } from "@/core/invitations/board/queries";
import { attention, type Filter, filters, filtersOf, matches, nextAct, phaseOf, troubles } from "@/core/invitations/board/rules";
import { choiceFor, earlierBriefings, topicsOf } from "@/core/invitations/choosing/queries";
import { addInvitations, editInvitation, recordDelivery } from "@/core/invitations/commands";
import { saveDelegation } from "@/core/invitations/delegation/commands";
import { saveDelegationInput } from "@/core/invitations/delegation/input";
import { dossierOf } from "@/core/invitations/dossier/queries";
import { answerCounts, invitationsTo } from "@/core/invitations/queries";
import { sendInvitations } from "@/core/invitations/sending/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { briefings, delegates, institutions, invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { translator } from "@/lib/i18n";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
let briefingId: string;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  briefingId = aBriefing(store, officeId);
});

const invite = (...acronyms: string[]): string[] => {
  const rows = acronyms.map((acronym, n) => ({
    id: anInstitution(store, officeId, { acronym, name: `Ministerio ${acronym}`, precedence: n + 1 }).institutionId,
    quota: 2,
    addressee: undefined,
  }));
  const added = addInvitations(store, officer, { briefingId, institutions: rows });
  const ids = added.ok ? added.value.added : [];
  for (const id of ids) recordDelivery(store, officer, { id, channel: "letter" });
  return ids;
};
const answer = (invitationId: string, value: "accepted" | "tentative" | "declined", now = NOW) =>
  recordAnswer(
    store,
    { ...officer, now },
    recordAnswerInput.parse({ invitationId, value, channel: "phone", by: "other", byName: "Ana Ruiz" }),
  );
const name = (invitationId: string, ...names: string[]) =>
  saveDelegation(
    store,
    officer,
    saveDelegationInput.parse({
      invitationId,
      seats: names.map((n, i) => ({ name: n, post: "Asesora", role: i === 0 ? "head" : "member", mode: "online" })),
    }),
  );
const board = (args = {}, actor: Staff = officer) => {
  const found = boardOf(store, actor, briefingId, args);
  if (!found) throw new Error("no board");
  return found;
};
const order = (args = {}) => board(args).rows.map((r) => r.name.acronym);
const stranger = () => aStaff(store, anOffice(store, "cr"));

describe("boardOf", () => {
  it("lists in order of precedence, by name, or what needs attention first", () => {
    const [, b = "", c = ""] = invite("ZETA", "Ñandú", "NORTE", "alfa");
    answer(b, "accepted");
    answer(c, "declined");
    expect(order()).toEqual(["ZETA", "Ñandú", "NORTE", "alfa"]);
    expect(order({ order: "name" })).toEqual(["alfa", "Ñandú", "NORTE", "ZETA"]);
    expect(board({ order: "name" }, { ...officer, language: "es" }).rows.map((r) => r.name.acronym)).toEqual([
      "alfa",
      "NORTE",
      "Ñandú",
      "ZETA",
    ]);
    expect(order({ order: "attention" })).toEqual(["ZETA", "alfa", "Ñandú", "NORTE"]);
  });

  it("filters, counts what each filter holds, and agrees with the counts of lists", () => {
    const [a = "", b = "", c = ""] = invite("A", "B", "C", "D");
    answer(a, "accepted");
    answer(b, "tentative");
    withdrawInvitation(store, officer, { id: c });
    const { counts } = board();
    expect(counts).toEqual({
      all: 3,
      not_sent: 0,
      held: 0,
      none: 1,
      again: 0,
      untold: 0,
      tentative: 1,
      accepted: 1,
      declined: 0,
      names: 1,
      unnamed: 1,
      trouble: 0,
      withdrawn: 1,
    });
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)).toMatchObject({
      invited: counts.all,
      none: counts.none,
      accepted: counts.accepted,
      namesMissing: counts.names,
      nobodyNamed: counts.unnamed,
      trouble: counts.trouble,
      withdrawn: counts.withdrawn,
    });
    for (const show of filters) expect(board({ show }).rows).toHaveLength(counts[show]);
  });

  it("tells answer, delegation, last contact and liaison of each row", () => {
    const [a = ""] = invite("MINSA", "MIDES");
    answer(a, "accepted");
    name(a, "Yariela Batista");
    const [first, second] = board().rows;
    expect(first).toMatchObject({
      standing: "accepted",
      answer: { channel: "phone", byName: "Ana Ruiz" },
      contact: { kind: "phone" },
      liaison: { email: "enlace@minsa.example" },
    });
    expect(first?.delegates.map((d) => d.name)).toEqual(["Yariela Batista"]);
    expect(second).toMatchObject({ standing: "none", answer: undefined, contact: { kind: "delivered" }, delegates: [] });
  });

  it("names trouble: two answers, too many names, a late answer, a message that failed or is in doubt", () => {
    const [a = "", b = "", c = ""] = invite("A", "B", "C");
    answer(a, "accepted", Date.parse("2021-12-05T15:00:00Z"));
    store.db.update(invitations).set({ conflict: true }).where(eq(invitations.id, b)).run();
    store.db
      .insert(messages)
      .values({
        id: "msg_1",
        officeId,
        kind: "reminder",
        uniqueKey: "k",
        mailId: "m",
        toAddress: "x@y.example",
        language: "es",
        briefingId,
        invitationId: c,
        state: "failed",
        sendAfter: NOW,
        attempts: 1,
        createdAt: NOW,
      })
      .run();
    expect(board({ show: "trouble" }).rows.map((r) => r.trouble.map((t) => t.kind))).toEqual([["late"], ["conflict"], ["failed"]]);
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)?.trouble).toBe(3);
    store.db.update(messages).set({ state: "sent" }).run();
    expect(board({ show: "trouble" }).rows).toHaveLength(2);
  });

  it("names no trouble of a meeting that was held; that an answer was late is a fact", () => {
    const [a = ""] = invite("A");
    answer(a, "accepted", Date.parse("2021-12-05T15:00:00Z"));
    expect(board().counts.trouble).toBe(1);
    store.db.update(briefings).set({ state: "held" }).run();
    expect(board().rows[0]).toMatchObject({ trouble: [], answer: { late: true } });
    expect(board().counts.trouble).toBe(0);
    expect(dossierOf(store, officer, briefingId, a)?.trouble).toEqual([]);
  });

  it("shows an invitation whose message failed as not sent", () => {
    const { institutionId } = anInstitution(store, officeId, { acronym: "SNM" });
    const added = addInvitations(store, officer, { briefingId, institutions: [{ id: institutionId, quota: 2, addressee: undefined }] });
    sendInvitations(store, officer, { briefingId, invitations: added.ok ? added.value.added : [], count: 1 });
    expect(board().rows[0]?.standing).toBe("sending");
    store.db.update(messages).set({ state: "failed" }).run();
    expect(board().rows[0]).toMatchObject({ standing: "not_sent", trouble: [{ kind: "failed" }] });
  });

  it("gives 25 rows a page", () => {
    invite(...Array.from({ length: 30 }, (_, n) => `I${n}`));
    expect(board()).toMatchObject({ total: 30, pages: 2, page: 1 });
    expect(board().rows).toHaveLength(PAGE);
    expect(board({ page: 2 }).rows).toHaveLength(5);
    expect(board({ page: 99 }).page).toBe(2);
  });

  it("shows nothing to another office", () => {
    invite("A");
    const other = stranger();
    expect(boardOf(store, other, briefingId)).toBeUndefined();
    expect(boardNews(store, other, briefingId, 0)).toBeUndefined();
    expect(choiceFor(store, other, briefingId, {}).candidates).toEqual([]);
    expect(earlierBriefings(store, other, briefingId)).toEqual([]);
  });
});

describe("boardNews", () => {
  it("differs after any change and says which rows changed since", () => {
    const [a = ""] = invite("MINSA", "MIDES");
    const before = boardNews(store, officer, briefingId, NOW);
    expect(before?.changed).toEqual([]);
    answer(a, "accepted", NOW + 5000);
    const after = boardNews(store, officer, briefingId, before?.since ?? 0);
    expect(after?.version).not.toBe(before?.version);
    expect(after?.changed).toEqual([{ id: a, name: "MINSA", standing: "accepted", named: 0 }]);
    expect(boardNews(store, officer, briefingId, after?.since ?? 0)).toEqual({ ...after, changed: [] });
  });
});

describe("dossierOf", () => {
  it("gathers everything about one institution, for its own briefing and office alone", () => {
    const [a = ""] = invite("MINSA");
    answer(a, "accepted");
    expect(dossierOf(store, officer, briefingId, a)).toMatchObject({
      name: { acronym: "MINSA" },
      answers: [{ value: "accepted" }],
      link: { token: expect.any(String) },
    });
    expect(dossierOf(store, officer, aBriefing(store, officeId), a)).toBeUndefined();
    expect(dossierOf(store, stranger(), briefingId, a)).toBeUndefined();
  });

  it("gives waiting delegates their seats when the quota grows", () => {
    const [a = ""] = invite("MINSA");
    answer(a, "accepted");
    name(a, "Uno", "Dos", "Tres");
    expect(board().rows[0]?.trouble).toEqual([{ kind: "over_quota", wanted: 3, quota: 2 }]);
    const [i] = invitationsTo(store, officeId, briefingId);
    editInvitation(store, officer, {
      id: a,
      version: i?.version ?? 0,
      quota: 3,
      addressee: i?.addresseeTenureId ?? undefined,
      language: "es",
      documentKind: "email",
    });
    expect(board().rows[0]?.trouble).toEqual([]);
    expect(
      store.db
        .select()
        .from(delegates)
        .all()
        .every((d) => d.seat === "seated"),
    ).toBe(true);
  });
});

describe("choosing institutions", () => {
  it("offers those of a topic, of an earlier briefing with its seats, or found by a part of a name, and none twice", () => {
    const earlier = aBriefing(store, officeId, { startsLocal: "2021-10-07T09:00", endsLocal: "2021-10-07T10:00" });
    const [a = "", b = ""] = ["MINSA", "MIDES"].map(
      (acronym) => anInstitution(store, officeId, { acronym, name: `Ministerio ${acronym}` }).institutionId,
    );
    addInvitations(store, officer, { briefingId: earlier, institutions: [{ id: a, quota: 5, addressee: undefined }] });
    store.db
      .update(institutions)
      .set({ topics: ["trafficking"] })
      .where(eq(institutions.id, b))
      .run();
    const offered = (args: Parameters<typeof choiceFor>[3]) =>
      choiceFor(store, officer, briefingId, args).candidates.map((c) => [c.institution.acronym, c.quota]);
    expect(offered({ from: earlier })).toEqual([["MINSA", 5]]);
    expect(offered({ topic: "trafficking" })).toEqual([["MIDES", 2]]);
    expect(offered({ q: "mínisterio mide" })).toEqual([["MIDES", 2]]);
    expect(offered({ q: "%" })).toEqual([]);
    expect(offered({})).toHaveLength(2);
    addInvitations(store, officer, { briefingId, institutions: [{ id: a, quota: 2, addressee: undefined }] });
    expect(choiceFor(store, officer, briefingId, { from: earlier })).toMatchObject({ candidates: [], standing: 1 });
    expect(earlierBriefings(store, officer, briefingId)).toMatchObject([{ id: earlier, invited: 1 }]);
    expect(topicsOf(store, officer)).toEqual([{ topic: "trafficking", n: 1 }]);
  });
});

describe("the board's rules", () => {
  const row = { state: "sent", answer: null, named: 0, toDesignate: 0, trouble: false, again: false, untold: false } as const;

  it("follow the facts to one next act", () => {
    const facts = { invited: 10, ready: 0, onHold: 0, silent: 4, remindable: 4, callable: 0, askable: 2, replyPassed: false, open: true };
    expect(nextAct({ ...facts, invited: 0 })).toBe("invite");
    expect(nextAct({ ...facts, ready: 1 })).toBe("send");
    expect(nextAct(facts)).toBe("remind");
    expect(nextAct({ ...facts, onHold: 9 })).toBe("remind");
    expect(nextAct({ ...facts, onHold: 9, remindable: 0, replyPassed: true })).toBe("release");
    expect(nextAct({ ...facts, replyPassed: true })).toBe("call");
    expect(nextAct({ ...facts, remindable: 0 })).toBe("names");
    expect(nextAct({ ...facts, remindable: 0, askable: 0 })).toBeUndefined();
    expect(nextAct({ ...facts, remindable: 0, askable: 0, callable: 1 })).toBe("call");
    expect(nextAct({ ...facts, open: false })).toBeUndefined();
  });

  it("end the demands of a board once the meeting was held, and its silence once it is called off", () => {
    const counts = Object.fromEntries(filters.map((f) => [f, 1])) as Record<Filter, number>;
    const none = Object.fromEntries(filters.map((f) => [f, 0])) as Record<Filter, number>;
    expect(filtersOf("open", counts, "all")).toEqual([...filters]);
    expect(filtersOf("open", none, "all")).toEqual(["all", "not_sent", "none", "tentative", "accepted", "declined", "names", "trouble"]);
    expect(filtersOf("said", counts, "all")).toEqual(["all", "none", "tentative", "accepted", "declined", "withdrawn"]);
    expect(filtersOf("off", counts, "all")).toEqual(["all", "untold", "tentative", "accepted", "declined", "withdrawn"]);
    expect(filtersOf("off", none, "none")).toEqual(["all", "none"]);
    expect((["draft", "under_way", "postponed", "held", "closed", "cancelled"] as const).map((state) => phaseOf({ state }))).toEqual([
      "open",
      "open",
      "open",
      "said",
      "said",
      "off",
    ]);
  });

  it("put every living row into exactly one standing", () => {
    for (const state of ["draft", "held", "queued", "sent"] as const)
      for (const answered of [null, "accepted", "tentative", "declined"] as const) {
        const one = { ...row, state, answer: answered };
        expect((["not_sent", "none", "tentative", "accepted", "declined"] as const).filter((f) => matches(one, f))).toHaveLength(1);
        expect(matches({ ...one, state: "withdrawn" }, "all")).toBe(false);
      }
  });

  it("rank trouble before silence before doubt before missing names", () => {
    const ranks = [
      attention({ ...row, answer: "declined", trouble: true }),
      attention(row),
      attention({ ...row, answer: "tentative" }),
      attention({ ...row, answer: "accepted" }),
      attention({ ...row, state: "draft" }),
      attention({ ...row, answer: "declined" }),
    ];
    expect(ranks).toEqual([...ranks].sort());
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it("rank a yes for a date that no longer holds like silence", () => {
    expect(attention({ ...row, answer: "accepted", again: true })).toBe(attention(row));
    expect(matches({ ...row, answer: "accepted", again: true }, "again")).toBe(true);
    expect(matches({ ...row, state: "withdrawn", again: true }, "again")).toBe(false);
  });

  const held = (name: string | null, seat: "seated" | "waiting") => ({ name, seat, role: "member", mode: "on_site" }) as const;
  const facts = { conflict: false, quota: 2, late: false, last: { id: "m", state: "sent" } } as const;

  it("find no trouble where there is none", () => {
    expect(troubles({ ...facts, delegates: [held("A", "seated")] })).toEqual([]);
  });

  it("tell a full room from too many for the seats of one institution", () => {
    expect(troubles({ ...facts, delegates: [held("A", "waiting"), held("B", "waiting")] })).toEqual([{ kind: "room_full", waiting: 2 }]);
    const delegates = [held("A", "seated"), held(null, "seated"), held(null, "waiting")];
    expect(troubles({ ...facts, delegates })).toEqual([{ kind: "over_quota", wanted: 3, quota: 2 }]);
  });

  it("are told as they are, in the board, the history and the overview", () => {
    const t = translator("en");
    expect(t("invitations.board.trouble.room_full", { waiting: 2 })).toBe("The room is full: 2 people wait");
    const saved = (named: number, waiting: number) =>
      t("audit.invitations.delegation_saved", { institution: "MIDES", named, toDesignate: 0, waiting });
    expect([saved(0, 0), saved(0, 2), saved(1, 1)]).toEqual([
      "Delegation of MIDES saved: nobody named",
      "Delegation of MIDES saved: nobody has a seat yet, 2 waiting",
      "Delegation of MIDES saved: 1 person with a seat, 1 waiting",
    ]);
    const people = t("briefings.answers.people", { named: 3, open: 0, seats: 20, room: 3, a: "" } as never);
    expect(people).toBe("3 people named · 20 seats offered, 3 in the room");
  });
});
