import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { addFollowUp, addUpdate, changeState, editFollowUp, supersede } from "@/core/followups/commands";
import { type AddFollowUpInput, addFollowUpInput, type EditFollowUpInput } from "@/core/followups/input";
import { findFollowUp } from "@/core/followups/queries";
import { storyOf } from "@/core/followups/story/queries";
import { followUpParties, followUps, followUpUpdates, holidays, memberships } from "@/db/schema";
import { newId } from "@/lib/ids";
import { type Agreed, aFollowUp, agreed, audited, fault, liaisonOf, lines, standing } from "../agreed";
import { aBriefing, anInstitution, aStaff, visitor } from "../factories";
import { refusal, value } from "../invited";

const promise = (world: Agreed, over: Partial<AddFollowUpInput> = {}): AddFollowUpInput => ({
  what: "Share the referral protocol",
  lead: { kind: "institution", id: world.mides },
  parties: [],
  dueOn: "2021-12-07",
  projectCode: undefined,
  origin: undefined,
  briefingId: undefined,
  agendaItemId: undefined,
  proposed: false,
  ...over,
});

describe("addFollowUp", () => {
  it("writes down what was agreed at a briefing, with its lead, its parties and its first line", () => {
    const world = agreed();
    const briefingId = aBriefing(world.store, world.officeId);
    const { id, number } = value(
      addFollowUp(
        world.store,
        world.officer,
        promise(world, { briefingId, parties: [world.inamu, world.mides], origin: "El MIDES compartirá…" }),
      ),
    );
    expect(number).toBe(1);
    expect(standing(world, id)).toMatchObject({
      state: "open",
      leadKind: "institution",
      leadInstitutionId: world.mides,
      briefingId,
      partyIds: [world.inamu],
    });
    expect(lines(world, id)).toMatchObject([{ kind: "created", toState: "open", toDue: "2021-12-07", actorId: world.officer.userId }]);
    expect(audited(world.store, id)).toEqual(["followups.added"]);
  });

  it("numbers follow-ups within their office", () => {
    const world = agreed();
    aFollowUp(world);
    expect(value(addFollowUp(world.store, world.officer, promise(world))).number).toBe(2);
    const lead = { kind: "office" as const, id: undefined };
    expect(value(addFollowUp(world.store, world.stranger, promise(world, { lead }))).number).toBe(1);
  });

  it("moves a due date to the next working day, holidays of the office included", () => {
    const world = agreed();
    world.store.db
      .insert(holidays)
      .values({ id: newId("hol"), officeId: world.officeId, day: "2021-12-08", name: { es: "Día de la Madre" } })
      .run();
    expect(value(addFollowUp(world.store, world.officer, promise(world, { dueOn: "2021-12-08" })))).toMatchObject({
      dueOn: "2021-12-09",
      moved: true,
    });
    expect(value(addFollowUp(world.store, world.officer, promise(world, { dueOn: "2021-12-11" })))).toMatchObject({
      dueOn: "2021-12-13",
      moved: true,
    });
    expect(value(addFollowUp(world.store, world.officer, promise(world, { dueOn: "2021-12-10" })))).toMatchObject({ moved: false });
  });

  it("keeps a commitment by a stand-in as a proposal", () => {
    const world = agreed();
    const { id } = value(addFollowUp(world.store, world.officer, promise(world, { proposed: true })));
    expect(standing(world, id).state).toBe("proposed");
  });

  it("names a person at a post, or a colleague, as lead", () => {
    const world = agreed();
    const { institutionId, personId, tenureId } = anInstitution(world.store, world.officeId, { acronym: "SNM" });
    const person = value(addFollowUp(world.store, world.officer, promise(world, { lead: { kind: "person", id: tenureId } })));
    expect(standing(world, person.id)).toMatchObject({ leadKind: "person", leadPersonId: personId, leadInstitutionId: institutionId });
    const ours = value(addFollowUp(world.store, world.officer, promise(world, { lead: { kind: "office", id: world.manager.userId } })));
    expect(standing(world, ours.id)).toMatchObject({ leadKind: "office", leadUserId: world.manager.userId, leadInstitutionId: null });
  });

  it("refuses leads and parties that are not in the office's directory", () => {
    const world = agreed();
    const theirs = anInstitution(world.store, world.stranger.officeId, { acronym: "CCSS" });
    const gone = aStaff(world.store, world.officeId);
    world.store.db.update(memberships).set({ disabledAt: 1 }).where(eq(memberships.userId, gone.userId)).run();
    const add = (over: Partial<AddFollowUpInput>) => refusal(addFollowUp(world.store, world.officer, promise(world, over)));
    expect(add({ lead: { kind: "institution", id: theirs.institutionId } })).toBe("lead_unknown");
    expect(add({ lead: { kind: "person", id: theirs.tenureId } })).toBe("lead_unknown");
    expect(add({ lead: { kind: "office", id: world.stranger.userId } })).toBe("lead_unknown");
    expect(add({ lead: { kind: "office", id: gone.userId } })).toBe("lead_unknown");
    expect(add({ parties: [theirs.institutionId] })).toBe("party_unknown");
    expect(world.store.db.select().from(followUps).all()).toHaveLength(0);
  });

  it("keeps out liaisons and visitors, and another office's briefing is as if it were not there", () => {
    const world = agreed();
    const briefingId = aBriefing(world.store, world.stranger.officeId);
    expect(fault(() => addFollowUp(world.store, liaisonOf(world, world.mides), promise(world)))).toBe("forbidden");
    expect(fault(() => addFollowUp(world.store, visitor(), promise(world)))).toBe("forbidden");
    expect(fault(() => addFollowUp(world.store, world.officer, promise(world, { briefingId })))).toBe("not_found");
  });
});

