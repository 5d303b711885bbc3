import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { sentBefore } from "@/core/invitations/delegation/queries";
import { forgetDelegates } from "@/core/invitations/keeping/commands";
import { endingNames } from "@/core/invitations/keeping/queries";
import { answerCounts } from "@/core/invitations/queries";
import { record } from "@/core/kernel/audit";
import { enqueue, type Message } from "@/core/kernel/outbox";
import { faultOf } from "@/core/kernel/outcome";
import { keepText } from "@/core/mail/keeping/commands";
import { leftAs } from "@/core/mail/keeping/queries";
import { editKeeping } from "@/core/offices/keeping/commands";
import { editPapers } from "@/core/offices/papers/commands";
import { findOffice } from "@/core/offices/queries";
import { answers, audits, briefings, delegateNeeds, delegates, invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW, system } from "../factories";
import { letter } from "../mail/letters";

let store: Store;
let officeId: string;
let briefingId: string;
let invitationId: string;
let institutionId: string;

/** The meeting begins on 14 December 2021 at 9:00 in Panama. */
const clock = (local: string): number => Date.parse(`${local}:00-05:00`);
const OVER = clock("2023-12-15T00:00");

const put = (name: string | null, over: Partial<typeof delegates.$inferInsert> = {}) => {
  const id = newId("dlg");
  const row = { id, officeId, invitationId, position: 0, name, post: name && "Director", role: "head" as const, mode: "on_site" as const };
  const flags = { substitute: false, listConsent: true, photoConsent: true, followUpConsent: false };
  store.db
    .insert(delegates)
    .values({ ...row, ...flags, seat: "seated", email: name && "rosa@minsa.example", createdAt: NOW, ...over })
    .run();
  return id;
};
const read = (id: string) => store.db.select().from(delegates).where(eq(delegates.id, id)).get();
const everything = (): string => {
  const tables = store.db.all<{ name: string }>("select name from sqlite_master where type = 'table'" as never);
  return tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${name}"` as never))).join();
};

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  briefingId = aBriefing(store, officeId, { state: "closed" });
  ({ institutionId } = anInstitution(store, officeId));
  invitationId = newId("inv");
  store.db
    .insert(invitations)
    .values({
      id: invitationId,
      officeId,
      briefingId,
      institutionId,
      reference: "B-1",
      state: "sent",
      quota: 2,
      documentKind: "email",
      language: "es",
      precedence: 1,
      answer: "accepted",
      answeredAt: NOW,
      named: 1,
      toDesignate: 1,
      conflict: false,
      sentAt: NOW,
      changedAt: NOW,
      createdAt: NOW,
    })
    .run();
});

