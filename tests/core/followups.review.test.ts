import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUpdate, changeState } from "@/core/followups/commands";
import { followUpMail } from "@/core/followups/mail";
import { finishReview, undoFinish } from "@/core/followups/questions/commands";
import { messagesOfReview } from "@/core/followups/questions/queries";
import { ask, drop, giveNewDate, reopen, skip, startReview, undoDecision, verify } from "@/core/followups/review/commands";
import { decisionsOf, findReview, openReview } from "@/core/followups/review/queries";
import { standing as standingLines } from "@/core/followups/rules";
import { storyOf } from "@/core/followups/story/queries";
import type { Outcome } from "@/core/kernel/outcome";
import { followUpParties, followUps, messages, people, reviewDecisions, reviews, tenures } from "@/db/schema";
import { type Agreed, aFollowUp, agreed, audited, fault, liaisonOf, lines, standing } from "../agreed";
import { anInstitution, aStaff, NOW } from "../factories";
import { refusal, value } from "../invited";

const begin = (world: Agreed) => value(startReview(world.store, world.manager, {}));
const later = (world: Agreed, ms: number) => ({ ...world.manager, now: NOW + ms });

describe("startReview", () => {
  it("freezes the queue in the order of the review, and records it", () => {
    const world = agreed();
    const quiet = aFollowUp(world, { dueOn: "2021-12-30", newsAt: NOW - 31 * 86_400_000 });
    const them = aFollowUp(world);
    const us = aFollowUp(world, { lead: { kind: "office" }, dueOn: "2021-11-29" });
    const done = aFollowUp(world, { state: "done" });
    aFollowUp(world, { state: "verified" });
    const review = begin(world);
    expect(review.queue).toEqual([
      { id: done, group: "done" },
      { id: us, group: "us" },
      { id: them, group: "them" },
      { id: quiet, group: "quiet" },
    ]);
    expect(audited(world.store, review.id)).toEqual(["followups.review_started"]);
    aFollowUp(world, { state: "done" });
    expect(findReview(world.store, world.manager, review.id)?.queue).toHaveLength(4);
  });

  it("narrows to an institution that leads or shares, a project, a briefing", () => {
    const world = agreed();
    const shared = aFollowUp(world, { parties: [world.inamu], project: "CE.0001" });
    aFollowUp(world);
    const ids = (scope: object) => value(startReview(world.store, world.manager, scope)).queue.map((e) => e.id);
    expect(ids({ institutionId: world.inamu })).toEqual([shared]);
    expect(ids({ project: "CE.0001" })).toEqual([shared]);
  });

  it("is the manager's, and shows them their own office alone", () => {
    const world = agreed();
    aFollowUp(world);
    expect(fault(() => startReview(world.store, world.officer, {}))).toBe("forbidden");
    expect(fault(() => startReview(world.store, liaisonOf(world, world.mides), {}))).toBe("forbidden");
    expect(value(startReview(world.store, world.stranger, {})).queue).toEqual([]);
  });

  it("is found again by its own manager alone", () => {
    const world = agreed();
    const review = begin(world);
    expect(openReview(world.store, world.manager, {})?.id).toBe(review.id);
    expect(openReview(world.store, later(world, 13 * 3600_000), {})).toBeUndefined();
    const colleague = aStaff(world.store, world.officeId, "manager");
    expect(findReview(world.store, colleague, review.id)).toBeUndefined();
    expect(findReview(world.store, world.stranger, review.id)).toBeUndefined();
  });
});

