import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { copyBriefingInput } from "@/core/briefings/copying/input";
import { agendaOf, findBriefing, passagesOf } from "@/core/briefings/queries";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { recordAnswerInput } from "@/core/invitations/answers/input";
import { addInvitations } from "@/core/invitations/commands";
import { copyBriefing } from "@/core/invitations/copying/commands";
import { guestsToCopy } from "@/core/invitations/copying/queries";
import { currentLink } from "@/core/invitations/links/queries";
import { invitationsTo } from "@/core/invitations/queries";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import { addHoliday } from "@/core/offices/days/commands";
import { agendaItems, audits, briefings, institutions, messages, tenures } from "@/db/schema";
import { instantOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { fault } from "../agreed";
import { anInstitution, anOffice, aStaff, NOW, visitor } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

/** A briefing of 14 December 2021 with one institution invited, and what stands in it besides. */
function world(over: Partial<typeof briefings.$inferInsert> = {}): Invited {
  const it = invited({ quota: 3, briefing: { occasions: [{ day: "12-18" }], projectCode: "MP-0345", ...over } });
  const { store, officeId, briefingId } = it;
  for (const [position, kind] of ["opening", "discussion"].entries())
    store.db
      .insert(agendaItems)
      .values({
        id: newId("agi"),
        officeId,
        briefingId,
        position,
        kind,
        title: { en: `Item ${kind}` },
        minutes: 30,
        speakers: [{ name: "Santiago Vidal" }],
        createdAt: NOW,
      })
      .run();
  return it;
}

const copied = ({ store, officer, briefingId }: Invited, over: Record<string, unknown> = {}) => {
  const { id } = value(copyBriefing(store, officer, copyBriefingInput.parse({ briefingId, day: "2022-01-18", ...over })));
  const briefing = findBriefing(store, officer, id);
  if (!briefing) throw new Error("no copy");
  return briefing;
};

/** The same briefing on the clock of another place. */
const inZone = (zone: string, startsLocal: string, endsLocal: string) => ({
  zone,
  startsLocal,
  endsLocal,
  startsAt: instantOf(startsLocal, zone),
  endsAt: instantOf(endsLocal, zone),
});

describe("copyBriefing", () => {
  it("makes a draft of the same texts, place and agenda on the new day, and records it", () => {
    const w = world();
    const source = findBriefing(w.store, w.officer, w.briefingId);
    const copy = copied(w);
    expect(copy).toMatchObject({
      state: "draft",
      title: source?.title,
      purpose: source?.purpose,
      venue: "Sala Ancón",
      projectCode: "MP-0345",
      startsLocal: "2022-01-18T09:00",
      endsLocal: "2022-01-18T11:00",
      occasions: [],
      ownerId: w.officer.userId,
      version: 1,
    });
    const items = (id: string) =>
      agendaOf(w.store, w.officeId, id).map(({ kind, title, minutes, speakers }) => [kind, title, minutes, speakers]);
    expect(items(copy.id)).toEqual(items(w.briefingId));
    expect(items(copy.id)).toHaveLength(2);
    expect(passagesOf(w.store, w.officeId, copy.id).map((p) => p.state)).toEqual(["draft"]);
    const said = w.store.db.select().from(audits).where(eq(audits.briefingId, copy.id)).all();
    expect(said.map((a) => a.action)).toEqual(["briefings.copied", "invitations.added"]);
    expect(findBriefing(w.store, w.officer, w.briefingId)).toEqual(source);
  });

  it("keeps the list with its seats and addressees, and nothing that was sent, answered or opened", () => {
    const w = world();
    const answer = recordAnswerInput.parse({
      invitationId: w.invitationId,
      value: "accepted",
      channel: "phone",
      by: "other",
      byName: "Ana Ruiz",
    });
    value(recordAnswer(w.store, w.officer, answer));
    const before = w.store.db.select().from(messages).all().length;
    const [guest, ...others] = invitationsTo(w.store, w.officeId, copied(w).id);
    expect(others).toEqual([]);
    expect(guest).toMatchObject({
      institutionId: w.institutionId,
      quota: 3,
      addresseeTenureId: w.row().addresseeTenureId,
      state: "draft",
      answer: null,
      sentAt: null,
      named: 0,
    });
    expect(guest?.reference).not.toBe(w.row().reference);
    expect(currentLink(w.store, guest?.id ?? "")?.token).not.toBe(w.token);
    expect(w.store.db.select().from(messages).all()).toHaveLength(before);
    expect(w.row().answer).toBe("accepted");
  });

  it("proposes another addressee for one who has left, and leaves out who was withdrawn or is gone", () => {
    const w = world();
    const { store, officer, officeId, briefingId } = w;
    const add = (acronym: string) => {
      const one = anInstitution(store, officeId, { acronym, name: acronym });
      const { added } = value(
        addInvitations(store, officer, { briefingId, institutions: [{ id: one.institutionId, quota: 1, addressee: undefined }] }),
      );
      return { ...one, invitationId: added[0] ?? "" };
    };
    const [withdrawn, gone] = [add("SENAFRONT"), add("INEC")];
    value(withdrawInvitation(store, officer, { id: withdrawn.invitationId }));
    store.db.update(institutions).set({ archivedAt: NOW }).where(eq(institutions.id, gone.institutionId)).run();
    store.db.update(tenures).set({ validTo: "2021-11-29" }).where(eq(tenures.personId, w.personId)).run();
    expect(guestsToCopy(store, officer, briefingId)).toEqual({
      institutions: [{ id: w.institutionId, quota: 3, addressee: undefined }],
      changed: [w.institutionId],
      gone: [gone.institutionId],
    });
    expect(invitationsTo(store, officeId, copied(w).id)).toMatchObject([{ institutionId: w.institutionId, addresseeTenureId: null }]);
  });

  it("copies a briefing that invites nobody", () => {
    const w = world();
    value(withdrawInvitation(w.store, w.officer, { id: w.invitationId }));
    expect(invitationsTo(w.store, w.officeId, copied(w).id)).toEqual([]);
  });

  it.each([
    ["America/New_York", "2026-03-03", "2026-03-10", 60],
    ["America/New_York", "2026-10-27", "2026-11-03", -60],
    ["America/Santiago", "2026-08-31", "2026-09-07", 60],
    ["America/Panama", "2026-03-03", "2026-03-10", 0],
  ])("keeps the hour on the clock of %s from %s to %s", (zone, from, to, minutes) => {
    const w = world(inZone(zone, `${from}T09:00`, `${from}T11:30`));
    const source = findBriefing(w.store, w.officer, w.briefingId);
    const copy = copied(w, { day: to });
    expect(copy).toMatchObject({ zone, startsLocal: `${to}T09:00`, endsLocal: `${to}T11:30` });
    const week = 7 * 86_400_000;
    expect(copy.startsAt + minutes * 60_000).toBe((source?.startsAt ?? 0) + week);
    expect(copy.endsAt - copy.startsAt).toBe(150 * 60_000);
  });

  it("keeps the days of a longer meeting and its last hour", () => {
    const w = world(inZone("America/New_York", "2026-03-03T14:00", "2026-03-04T12:00"));
    expect(copied(w, { day: "2026-03-07", starts: "14:00", ends: "12:00" })).toMatchObject({
      startsLocal: "2026-03-07T14:00",
      endsLocal: "2026-03-08T12:00",
    });
    expect(copied(w, { day: "2026-03-07" }).endsLocal).toBe("2026-03-08T12:00");
  });

  it("refuses an hour the clock skips or shows twice, and writes nothing", () => {
    const w = world(inZone("America/New_York", "2026-02-01T02:30", "2026-02-01T04:00"));
    const at = (over: Record<string, unknown>) =>
      refusal(copyBriefing(w.store, w.officer, copyBriefingInput.parse({ briefingId: w.briefingId, ...over })));
    const before = w.store.db.select().from(briefings).all().length;
    expect(at({ day: "2026-03-08" })).toBe("hour_skipped");
    expect(at({ day: "2026-11-01", starts: "01:30" })).toBe("hour_doubled");
    expect(w.store.db.select().from(briefings).all()).toHaveLength(before);
    expect(at({ day: "2026-03-08", starts: "03:30" })).toBe("accepted");
  });

  it("asks for answers as many working days before, holidays left out, or on the day given", () => {
    const w = world({ replyBy: "2021-12-07" });
    expect(copied(w).replyBy).toBe("2022-01-11");
    value(addHoliday(w.store, aStaff(w.store, w.officeId, "admin"), holiday));
    expect(copied(w).replyBy).toBe("2022-01-10");
    expect(copied(w, { replyBy: "2022-01-13" }).replyBy).toBe("2022-01-13");
    const late = copyBriefingInput.parse({ briefingId: w.briefingId, day: "2022-01-18", replyBy: "2022-01-19" });
    expect(refusal(copyBriefing(w.store, w.officer, late))).toBe("reply_by_after");
  });

  it("is for those who plan, each in their own office", () => {
    const w = world();
    const input = copyBriefingInput.parse({ briefingId: w.briefingId, day: "2022-01-18" });
    expect(fault(() => copyBriefing(w.store, aStaff(w.store, w.officeId, "manager"), input))).toBe("forbidden");
    expect(fault(() => copyBriefing(w.store, aStaff(w.store, anOffice(w.store, "cr")), input))).toBe("not_found");
    expect(fault(() => copyBriefing(w.store, visitor() as never, input))).toBe("not_found");
    expect(w.store.db.select().from(briefings).all()).toHaveLength(1);
  });
});

const holiday = {
  calendar: "un" as const,
  day: "2022-01-12",
  lastDay: undefined,
  yearly: false,
  until: undefined,
  name: "Cierre",
};
