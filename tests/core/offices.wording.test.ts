import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { invitationMail, previewOf } from "@/core/invitations/mail";
import { sendInvitations } from "@/core/invitations/sending/commands";
import type { Staff } from "@/core/kernel/actor";
import { saveWording, settleWording } from "@/core/offices/wording/commands";
import { saveWordingInput, settleWordingInput } from "@/core/offices/wording/input";
import { ourWords, standings, versionOf, versionsOf, wordingOf, wordsFor } from "@/core/offices/wording/queries";
import { audits, invitations, messages, wordings } from "@/db/schema";
import { anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, value } from "../invited";

let it0: Invited;
let admin: Staff;

beforeEach(() => {
  it0 = invited();
  admin = aStaff(it0.store, it0.officeId, "admin");
});

const es = {
  subject: "Le invitamos: {{event.title}}",
  body: "{{salutation}}\n\nLe invitamos {{institution.to}}.\n\n{{answers}}\n\nUn saludo",
};
const input = (over: Record<string, unknown> = {}): z.output<typeof saveWordingInput> =>
  saveWordingInput.parse({ kind: "invitation", version: 0, subject: { es: es.subject }, body: { es: es.body }, ...over });
const save = (over: Record<string, unknown> = {}, actor = admin) => saveWording(it0.store, actor, input(over));
const settle = (act: string, version: number, actor: Staff) =>
  settleWording(it0.store, actor, settleWordingInput.parse({ kind: "invitation", version, act }));
const words = (language: "en" | "es" | "fr" = "es") => wordsFor(it0.store, it0.officeId, "invitation", language);
const acts = () =>
  it0.store.db
    .select()
    .from(audits)
    .all()
    .filter((a) => a.action.startsWith("offices.wording"))
    .map((a) => a.action);
const stands = () =>
  standings(it0.store, admin)
    .get("invitation")
    ?.map(({ own, outdated }) => ({ own, outdated }));
const preview = () => previewOf(it0.store, it0.officer, it0.invitationId);
const send = () => sendInvitations(it0.store, it0.officer, { briefingId: it0.briefingId, invitations: [it0.invitationId], count: 1 });

