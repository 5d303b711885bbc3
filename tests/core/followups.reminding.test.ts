import { and, eq, like } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addUpdate, changeState } from "@/core/followups/commands";
import { remindOfFollowUps } from "@/core/followups/reminding/commands";
import { remindingMail } from "@/core/followups/reminding/mail";
import { LATEST, reminderFor } from "@/core/followups/reminding/rules";
import { ask } from "@/core/followups/review/commands";
import { addInvitations, recordDelivery } from "@/core/invitations/commands";
import { currentLink, findInvitationByToken } from "@/core/invitations/links/queries";
import { LINK_LIFE } from "@/core/invitations/links/rules";
import type { Message } from "@/core/kernel/outbox";
import { dispatchDue } from "@/core/mail/dispatch";
import { waits } from "@/core/mail/waiting/queries";
import {
  briefings,
  followUpReminders,
  followUps,
  invitationLinks,
  invitations,
  messages,
  offices,
  pauses,
  people,
  tenures,
} from "@/db/schema";
import { addDays } from "@/lib/dates";
import { newId } from "@/lib/ids";
import type { MailContent } from "@/lib/mail/content";
import { type Agreed, aFollowUp, agreed, audited, standing } from "../agreed";
import { aBriefing, anInstitution, NOW, system } from "../factories";
import { value } from "../invited";

const DAY = 86_400_000;
const MONTH_AGO = NOW - 30 * DAY;

let world: Agreed;
/** A follow-up nobody has heard of for a month. */
const quiet = (dueOn: string, wish: Parameters<typeof aFollowUp>[1] = {}) => aFollowUp(world, { newsAt: MONTH_AGO, dueOn, ...wish });
const remind = (now = NOW): number => remindOfFollowUps(world.store, system(now));
const queued = (): Message[] => world.store.db.select().from(messages).where(like(messages.kind, "follow_up_%")).all();
const mailOf = (message = queued()[0], now = NOW): MailContent | "obsolete" => {
  const mail = message && remindingMail[message.kind]?.(world.store, message, now);
  if (!mail) throw new Error("no message");
  return mail;
};
/** MIDES invited by letter to a briefing, and the secret of its link. */
function anInvitation(): { id: string; token: string } {
  const briefingId = aBriefing(world.store, world.officeId);
  const chosen = { briefingId, institutions: [{ id: world.mides, quota: 2, addressee: undefined }] };
  const [id = ""] = value(addInvitations(world.store, world.officer, chosen)).added;
  value(recordDelivery(world.store, world.officer, { id, channel: "letter" }));
  return { id, token: currentLink(world.store, id)?.token ?? "none" };
}
const read = (message?: Message, now?: number): string => JSON.stringify(mailOf(message, now));

beforeEach(() => {
  world = agreed();
  world.store.db.update(offices).set({ remindsFollowUps: true }).where(eq(offices.id, world.officeId)).run();
});

describe("reminderFor", () => {
  it("is due from five working days before the day, and once more from three after it, for two months", () => {
    const on = (dueOn: string) => reminderFor(dueOn, "2021-11-30", new Set(["2021-12-03"]));
    expect(["2021-12-09", "2021-12-08", "2021-11-30", "2021-11-29", "2021-11-26", "2021-11-25"].map(on)).toEqual([
      undefined,
      "due",
      "due",
      undefined,
      undefined,
      "overdue",
    ]);
    expect([on(addDays("2021-11-30", -LATEST)), on(addDays("2021-11-30", -LATEST - 1))]).toEqual(["overdue", undefined]);
  });
});