describe("addFollowUpInput", () => {
  const typed = (over: Record<string, unknown>) => addFollowUpInput.safeParse({ what: "Share it", lead: "office", ...over });

  it("reads a lead in one choice", () => {
    const id = newId("ten");
    expect(typed({ lead: `person:${id}` }).data?.lead).toEqual({ kind: "person", id });
    expect(typed({}).data?.lead).toEqual({ kind: "office", id: undefined });
  });

  it.each([
    ["an empty text", { what: "  " }],
    ["a lead that is no choice", { lead: "minister" }],
    ["a lead with a foreign key", { lead: "institution:1 or 1=1" }],
    ["a day that does not exist", { dueOn: "2021-02-30" }],
    ["a mistyped year", { dueOn: "0021-12-03" }],
    ["a field nobody knows", { state: "verified" }],
    ["a text longer than a line holds", { what: "x".repeat(301) }],
  ])("refuses %s", (_title, over) => {
    expect(typed(over).success).toBe(false);
  });
});

const edit = (world: Agreed, id: string, over: Partial<EditFollowUpInput> = {}): EditFollowUpInput => ({
  followUpId: id,
  version: standing(world, id).version,
  what: "Share the protocol with all shelters",
  lead: { kind: "institution", id: world.mides },
  parties: [],
  dueOn: "2021-11-26",
  projectCode: undefined,
  origin: undefined,
  dueReason: undefined,
  ...over,
});