describe("the office's own words", () => {
  it("are kept in versions, recorded, and what its letters say from then on", () => {
    value(save());
    expect(words()).toEqual(es);
    expect(words("fr")).toEqual(ourWords("invitation", "fr"));
    expect(acts()).toEqual(["offices.wording_changed"]);
    expect(preview()?.blocks[0]).toMatchObject({ text: "Le invitamos al Ministerio MINSA." });
    expect(preview()?.subject).toBe("Le invitamos: Planes para 2022");
    value(save({ version: 1, body: { es: `${es.body}.` } }));
    expect(versionsOf(it0.store, admin, "invitation").map((v) => [v.version, v.language, v.act, v.by])).toEqual([
      [2, "es", "changed", "Test admin"],
      [1, "es", "changed", "Test admin"],
    ]);
  });

  it("are ours again when left empty or typed the same, and nothing is written where nothing changes", () => {
    const ours = ourWords("invitation", "es");
    value(save({ subject: { es: ours.subject }, body: { es: ours.body } }));
    expect(versionOf(it0.store, it0.officeId, "invitation")).toBe(0);
    value(save());
    value(save({ version: 1, subject: {}, body: {} }));
    expect(words()).toEqual(ours);
    expect(stands()).toEqual(Array(3).fill({ own: false, outdated: false }));
  });

  it("are behind an own text of another language alone, ours beside ours never", () => {
    value(save());
    const fr = { subject: "Objet", body: "{{salutation}}\n\n{{answers}}" };
    value(save({ version: 1, subject: { es: es.subject, fr: fr.subject }, body: { es: es.body, fr: fr.body } }));
    value(settle("ours:es", 2, admin));
    expect(stands()).toEqual([
      { own: false, outdated: true },
      { own: false, outdated: false },
      { own: true, outdated: true },
    ]);
    value(settle("ours:fr", 3, admin));
    expect(stands()).toEqual(Array(3).fill({ own: false, outdated: false }));
  });

  it("mark the translations that were not touched, until somebody says that they are right", () => {
    value(save());
    expect(stands()?.map((s) => s.outdated)).toEqual([true, false, true]);
    value(settle("right:fr", 1, admin));
    expect(stands()?.map((s) => s.outdated)).toEqual([true, false, false]);
    expect(words("fr")).toEqual(ourWords("invitation", "fr"));
    value(save({ version: 2, body: { es: `${es.body} y gracias` } }));
    expect(stands()?.map((s) => s.outdated)).toEqual([true, false, true]);
    expect(acts()).toContain("offices.wording_confirmed");
  });

  it("can be brought back from an earlier version, and be ours again", () => {
    value(save());
    value(save({ version: 1, body: { es: `${es.body} y gracias` } }));
    const first = versionsOf(it0.store, admin, "invitation").at(-1)?.id;
    value(settle(`back:${first}`, 2, admin));
    expect(words()).toEqual(es);
    value(settle("ours:es", 3, admin));
    expect(words()).toEqual(ourWords("invitation", "es"));
    expect(acts().filter((a) => a === "offices.wording_restored")).toHaveLength(2);
  });

  it("refuse what would be no message, at its field", () => {
    expect(save({ body: { es: "{{salutation}} {{anwsers}}" } })).toMatchObject({
      code: "words_unknown",
      field: "body.es",
      params: { name: "{{anwsers}}", near: "{{answers}}" },
    });
    expect(save({ body: { es: "{{salutation}}" } })).toMatchObject({ code: "words_missing", field: "body.es" });
    for (const body of ["Estimadas colegas:\n\n{{answers}}", "{{answers}}\n\n{{salutation}}"])
      expect(save({ body: { es: body } })).toMatchObject({ code: "words_greeting", field: "body.es" });
    expect(save({ body: {} })).toMatchObject({ code: "words_half", field: "body.es" });
    expect(save({ body: { es: `${es.body}\n\nhttp://x.example/r/${it0.token}` } })).toMatchObject({ code: "words_secret" });
    expect(it0.store.db.select().from(wordings).all()).toEqual([]);
  });

  it("are not overwritten by somebody who saw an older version", () => {
    value(save());
    expect(save({ body: { es: "{{answers}}" } })).toMatchObject({ code: "stale", current: { "body.es": es.body, version: 1 } });
  });

  it("are for the office's administrators alone, and never another office's", () => {
    expect(() => save({}, it0.officer)).toThrow("forbidden");
    expect(() => settle("right:es", 0, it0.officer)).toThrow("forbidden");
    expect(() => settle("ours:es", 0, it0.officer)).toThrow("forbidden");
    const stranger = aStaff(it0.store, anOffice(it0.store, "cr"), "admin");
    value(save({}, stranger));
    expect(words()).toEqual(ourWords("invitation", "es"));
    const theirs = versionsOf(it0.store, stranger, "invitation")[0]?.id;
    expect(() => settle(`back:${theirs}`, 0, admin)).toThrow("not_found");
    expect(versionsOf(it0.store, admin, "invitation")).toEqual([]);
  });

  it("cannot be changed in the database once they are written", () => {
    value(save());
    expect(() => it0.store.raw.exec("update wording set act = 'ours'")).toThrow(/append-only/);
    expect(() => it0.store.raw.exec("delete from wording")).toThrow(/append-only/);
  });
});

describe("words of one message", () => {
  const own = { subject: "Una nota", body: "{{salutation}}\n\nSolo para ustedes.\n\n{{answers}}" };
  const write = (of: Partial<typeof invitations.$inferInsert>) =>
    it0.store.db.update(invitations).set(of).where(eq(invitations.id, it0.invitationId)).run();

  const leaving = () => {
    write({ state: "draft" });
    value(send());
    const message = it0.store.db.select().from(messages).where(eq(messages.kind, "invitation")).get();
    if (!message) throw new Error("no message");
    return message;
  };

  it("are what an invitation says before and when it leaves, while it keeps their language", () => {
    write({ words: { ...own, language: "es" } });
    expect(preview()?.blocks[0]).toEqual({ kind: "text", text: "Solo para ustedes." });
    write({ language: "fr" });
    expect(preview()?.subject).toContain("Invitation");
  });

  it("go before those of the invitation and of the office", () => {
    value(save());
    const message = leaving();
    expect(wordingOf(it0.store, message)).toEqual({ kind: "invitation", words: es });
    expect(invitationMail.invitation?.(it0.store, { ...message, words: own }, NOW)).toMatchObject({ subject: "Una nota" });
    expect(wordingOf(it0.store, { ...message, words: own })).toEqual({ kind: "invitation", words: own });
  });

  it("keep the message from being written, and the invitation from leaving, where they have a fault", () => {
    const message = leaving();
    expect(() => invitationMail.invitation?.(it0.store, { ...message, words: { ...own, body: "{{x}}" } }, NOW)).toThrow(/own words/);
    write({ state: "draft", words: { ...own, body: "{{x}}", language: "es" } });
    expect(send()).toMatchObject({ code: "words_unknown" });
  });
});