describe("a decision", () => {
  it("begins the review when it is the first, and goes on to the next story", () => {
    const world = agreed();
    const [first, second] = [aFollowUp(world, { dueOn: "2021-11-25" }), aFollowUp(world)];
    const onward = value(skip(world.store, world.manager, { followUpId: first }));
    expect(onward.next).toBe(second);
    expect(world.store.db.select().from(reviews).all()).toHaveLength(1);
    expect(value(skip(world.store, world.manager, { followUpId: second })).next).toBeUndefined();
    expect(world.store.db.select().from(reviews).all()).toHaveLength(1);
  });

  it("verifies by the evidence, or by how the manager knows", () => {
    const world = agreed();
    const [bare, shown] = [aFollowUp(world, { state: "done" }), aFollowUp(world, { state: "done" })];
    value(addUpdate(world.store, world.officer, { followUpId: shown, evidence: "Signed list" }));
    expect(verify(world.store, world.manager, { followUpId: bare })).toMatchObject({ code: "how_do_you_know", field: "evidence" });
    expect(world.store.db.select().from(reviews).all()).toHaveLength(0);
    value(verify(world.store, world.manager, { followUpId: bare, evidence: "I was there." }));
    value(verify(world.store, world.manager, { followUpId: shown }));
    expect([standing(world, bare).state, standing(world, shown).state]).toEqual(["verified", "verified"]);
    expect(lines(world, bare)[0]).toMatchObject({ evidence: "I was there.", byName: "Test manager" });
    expect(audited(world.store, bare)[0]).toBe("followups.verified");
  });

  it("does not verify what nobody has reported done", () => {
    const world = agreed();
    const id = aFollowUp(world);
    expect(refusal(verify(world.store, world.manager, { followUpId: id, evidence: "I think so." }))).toBe("follow_up_cannot_move");
  });

  it("reopens only what was reported, and drops, each with its reason", () => {
    const world = agreed();
    const [done, open] = [aFollowUp(world, { state: "done" }), aFollowUp(world)];
    expect(refusal(reopen(world.store, world.manager, { followUpId: open, note: "No." }))).toBe("follow_up_cannot_move");
    value(reopen(world.store, world.manager, { followUpId: done, note: "Two shelters are missing." }));
    value(drop(world.store, world.manager, { followUpId: open, note: "The law has changed." }));
    expect([standing(world, done).state, standing(world, open).state]).toEqual(["open", "dropped"]);
    expect(lines(world, done)[0]).toMatchObject({ note: "Two shelters are missing." });
    expect([audited(world.store, done)[0], audited(world.store, open)[0]]).toEqual(["followups.reopened", "followups.dropped"]);
  });

  it("gives a new working day with a reason, and opens again what was reported done", () => {
    const world = agreed();
    const [late, done] = [aFollowUp(world), aFollowUp(world, { state: "done" })];
    expect(giveNewDate(world.store, world.manager, { followUpId: late, days: "7" })).toMatchObject({
      code: "reason_needed",
      field: "reason",
    });
    value(giveNewDate(world.store, world.manager, { followUpId: late, days: "7", reason: "asked" }));
    expect(standing(world, late)).toMatchObject({ dueOn: "2021-12-07", state: "open" });
    expect(lines(world, late)[0]).toMatchObject({ kind: "date", fromDue: "2021-11-26", toDue: "2021-12-07", reason: "asked" });
    expect(audited(world.store, late)[0]).toBe("followups.postponed");
    value(giveNewDate(world.store, world.manager, { followUpId: done, days: "14", note: "Half of it is there." }));
    expect(standing(world, done)).toMatchObject({ dueOn: "2021-12-14", state: "open" });
  });

  it("asks the liaison, and leaves the follow-up as it is", () => {
    const world = agreed();
    const id = aFollowUp(world);
    const before = standing(world, id);
    value(ask(world.store, world.manager, { followUpId: id, question: "¿En qué estado se encuentra?" }));
    expect(standing(world, id)).toEqual(before);
    expect(lines(world, id)[0]).toMatchObject({ kind: "ask", note: "¿En qué estado se encuentra?" });
    expect(world.store.db.select().from(messages).all()).toHaveLength(0);
  });

  it("does not ask where nobody has an address, nor the manager themselves", () => {
    const world = agreed();
    const silent = anInstitution(world.store, world.officeId, { acronym: "SNM", liaison: false }).institutionId;
    const question = { question: "Where does it stand?" };
    const of = (lead: { kind: "institution" | "office"; id?: string }) =>
      refusal(ask(world.store, world.manager, { followUpId: aFollowUp(world, { lead }), ...question }));
    expect(of({ kind: "institution", id: silent })).toBe("nobody_to_ask");
    expect(of({ kind: "office" })).toBe("nobody_to_ask");
    expect(of({ kind: "office", id: world.manager.userId })).toBe("nobody_to_ask");
    expect(of({ kind: "office", id: world.officer.userId })).toBe("accepted");
  });

  it("is taken once a follow-up, in two tabs too", () => {
    const world = agreed();
    const id = aFollowUp(world);
    const review = begin(world);
    value(skip(world.store, world.manager, { reviewId: review.id, followUpId: id }));
    expect(refusal(drop(world.store, world.manager, { reviewId: review.id, followUpId: id, note: "x" }))).toBe("already_decided");
    expect(standing(world, id).state).toBe("open");
  });

  it("stays inside the frozen queue, and skips what others have settled", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "done" });
    const review = begin(world);
    const late = aFollowUp(world);
    expect(refusal(skip(world.store, world.manager, { reviewId: review.id, followUpId: late }))).toBe("not_in_review");
    const colleague = aStaff(world.store, world.officeId, "manager");
    value(changeState(world.store, colleague, { followUpId: id, version: 1, to: "verified", evidence: "Seen." }));
    expect(refusal(giveNewDate(world.store, world.manager, { reviewId: review.id, followUpId: id, days: "7", reason: "asked" }))).toBe(
      "follow_up_settled",
    );
    expect(skip(world.store, world.manager, { reviewId: review.id, followUpId: id }).ok).toBe(true);
  });

  it("follows the part of the queue that is looked at", () => {
    const world = agreed();
    const [done, , other] = [
      aFollowUp(world, { state: "done" }),
      aFollowUp(world, { state: "blocked", dueOn: undefined }),
      aFollowUp(world, { state: "done" }),
    ];
    expect(value(skip(world.store, world.manager, { followUpId: done, group: "done" })).next).toBe(other);
  });

  it.each(["officer", "admin"] as const)("is not an %s's to take", (role) => {
    const world = agreed();
    const id = aFollowUp(world, { state: "done" });
    const actor = aStaff(world.store, world.officeId, role);
    const tries = [
      () => verify(world.store, actor, { followUpId: id, evidence: "x" }),
      () => reopen(world.store, actor, { followUpId: id, note: "x" }),
      () => drop(world.store, actor, { followUpId: id, note: "x" }),
      () => giveNewDate(world.store, actor, { followUpId: id, days: "7", reason: "asked" }),
      () => ask(world.store, actor, { followUpId: id, question: "x" }),
      () => skip(world.store, actor, { followUpId: id }),
    ];
    expect(tries.map(fault)).toEqual(Array(6).fill("forbidden"));
    expect(standing(world, id).state).toBe("done");
  });

  it("is not there for another office, nor the institution's own", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "done" });
    expect(fault(() => verify(world.store, world.stranger, { followUpId: id, evidence: "x" }))).toBe("not_found");
    expect(fault(() => verify(world.store, liaisonOf(world, world.mides), { followUpId: id, evidence: "x" }))).toBe("forbidden");
  });

  it("is not taken in another manager's review", () => {
    const world = agreed();
    const id = aFollowUp(world);
    const review = begin(world);
    const colleague = aStaff(world.store, world.officeId, "manager");
    expect(fault(() => skip(world.store, colleague, { reviewId: review.id, followUpId: id }))).toBe("not_found");
  });
});