describe("editFollowUp", () => {
  it("saves, says in the story what changed, and records it", () => {
    const world = agreed();
    const id = aFollowUp(world, { parties: [world.inamu] });
    value(editFollowUp(world.store, world.officer, edit(world, id)));
    expect(standing(world, id)).toMatchObject({ what: "Share the protocol with all shelters", version: 2, partyIds: [] });
    expect(lines(world, id)[0]).toMatchObject({
      kind: "edit",
      changes: { what: ["Share the referral protocol", "Share the protocol with all shelters"], parties: [[world.inamu], []] },
    });
    expect(audited(world.store, id)[0]).toBe("followups.edited");
  });

  it("keeps what a party reported when the list of parties is saved again", () => {
    const world = agreed();
    const id = aFollowUp(world, { parties: [world.inamu] });
    world.store.db.update(followUpParties).set({ progress: "done", progressAt: 5 }).run();
    value(editFollowUp(world.store, world.officer, edit(world, id, { parties: [world.inamu] })));
    expect(world.store.db.select().from(followUpParties).get()).toMatchObject({ progress: "done", progressAt: 5 });
  });

  it("moves a due date only with its reason", () => {
    const world = agreed();
    const id = aFollowUp(world);
    expect(editFollowUp(world.store, world.officer, edit(world, id, { dueOn: "2021-12-15" }))).toMatchObject({
      code: "reason_needed",
      field: "dueReason",
    });
    value(editFollowUp(world.store, world.officer, edit(world, id, { dueOn: "2021-12-15", dueReason: "The printer is late." })));
    expect(lines(world, id)[0]).toMatchObject({ kind: "date", fromDue: "2021-11-26", toDue: "2021-12-15", note: "The printer is late." });
  });

  it("gives a first due date without asking why", () => {
    const world = agreed();
    const id = aFollowUp(world, { dueOn: undefined });
    expect(editFollowUp(world.store, world.officer, edit(world, id)).ok).toBe(true);
  });

  it("hands back both texts when somebody else saved meanwhile", () => {
    const world = agreed();
    const id = aFollowUp(world);
    const old = edit(world, id, { what: "Mine" });
    value(editFollowUp(world.store, world.manager, edit(world, id, { what: "Theirs" })));
    expect(editFollowUp(world.store, world.officer, old)).toMatchObject({
      code: "stale",
      current: { what: "Theirs", version: 2, lead: `institution:${world.mides}` },
    });
    expect(standing(world, id).what).toBe("Theirs");
  });

  it("leaves settled follow-ups alone", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "verified" });
    expect(refusal(editFollowUp(world.store, world.manager, edit(world, id)))).toBe("follow_up_settled");
  });

  it("keeps out the institution, and another office finds nothing", () => {
    const world = agreed();
    const id = aFollowUp(world);
    expect(fault(() => editFollowUp(world.store, liaisonOf(world, world.mides), edit(world, id)))).toBe("forbidden");
    expect(fault(() => editFollowUp(world.store, liaisonOf(world, world.inamu), edit(world, id)))).toBe("not_found");
    expect(fault(() => editFollowUp(world.store, world.stranger, edit(world, id)))).toBe("not_found");
  });
});