describe("forgetDelegates", () => {
  it("takes names out once the office's months are over, and not a day before", () => {
    const id = put("Rosa Pinzón");
    expect(forgetDelegates(store, system(clock("2023-12-14T08:59")))).toMatchObject({ value: { n: 0 } });
    expect(read(id)?.name).toBe("Rosa Pinzón");
    expect(forgetDelegates(store, system(OVER))).toMatchObject({ value: { n: 1 } });
    expect(read(id)).toMatchObject({
      name: "Integrante de la delegación de MINSA",
      post: null,
      email: null,
      personId: null,
      photoConsent: false,
      anonymisedAt: OVER,
    });
  });

  it("leaves seats nobody was named for, and every count, as they were", () => {
    put("Rosa Pinzón");
    const seat = put(null);
    const before = answerCounts(store, officeId, [briefingId]).get(briefingId);
    forgetDelegates(store, system(OVER));
    expect(read(seat)).toMatchObject({ name: null, anonymisedAt: null });
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)).toEqual(before);
  });

  it("finds nothing the second time, and records once with each briefing, as the installation", () => {
    put("Rosa Pinzón");
    put("Otra Persona", { removedAt: NOW });
    forgetDelegates(store, system(OVER));
    expect(forgetDelegates(store, system(OVER + 1))).toMatchObject({ value: { n: 0 } });
    const acts = store.db.select().from(audits).where(eq(audits.action, "invitations.names_forgotten")).all();
    expect(acts).toMatchObject([{ actorKind: "system", briefingId, facts: { n: 2 } }]);
  });

  it("leaves the person in no table: history, outbox, substitute and needs know nothing any more", () => {
    const id = put("Rosa Pinzón");
    store.db
      .insert(delegateNeeds)
      .values({ delegateId: id, officeId, access: ["ramp"], note: "Rosa Pinzón", createdAt: NOW })
      .run();
    const subject = { type: "invitation", id: invitationId, officeId, briefingId } as const;
    record(store, system(), "invitations.delegation_saved", subject, { after: { delegation: [{ name: "Rosa Pinzón" }] } });
    enqueue(store, system(), {
      kind: "nominee",
      key: "nominee:1",
      officeId,
      to: { name: "Rosa Pinzón", address: "rosa@minsa.example" },
      language: "es",
      sendAfter: NOW,
      briefingId,
      invitationId,
    });
    const answer = {
      id: newId("ans"),
      officeId,
      invitationId,
      value: "accepted",
      at: NOW,
      channel: "link",
      byName: "Ana Ruiz",
      late: false,
    } as const;
    store.db
      .insert(answers)
      .values({ ...answer, substituteName: "Rosa Pinzón", substitutePost: "Directora" })
      .run();
    // Somebody wrote to the liaison about her, in words of their own.
    const about = enqueue(store, system(), {
      kind: "day_before",
      key: "day_before:1",
      officeId,
      to: { name: "Ana Ruiz", address: "ana@minsa.example" },
      language: "es",
      sendAfter: NOW,
      briefingId,
      invitationId,
    });
    const words = { subject: "Rosa", body: "Rosa Pinzón" };
    store.db
      .update(messages)
      .set({ words, subject: words.subject, searchText: "ana ruiz ana@minsa.example rosa", state: "sent", sentAt: NOW })
      .where(eq(messages.id, about ?? ""))
      .run();
    const said = { id: about ?? "", kind: "day_before" } as Message;
    keepText(store, said, letter({ blocks: [{ kind: "list", items: ["Rosa Pinzón"] }] }));
    expect(JSON.stringify(leftAs(store, said))).toContain("Rosa");
    record(store, system(), "mail.edited", { type: "message", id: about ?? "", officeId, briefingId }, { after: words });
    expect(everything()).toContain("Rosa");
    forgetDelegates(store, system(OVER));
    expect(everything()).not.toMatch(/Rosa|rosa@minsa/);
    expect(leftAs(store, said)).toBeUndefined();
    expect(store.db.select().from(messages).all()).toMatchObject([{ kind: "nominee" }, { toName: "Ana Ruiz", words: null }]);
    expect(store.db.select().from(delegateNeeds).all()).toEqual([]);
  });

  it("does not offer them again as people sent before", () => {
    put("Rosa Pinzón", { createdAt: OVER - 1 });
    const other = { id: "inv_other", officeId, institutionId };
    expect(sentBefore(store, other, [], OVER)).toHaveLength(1);
    forgetDelegates(store, system(OVER));
    expect(sentBefore(store, other, [], OVER)).toEqual([]);
  });

  it("leaves those alone who are to come to a meeting that has only lost its date", () => {
    const id = put("Rosa Pinzón");
    store.db.update(briefings).set({ state: "postponed", dateOpen: true }).run();
    expect(forgetDelegates(store, system(OVER))).toMatchObject({ value: { n: 0 } });
    expect(read(id)?.name).toBe("Rosa Pinzón");
    expect(endingNames(store, aStaff(store, officeId, "admin", OVER))).toBe(0);
    store.db.update(briefings).set({ state: "cancelled" }).run();
    expect(forgetDelegates(store, system(OVER))).toMatchObject({ value: { n: 1 } });
  });

  it("goes by each office's own months, and is the installation's alone", () => {
    const id = put("Rosa Pinzón");
    const admin = aStaff(store, officeId, "admin");
    expect(editKeeping(store, admin, { keepMonths: 36, sure: false, version: 1 })).toMatchObject({ ok: true });
    forgetDelegates(store, system(OVER));
    expect(read(id)?.name).toBe("Rosa Pinzón");
    expect(endingNames(store, { ...admin, now: clock("2024-11-20T09:00") })).toBe(1);
    expect(endingNames(store, { ...admin, now: clock("2024-11-10T09:00") })).toBe(0);
    expect(endingNames(store, aStaff(store, officeId, "officer"))).toBe(0);
    expect(() => forgetDelegates(store, admin as never)).toThrow(expect.objectContaining({ fault: "forbidden" }));
  });
});

describe("the settings", () => {
  const faultIn = (act: () => unknown): string | undefined => {
    try {
      act();
    } catch (thrown) {
      return faultOf(thrown);
    }
  };

  it("ask twice before names are kept shorter", () => {
    const admin = aStaff(store, officeId, "admin");
    expect(editKeeping(store, admin, { keepMonths: 12, sure: false, version: 1 })).toMatchObject({
      code: "shorter_is_final",
      field: "sure",
    });
    expect(editKeeping(store, admin, { keepMonths: 12, sure: true, version: 1 })).toMatchObject({ ok: true });
    expect(findOffice(store, officeId).keepMonths).toBe(12);
    expect(faultIn(() => editKeeping(store, aStaff(store, officeId, "manager"), { keepMonths: 60, sure: true, version: 2 }))).toBe(
      "forbidden",
    );
  });

  it("keep the letterhead, and record it", () => {
    const admin = aStaff(store, officeId, "admin");
    const texts = { letterHead: { es: "Oficina en Panamá" }, letterAddress: {}, letterFoot: {}, signatoryPosts: {}, registerPrefix: "PA-" };
    expect(editPapers(store, admin, { ...texts, version: 1 })).toMatchObject({ ok: true });
    expect(findOffice(store, officeId)).toMatchObject({ letterHead: { es: "Oficina en Panamá" }, registerPrefix: "PA-", version: 2 });
    expect(editPapers(store, admin, { ...texts, version: 1 })).toMatchObject({ code: "stale" });
    expect(faultIn(() => editPapers(store, aStaff(store, officeId), { ...texts, version: 2 }))).toBe("forbidden");
    expect(store.db.select().from(audits).all().at(-1)?.action).toBe("offices.papers_changed");
  });
});