describe("remindOfFollowUps", () => {
  it("gathers what an institution leads into one message to its liaison, and records each", () => {
    const [ahead, passed, blocked] = [
      quiet("2021-12-03", { what: "Two rooms at Los Planes" }),
      quiet("2021-11-24", { parties: [world.inamu] }),
      quiet("2021-12-07", { state: "blocked" }),
    ];
    quiet("2021-12-03", { lead: { kind: "institution", id: world.inamu } });
    expect(remind()).toBe(2);
    const rows = queued();
    expect(rows.map((m) => [m.toAddress, m.kind, m.language, m.sendAfter]).sort()).toEqual([
      ["enlace@inamu.example", "follow_up_due", "es", NOW + 60_000],
      ["enlace@mides.example", "follow_up_overdue", "es", NOW + 60_000],
    ]);
    for (const id of [ahead, passed, blocked]) expect(audited(world.store, id)[0]).toBe("followups.reminded");
    const mail = mailOf(rows.find((m) => m.toAddress === "enlace@mides.example"));
    if (mail === "obsolete") throw new Error("obsolete");
    expect(mail.subject).toBe("Lo acordado: estado de 3 compromisos");
    expect(mail.replyTo?.address).toBe("office@pa.example");
    const text = JSON.stringify(mail);
    for (const part of ["Two rooms at Los Planes", "3 de diciembre", "24 de noviembre", "Share the referral protocol", "INAMU"])
      expect(text).toContain(part);
    expect(text).not.toMatch(/vencid|overdue|atras|retras|incumpl/i);
    expect(text).not.toContain("/r/");
  });

  it("leaves in the morning: switched on later in the day, it waits for the next one", () => {
    quiet("2021-12-03");
    const hour = 3_600_000;
    // NOW is nine o'clock in Panama, on a Tuesday.
    expect([remind(NOW - 1), remind(NOW + 3 * hour), remind(NOW + 13 * hour + 53 * 60_000)]).toEqual([0, 0, 0]);
    expect(remind(NOW + DAY)).toBe(1);
  });

  it("speaks of a day agreed once before and once after it, however often it is called; a new day is another", () => {
    const id = quiet("2021-12-03");
    expect([remind(), remind(), remind(NOW + DAY), remind(NOW + 3 * DAY)]).toEqual([1, 0, 0, 0]);
    // The third working day after Friday 3 December is Wednesday 8.
    expect([7, 8, 9, 30].map((days) => remind(NOW + days * DAY))).toEqual([0, 1, 0, 0]);
    expect(queued().map((m) => m.kind)).toEqual(["follow_up_due", "follow_up_overdue"]);
    expect(world.store.db.select().from(followUpReminders).all()).toHaveLength(2);
    world.store.db.update(followUps).set({ dueOn: "2022-01-07" }).where(eq(followUps.id, id)).run();
    expect(remind(NOW + 35 * DAY)).toBe(1);
  });

  it("writes to an institution once a day; what comes up later goes the next working day", () => {
    quiet("2021-12-03");
    expect(remind()).toBe(1);
    quiet("2021-12-06");
    expect([remind(NOW + 3_600_000), remind(NOW + DAY)]).toEqual([0, 1]);
    expect(queued().map((m) => Object.keys(m.payload?.followUps ?? {}).length)).toEqual([1, 1]);
  });

  it("leaves out what was reported, settled, proposed, is the office's own, undated, or has been heard of lately", () => {
    for (const state of ["done", "verified", "dropped", "superseded", "proposed"] as const) quiet("2021-12-03", { state });
    quiet("2021-12-03", { lead: { kind: "office", id: world.officer.userId } });
    world.store.db
      .update(followUps)
      .set({ dueOn: null })
      .where(eq(followUps.id, quiet("2021-12-03")))
      .run();
    // Tuesday 23 November is five working days before Tuesday 30.
    const lately = quiet("2021-12-03", { newsAt: NOW - 6 * DAY });
    expect(remind()).toBe(0);
    world.store.db
      .update(followUps)
      .set({ newsAt: NOW - 7 * DAY })
      .where(eq(followUps.id, lately))
      .run();
    expect(remind()).toBe(1);
  });

  it("leaves out what was asked about by hand within five working days", () => {
    const id = quiet("2021-12-03");
    const asking = (now: number) =>
      ask(world.store, { ...world.manager, now }, { followUpId: id, question: "¿En qué estado se encuentra?" });
    value(asking(NOW - 6 * DAY));
    expect([remind(), remind(NOW + DAY)]).toEqual([0, 1]);
    value(asking(NOW + DAY));
    expect(mailOf(queued()[0], NOW + DAY)).toBe("obsolete");
  });

  it("writes to nobody without an address, or who has to be verified first", () => {
    const none = anInstitution(world.store, world.officeId, { acronym: "SNM", liaison: false }).institutionId;
    quiet("2021-12-03", { lead: { kind: "institution", id: none } });
    const { institutionId, tenureId, personId } = anInstitution(world.store, world.officeId, { acronym: "MIRE" });
    quiet("2021-12-03", { lead: { kind: "institution", id: institutionId } });
    world.store.db.update(tenures).set({ verifySince: NOW }).where(eq(tenures.id, tenureId)).run();
    expect(remind()).toBe(0);
    world.store.db.update(tenures).set({ verifySince: null }).where(eq(tenures.id, tenureId)).run();
    world.store.db.update(people).set({ email: null }).where(eq(people.id, personId)).run();
    expect(remind()).toBe(0);
  });

  it("is for offices that want it, in their hours, on days they work, and not while reminders pause", () => {
    quiet("2021-12-03");
    world.store.db.update(offices).set({ remindsFollowUps: false }).run();
    expect(remind()).toBe(0);
    world.store.db.update(offices).set({ remindsFollowUps: true }).where(eq(offices.id, world.stranger.officeId)).run();
    expect(remind()).toBe(0);
    world.store.db.update(offices).set({ remindsFollowUps: true }).run();
    expect([remind(NOW - 60_000), remind(NOW + 4 * DAY)]).toEqual([0, 0]);
    const pause = { officeId: world.officeId, reason: { es: "Receso" }, firstDay: "2021-11-30", lastDay: "2021-11-30", createdAt: NOW };
    world.store.db
      .insert(pauses)
      .values({ id: newId("pau"), ...pause })
      .run();
    expect(remind()).toBe(0);
    expect(remind(NOW + DAY)).toBe(1);
  });
});