describe("undoDecision", () => {
  it("takes back the last one, or the one named, with a line that says so", () => {
    const world = agreed();
    const [first, second] = [aFollowUp(world, { dueOn: "2021-11-25" }), aFollowUp(world)];
    const { reviewId } = value(drop(world.store, world.manager, { followUpId: first, note: "x" }));
    value(drop(world.store, world.manager, { followUpId: second, note: "y" }));
    expect(value(undoDecision(world.store, world.manager, { reviewId })).followUpId).toBe(second);
    expect(value(undoDecision(world.store, world.manager, { reviewId })).followUpId).toBe(first);
    expect(refusal(undoDecision(world.store, world.manager, { reviewId }))).toBe("nothing_to_undo");
    expect([standing(world, first).state, standing(world, second).state]).toEqual(["open", "open"]);
    expect(lines(world, first)[0]).toMatchObject({ kind: "undo", fromState: "dropped", toState: "open" });
    expect(lines(world, first)).toHaveLength(3);
    expect(audited(world.store, first)[0]).toBe("followups.undone");
    const decision = value(skip(world.store, world.manager, { reviewId, followUpId: second }));
    expect(decision.next).toBe(first);
  });

  it("does not touch what somebody else has changed since", () => {
    const world = agreed();
    const id = aFollowUp(world);
    const { reviewId } = value(drop(world.store, world.manager, { followUpId: id, note: "x" }));
    const colleague = aStaff(world.store, world.officeId, "manager");
    value(changeState(world.store, colleague, { followUpId: id, version: 2, to: "open", note: "Still wanted." }));
    expect(refusal(undoDecision(world.store, world.manager, { reviewId }))).toBe("changed_since");
  });

  it("leaves a comment made meanwhile where it is", () => {
    const world = agreed();
    const id = aFollowUp(world);
    const { reviewId } = value(drop(world.store, world.manager, { followUpId: id, note: "x" }));
    value(addUpdate(world.store, { ...world.officer, now: NOW + 5 }, { followUpId: id, note: "MIDES called." }));
    value(undoDecision(world.store, later(world, 9), { reviewId }));
    expect(standing(world, id)).toMatchObject({ state: "open", newsAt: NOW + 5 });
  });

  it("ends with the review", () => {
    const world = agreed();
    const { reviewId } = value(drop(world.store, world.manager, { followUpId: aFollowUp(world), note: "x" }));
    value(finishReview(world.store, world.manager, { reviewId }));
    expect(refusal(undoDecision(world.store, world.manager, { reviewId }))).toBe("review_finished");
    expect(refusal(skip(world.store, world.manager, { reviewId, followUpId: aFollowUp(world) }))).toBe("review_finished");
  });

  it("is the manager's whose review it is", () => {
    const world = agreed();
    const { reviewId } = value(drop(world.store, world.manager, { followUpId: aFollowUp(world), note: "x" }));
    for (const actor of [world.officer, world.stranger, aStaff(world.store, world.officeId, "manager"), liaisonOf(world, world.mides)])
      expect(fault(() => undoDecision(world.store, actor, { reviewId }))).toBe("not_found");
  });

  it("restores every follow-up exactly, whatever was decided and in whatever order it is taken back", () => {
    const verdict = fc.constantFrom("verify", "reopen", "newDate", "drop", "ask", "skip");
    const state = fc.constantFrom("proposed", "open", "in_progress", "blocked", "done");
    fc.assert(
      fc.property(fc.array(fc.tuple(state, verdict), { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (wishes, dice) => {
        const world = agreed();
        const ids = wishes.map(([wished], i) => aFollowUp(world, { state: wished as never, dueOn: i % 3 ? "2021-11-26" : undefined }));
        const stand = () =>
          world.store.db
            .select()
            .from(followUps)
            .all()
            .map(({ version, ...rest }) => rest);
        const told = () => ids.map((id) => standingLines(lines(world, id)).map((l) => l.id));
        const before = { rows: stand(), lines: told(), parties: world.store.db.select().from(followUpParties).all() };
        const review = begin(world);
        for (const [i, followUpId] of ids.entries())
          decide(world, wishes[i]?.[1] ?? "skip", { reviewId: review.id, followUpId }, NOW + i + 1);
        for (;;) {
          const left = decisionsOf(world.store, review);
          const pick = left[(dice.next().value ?? 0) % Math.max(1, left.length)];
          if (!pick) break;
          value(undoDecision(world.store, later(world, 1000), { reviewId: review.id, decisionId: pick.id }));
        }
        expect({ rows: stand(), lines: told(), parties: world.store.db.select().from(followUpParties).all() }).toEqual(before);
        expect(world.store.db.select().from(messages).all()).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

function decide(world: Agreed, verdict: string, at: { reviewId: string; followUpId: string }, now: number): Outcome<unknown> {
  const actor = { ...world.manager, now };
  if (verdict === "verify") return verify(world.store, actor, { ...at, evidence: "Seen." });
  if (verdict === "reopen") return reopen(world.store, actor, { ...at, note: "No." });
  if (verdict === "drop") return drop(world.store, actor, { ...at, note: "No." });
  if (verdict === "newDate") return giveNewDate(world.store, actor, { ...at, days: "14", reason: "waiting" });
  if (verdict === "ask") return ask(world.store, actor, { ...at, question: "How far?" });
  return skip(world.store, actor, at);
}

const queued = (world: Agreed) => world.store.db.select().from(messages).where(eq(messages.kind, "follow_up_questions")).all();

/** Two questions to MIDES, one to INAMU, one to a colleague, and a decision without a message. */
function asked(world: Agreed) {
  const [a, b, c, d, e] = [
    aFollowUp(world, { what: "Share the referral protocol" }),
    aFollowUp(world, { what: "Two rooms at Los Planes", parties: [world.inamu] }),
    aFollowUp(world, { lead: { kind: "institution", id: world.inamu } }),
    aFollowUp(world, { lead: { kind: "office", id: world.officer.userId } }),
    aFollowUp(world),
  ];
  const review = begin(world);
  for (const [followUpId, question] of [
    [a, "¿En qué estado se encuentra?"],
    [b, "¿Qué ayudaría a avanzar?"],
    [c, "¿Podría informarnos?"],
    [d, "Where does it stand?"],
  ] as const)
    value(ask(world.store, world.manager, { reviewId: review.id, followUpId, question }));
  value(skip(world.store, world.manager, { reviewId: review.id, followUpId: e }));
  return { review, a, b };
}

describe("finishReview", () => {
  it("gathers the questions to one address into one message, which waits sixty seconds", () => {
    const world = agreed();
    const { review } = asked(world);
    expect(value(finishReview(world.store, world.manager, { reviewId: review.id })).messages).toBe(3);
    const rows = queued(world);
    expect(rows.map((m) => m.toAddress).sort()).toEqual(
      ["enlace@inamu.example", "enlace@mides.example", `${world.officer.userId}@example.test`].sort(),
    );
    expect(rows.map((m) => [m.sendAfter, m.state, m.language])).toEqual([
      [NOW + 60_000, "queued", "es"],
      [NOW + 60_000, "queued", "es"],
      [NOW + 60_000, "queued", "en"],
    ]);
    expect(audited(world.store, review.id)[0]).toBe("followups.review_finished");
  });

  it("writes in the liaison's language what was agreed and what is asked, and never that it is late", () => {
    const world = agreed();
    const { review } = asked(world);
    value(finishReview(world.store, world.manager, { reviewId: review.id }));
    const message = queued(world).find((m) => m.toAddress === "enlace@mides.example");
    const mail = message && followUpMail.follow_up_questions?.(world.store, message, NOW);
    if (!mail || mail === "obsolete") throw new Error("no mail");
    const text = JSON.stringify(mail);
    expect(mail.subject).toBe("2 consultas sobre lo acordado");
    for (const part of [
      "Share the referral protocol",
      "¿En qué estado se encuentra?",
      "Two rooms at Los Planes",
      "¿Qué ayudaría a avanzar?",
      "26 de noviembre",
      "INAMU",
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/vencid|overdue|atras|retras/i);
    expect(mail.signature[0]).toBe("Test manager");
    expect(mail.replyTo?.address).toBe("office@pa.example");
  });

  it("does not write to a liaison whose post has ended meanwhile", () => {
    const world = agreed();
    const { review } = asked(world);
    value(finishReview(world.store, world.manager, { reviewId: review.id }));
    const message = queued(world).find((m) => m.toAddress === "enlace@mides.example");
    if (!message) throw new Error("no message");
    expect(followUpMail.follow_up_questions?.(world.store, message, NOW)).not.toBe("obsolete");
    world.store.db.update(tenures).set({ validTo: "2021-11-29" }).run();
    expect(followUpMail.follow_up_questions?.(world.store, message, NOW)).toBe("obsolete");
  });

  it("does not send what was settled or taken back before it left", () => {
    const world = agreed();
    const { review, a, b } = asked(world);
    value(finishReview(world.store, world.manager, { reviewId: review.id }));
    const message = queued(world).find((m) => m.toAddress === "enlace@mides.example");
    if (!message) throw new Error("no message");
    world.store.db.update(followUps).set({ state: "dropped" }).where(eq(followUps.id, a)).run();
    expect(JSON.stringify(followUpMail.follow_up_questions?.(world.store, message, NOW))).not.toContain("Share the referral protocol");
    world.store.db.update(followUps).set({ state: "dropped" }).where(eq(followUps.id, b)).run();
    expect(followUpMail.follow_up_questions?.(world.store, message, NOW)).toBe("obsolete");
  });

  it("leaves out those who have lost their address meanwhile", () => {
    const world = agreed();
    const { review } = asked(world);
    world.store.db.update(people).set({ email: null }).where(eq(people.email, "enlace@mides.example")).run();
    expect(value(finishReview(world.store, world.manager, { reviewId: review.id })).messages).toBe(2);
  });

  it("ends once, and only for the manager whose review it is", () => {
    const world = agreed();
    const { review } = asked(world);
    for (const actor of [world.officer, world.stranger, aStaff(world.store, world.officeId, "manager"), liaisonOf(world, world.mides)])
      expect(fault(() => finishReview(world.store, actor, { reviewId: review.id }))).toBe("not_found");
    value(finishReview(world.store, world.manager, { reviewId: review.id }));
    expect(refusal(finishReview(world.store, world.manager, { reviewId: review.id }))).toBe("review_finished");
    expect(queued(world)).toHaveLength(3);
  });
});

describe("undoFinish", () => {
  it("stops every message that waits, and lets the review end again with messages of its own", () => {
    const world = agreed();
    const { review } = asked(world);
    value(finishReview(world.store, world.manager, { reviewId: review.id }));
    value(undoFinish(world.store, later(world, 59_000), { reviewId: review.id }));
    expect(queued(world).map((m) => m.state)).toEqual(["cancelled", "cancelled", "cancelled"]);
    value(undoDecision(world.store, world.manager, { reviewId: review.id }));
    expect(value(finishReview(world.store, later(world, 59_500), { reviewId: review.id })).messages).toBe(3);
    const again = findReview(world.store, world.manager, review.id);
    expect(again && messagesOfReview(world.store, again)).toEqual({ n: 3, sent: 0, cancelled: 0 });
  });

  it("comes too late after sixty seconds, or once a message is leaving", () => {
    const world = agreed();
    const { review } = asked(world);
    value(finishReview(world.store, world.manager, { reviewId: review.id }));
    expect(refusal(undoFinish(world.store, later(world, 60_000), { reviewId: review.id }))).toBe("messages_left");
    world.store.db.update(messages).set({ state: "sending" }).run();
    expect(refusal(undoFinish(world.store, later(world, 10_000), { reviewId: review.id }))).toBe("messages_left");
  });

  it("is the manager's whose review it is", () => {
    const world = agreed();
    const { review } = asked(world);
    value(finishReview(world.store, world.manager, { reviewId: review.id }));
    for (const actor of [world.officer, world.stranger, aStaff(world.store, world.officeId, "manager")])
      expect(fault(() => undoFinish(world.store, actor, { reviewId: review.id }))).toBe("not_found");
  });
});

describe("a whole review", () => {
  it("takes thirty decisions, keeps each with who and why, and takes them all back", () => {
    const world = agreed();
    const ids = Array.from({ length: 30 }, (_, i) => aFollowUp(world, { state: i < 9 ? "done" : "open" }));
    const review = begin(world);
    let at: string | undefined = ids[0];
    const seen: string[] = [];
    while (at) {
      seen.push(at);
      const onward: Outcome<{ next: string | undefined }> =
        standing(world, at).state === "done"
          ? verify(world.store, world.manager, { reviewId: review.id, followUpId: at, evidence: "Seen." })
          : skip(world.store, world.manager, { reviewId: review.id, followUpId: at });
      at = value(onward).next;
    }
    expect(new Set(seen).size).toBe(30);
    expect(world.store.db.select().from(reviewDecisions).all()).toHaveLength(30);
    for (const _ of ids) value(undoDecision(world.store, world.manager, { reviewId: review.id }));
    expect(ids.map((id) => standing(world, id).state)).toEqual([...Array(9).fill("done"), ...Array(21).fill("open")]);
    expect(storyOf(world.store, world.manager, ids[0] ?? "")?.evidence).toBeUndefined();
  });
});