describe("addUpdate", () => {
  it("keeps a comment of staff under their name", () => {
    const world = agreed();
    const id = aFollowUp(world);
    value(addUpdate(world.store, world.officer, { followUpId: id, note: "Called, no answer." }));
    expect(lines(world, id)[0]).toMatchObject({ kind: "news", note: "Called, no answer.", byName: "Test officer", institutionId: null });
    expect(audited(world.store, id)[0]).toBe("followups.told");
  });

  it("takes the lead's word for done, with evidence and channel, and counts it as news", () => {
    const world = agreed();
    const id = aFollowUp(world, { newsAt: 1 });
    value(
      addUpdate(world.store, world.officer, {
        followUpId: id,
        institutionId: world.mides,
        byName: "Omar Tejada",
        channel: "phone",
        progress: "done",
        note: "Handed over.",
        evidence: "Signed delivery list",
      }),
    );
    expect(standing(world, id)).toMatchObject({ state: "done", stateAt: world.officer.now, newsAt: world.officer.now });
    expect(lines(world, id)[0]).toMatchObject({
      fromState: "open",
      toState: "done",
      byName: "Omar Tejada",
      channel: "phone",
      evidence: "Signed delivery list",
    });
    expect(audited(world.store, id)[0]).toBe("followups.moved");
  });

  it("does not call an institution's commitment done on the office's word or a party's", () => {
    const world = agreed();
    const id = aFollowUp(world, { parties: [world.inamu] });
    expect(refusal(addUpdate(world.store, world.manager, { followUpId: id, progress: "done" }))).toBe("progress_is_the_leads");
    expect(refusal(changeState(world.store, world.manager, { followUpId: id, version: 1, to: "done" }))).toBe("lead_says_done");
    value(addUpdate(world.store, world.officer, { followUpId: id, institutionId: world.inamu, byName: "G. Mendieta", progress: "done" }));
    expect(standing(world, id).state).toBe("open");
    expect(world.store.db.select().from(followUpParties).get()).toMatchObject({ progress: "done", progressAt: world.officer.now });
  });

  it("lets the office report its own work as done", () => {
    const world = agreed();
    const id = aFollowUp(world, { lead: { kind: "office" } });
    value(addUpdate(world.store, world.officer, { followUpId: id, progress: "done", note: "Sent." }));
    expect(standing(world, id).state).toBe("done");
  });

  it("confirms a proposal in writing alone", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "proposed" });
    const by = { followUpId: id, institutionId: world.mides, byName: "Omar Tejada", progress: "open" as const };
    expect(addUpdate(world.store, world.officer, { ...by, channel: "phone" })).toMatchObject({
      code: "confirm_in_writing",
      field: "channel",
    });
    value(addUpdate(world.store, world.officer, { ...by, channel: "letter" }));
    expect(standing(world, id).state).toBe("open");
  });

  it("lets the liaison of the lead confirm, report and say done by link, in the institution's name", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "proposed" });
    const liaison = liaisonOf(world, world.mides);
    value(addUpdate(world.store, liaison, { followUpId: id, byName: "Omar Tejada", progress: "open" }));
    value(
      addUpdate(world.store, liaison, {
        followUpId: id,
        byName: "Omar Tejada",
        progress: "done",
        channel: "phone",
        institutionId: undefined,
      }),
    );
    expect(standing(world, id).state).toBe("done");
    expect(lines(world, id)[0]).toMatchObject({
      actorKind: "invitee",
      actorId: liaison.linkId,
      channel: "link",
      institutionId: world.mides,
    });
  });

  it("says what is missing", () => {
    const world = agreed();
    const id = aFollowUp(world);
    const say = (over: object) => refusal(addUpdate(world.store, world.officer, { followUpId: id, ...over }));
    expect(say({})).toBe("nothing_said");
    expect(say({ institutionId: world.mides, note: "Done." })).toBe("who_says");
    expect(say({ institutionId: world.inamu, byName: "X", note: "Done." })).toBe("not_concerned");
    expect(say({ institutionId: world.mides, byName: "X", progress: "blocked" })).toBe("reason_needed");
  });

  it("is deaf to institutions not concerned, to visitors and to another office", () => {
    const world = agreed();
    const id = aFollowUp(world);
    const say = { followUpId: id, note: "Hello.", byName: "X" };
    expect(fault(() => addUpdate(world.store, liaisonOf(world, world.inamu), say))).toBe("not_found");
    expect(fault(() => addUpdate(world.store, visitor(), say))).toBe("not_found");
    expect(fault(() => addUpdate(world.store, world.stranger, say))).toBe("not_found");
    expect(world.store.db.select().from(followUpUpdates).all()).toHaveLength(1);
  });
});

describe("changeState", () => {
  const verify = (world: Agreed, id: string, over: object = {}) => ({
    followUpId: id,
    version: standing(world, id).version,
    to: "verified" as const,
    ...over,
  });

  it("verifies with the evidence there is, or asks how the manager knows and keeps it as evidence", () => {
    const world = agreed();
    const bare = aFollowUp(world, { state: "done" });
    expect(changeState(world.store, world.manager, verify(world, bare))).toMatchObject({ code: "how_do_you_know", field: "evidence" });
    value(changeState(world.store, world.manager, verify(world, bare, { evidence: "I saw the shelter." })));
    expect(standing(world, bare).state).toBe("verified");
    expect(storyOf(world.store, world.officer, bare)?.evidence).toBe("I saw the shelter.");
    const shown = aFollowUp(world, { state: "done" });
    value(addUpdate(world.store, world.officer, { followUpId: shown, evidence: "https://example.org/list" }));
    value(changeState(world.store, world.manager, verify(world, shown)));
    expect(audited(world.store, shown)[0]).toBe("followups.verified");
  });

  it("wants new evidence after a reopening", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "done" });
    value(addUpdate(world.store, world.officer, { followUpId: id, evidence: "A photograph" }));
    value(changeState(world.store, world.manager, { followUpId: id, version: 1, to: "open", note: "It shows another place." }));
    value(addUpdate(world.store, world.officer, { followUpId: id, institutionId: world.mides, byName: "O. Tejada", progress: "done" }));
    expect(refusal(changeState(world.store, world.manager, verify(world, id)))).toBe("how_do_you_know");
  });

  it("does not judge the state of a page that has been overtaken", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "done" });
    expect(refusal(changeState(world.store, world.manager, verify(world, id, { version: 7, evidence: "Seen." })))).toBe(
      "follow_up_cannot_move",
    );
  });

  it.each(["officer", "admin"] as const)("leaves judging to managers: not to an %s", (role) => {
    const world = agreed();
    const id = aFollowUp(world, { state: "done" });
    const other = aStaff(world.store, world.officeId, role);
    expect(fault(() => changeState(world.store, other, verify(world, id, { evidence: "Seen." })))).toBe("forbidden");
    expect(fault(() => changeState(world.store, other, { followUpId: id, version: 1, to: "open", note: "No." }))).toBe("forbidden");
    expect(fault(() => changeState(world.store, other, { followUpId: id, version: 1, to: "dropped", note: "No." }))).toBe("forbidden");
  });

  it("is closed to the institution's judgement and to another office", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "done" });
    expect(fault(() => changeState(world.store, liaisonOf(world, world.mides), verify(world, id, { evidence: "Ours." })))).toBe(
      "forbidden",
    );
    expect(fault(() => changeState(world.store, world.stranger, verify(world, id, { evidence: "Seen." })))).toBe("not_found");
  });
});