describe("the reminder as it leaves", () => {
  it("leaves out what was reported meanwhile, and is dropped when nothing is left, or the office has turned it off", () => {
    const [one, two] = [quiet("2021-12-03"), quiet("2021-12-06", { what: "Two rooms at Los Planes" })];
    expect(remind()).toBe(1);
    const done = { progress: "done" as const, institutionId: world.mides, byName: "Ana Ruiz", channel: "phone" as const };
    value(addUpdate(world.store, world.officer, { followUpId: one, ...done }));
    expect(read()).not.toContain("Share the referral protocol");
    expect(read()).toContain("1 compromiso".replace("1", "un"));
    world.store.db.update(offices).set({ remindsFollowUps: false }).run();
    expect(mailOf()).toBe("obsolete");
    world.store.db.update(offices).set({ remindsFollowUps: true }).run();
    expect(mailOf()).not.toBe("obsolete");
    const to = { to: "dropped" as const, note: "The law has changed." };
    value(changeState(world.store, world.manager, { followUpId: two, version: standing(world, two).version, ...to }));
    expect(mailOf()).toBe("obsolete");
  });

  it("waits in a pause that was made after it was queued, and does not leave beside another reminder of the day", async () => {
    quiet("2021-12-03");
    anInvitation();
    world.store.db.update(invitations).set({ answer: "accepted" }).run();
    expect(remind()).toBe(1);
    const pause = { officeId: world.officeId, reason: { es: "Receso" }, firstDay: "2021-11-30", lastDay: "2021-12-01", createdAt: NOW };
    world.store.db
      .insert(pauses)
      .values({ id: newId("pau"), ...pause })
      .run();
    const left: string[] = [];
    const send = async (now: number) => {
      await dispatchDue(
        world.store,
        remindingMail,
        async (delivery) => {
          left.push(delivery.mailId);
          return { kind: "sent" };
        },
        now,
      );
      return left.length;
    };
    expect([await send(NOW + 120_000), await send(NOW + DAY), await send(NOW + 2 * DAY)]).toEqual([0, 0, 1]);
  });

  it("does not go to a liaison whose post has ended meanwhile", () => {
    quiet("2021-12-03");
    remind();
    world.store.db.update(tenures).set({ validTo: "2021-11-29" }).run();
    expect(mailOf()).toBe("obsolete");
  });

  it("leads to the page where its own liaison reports: of an answered invitation, while its link may live", () => {
    const { id, token } = anInvitation();
    quiet("2021-12-03");
    remind();
    expect(read()).not.toContain("/r/");
    world.store.db.update(invitations).set({ answer: "accepted" }).run();
    expect(read()).toContain(`/r/${token}`);
    const own = and(eq(invitations.id, id));
    const tenure = world.store.db.select().from(invitations).where(own).get()?.addresseeTenureId ?? null;
    world.store.db.update(invitations).set({ addresseeTenureId: null }).where(own).run();
    expect(read()).not.toContain("/r/");
    world.store.db.update(invitations).set({ addresseeTenureId: tenure }).where(own).run();
    world.store.db.update(briefings).set({ state: "cancelled" }).run();
    expect(read()).not.toContain("/r/");
  });

  it("lets a link that has expired live again with it, and waits with the reason while there is none", async () => {
    const { id, token } = anInvitation();
    world.store.db.update(invitations).set({ answer: "accepted" }).run();
    const own = eq(invitationLinks.invitationId, id);
    world.store.db.update(invitationLinks).set({ expiresAt: 1, revokedAt: NOW }).where(own).run();
    world.store.db.update(briefings).set({ endsAt: 1, startsAt: 0 }).run();
    quiet("2021-12-03");
    remind();
    const left: string[] = [];
    const send = (now: number) =>
      dispatchDue(
        world.store,
        remindingMail,
        async ({ content }) => {
          left.push(JSON.stringify(content));
          return { kind: "sent" };
        },
        now,
      );
    await send(NOW + 120_000);
    expect([left.length, queued()[0]]).toMatchObject([0, { state: "queued", held: "no_link", attempts: 0 }]);
    expect(waits(world.store, world.officeId, NOW + 130_000)(queued()[0] as Message)?.why).toBe("no_link");

    world.store.db.update(invitationLinks).set({ revokedAt: null }).where(own).run();
    expect(findInvitationByToken(world.store, token, NOW)).toBeUndefined();
    const later = NOW + 2 * 3_600_000;
    await send(later);
    expect(left).toHaveLength(1);
    expect(left[0]).toContain(`/r/${token}`);
    expect(findInvitationByToken(world.store, token, later + LINK_LIFE - 60_000)).toBeDefined();
    expect(audited(world.store, id)).toContain("invitations.link_renewed");
  });

  it("says nothing of what a confidential meeting was about", () => {
    const briefingId = aBriefing(world.store, world.officeId, { confidential: true });
    quiet("2021-12-03", { briefingId });
    expect(remind()).toBe(1);
    expect(read()).not.toContain("Share the referral protocol");
    expect(read()).toContain("3 de diciembre");
  });
});