describe("supersede", () => {
  it("ends a follow-up by a link to the one that took its place, and deletes nothing", () => {
    const world = agreed();
    const [old, next] = [aFollowUp(world), aFollowUp(world, { what: "Share the second edition" })];
    value(supersede(world.store, world.manager, { followUpId: old, version: 1, number: 2 }));
    expect(standing(world, old)).toMatchObject({ state: "superseded", supersededById: next });
    expect(storyOf(world.store, world.officer, old)?.supersededBy).toMatchObject({ id: next, number: 2 });
    expect(storyOf(world.store, world.officer, next)?.supersedes).toMatchObject([{ id: old }]);
    expect(audited(world.store, old)[0]).toBe("followups.superseded");
  });

  it("forgets the link when it is reopened", () => {
    const world = agreed();
    const [old] = [aFollowUp(world), aFollowUp(world)];
    value(supersede(world.store, world.manager, { followUpId: old, version: 1, number: 2 }));
    value(changeState(world.store, world.manager, { followUpId: old, version: 2, to: "open", note: "Not the same after all." }));
    expect(standing(world, old)).toMatchObject({ state: "open", supersededById: null });
  });

  it("refuses itself, a number nobody has, and one that ended itself", () => {
    const world = agreed();
    const id = aFollowUp(world);
    aFollowUp(world, { state: "dropped" });
    const by = (number: number) => refusal(supersede(world.store, world.manager, { followUpId: id, version: 1, number }));
    expect([by(1), by(99), by(2)]).toEqual(["successor_circle", "successor_unknown", "successor_unknown"]);
  });

  it("is the manager's alone, in their office alone", () => {
    const world = agreed();
    const id = aFollowUp(world);
    aFollowUp(world);
    const input = { followUpId: id, version: 1, number: 2 };
    expect(fault(() => supersede(world.store, world.officer, input))).toBe("forbidden");
    expect(fault(() => supersede(world.store, liaisonOf(world, world.mides), input))).toBe("forbidden");
    expect(fault(() => supersede(world.store, world.stranger, input))).toBe("not_found");
  });
});

describe("findFollowUp", () => {
  it("is found by its office, its lead and its parties alone", () => {
    const world = agreed();
    const id = aFollowUp(world, { parties: [world.inamu] });
    const third = anInstitution(world.store, world.officeId, { acronym: "SNM" }).institutionId;
    const finds = (actor: Parameters<typeof findFollowUp>[1]) => findFollowUp(world.store, actor, id) !== undefined;
    expect([world.officer, world.manager, liaisonOf(world, world.mides), liaisonOf(world, world.inamu)].map(finds)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([world.stranger, liaisonOf(world, third), visitor()].map(finds)).toEqual([false, false, false]);
  });
});
