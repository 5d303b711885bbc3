import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { faultOf } from "@/core/kernel/outcome";
import { addUser, disableUser } from "@/core/offices/commands";
import { entryMail } from "@/core/offices/entering/mail";
import { officeMail } from "@/core/offices/mail";
import { demoAccounts } from "@/core/offices/queries";
import {
  confirmCode,
  confirmSignIn,
  endOtherSessions,
  endSession,
  enterDemo,
  requestSignIn,
  signInCode,
  signInToken,
  signOut,
  signOutEverywhere,
  switchOffice,
} from "@/core/offices/sessions/commands";
import { findSession, findSignInLink, ownSessions } from "@/core/offices/sessions/queries";
import { CODE_LIFE, digitsOf, IDLE, LINK_LIFE } from "@/core/offices/sessions/rules";
import { audits, messages, sessions, settings, signInLinks, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  const staff = aStaff(store, officeId, "officer");
  const email = store.db.select().from(users).where(eq(users.id, staff.userId)).get()?.email ?? "";
  return { store, officeId, staff, email };
}

const linksOf = (store: Store) => store.db.select().from(signInLinks).all();
const outbox = (store: Store) => store.db.select().from(messages).all();

/** Asks for a link and gives its token, as the mail would carry it. */
function ask(store: Store, email: string, more: { next?: string; browserHash?: string } = {}, now = NOW): string {
  const before = new Set(linksOf(store).map((l) => l.id));
  requestSignIn(store, visitor(now), { email, ...more });
  const link = linksOf(store).find((l) => !before.has(l.id));
  return link ? signInToken(link.id) : "";
}

describe("requestSignIn", () => {
  it("writes one message to the recorded address, in the person's language", () => {
    const { store, email, officeId } = house();
    ask(store, email);
    expect(outbox(store)).toMatchObject([{ kind: "sign_in", toAddress: email, language: "en", officeId, state: "queued" }]);
  });

  it("lets the message wait until the answer has been given", () => {
    const { store, email } = house();
    ask(store, email);
    expect(outbox(store)[0]?.sendAfter).toBeGreaterThan(NOW);
  });

  it("answers alike and leaves the same audit line for an address nobody has, and mails nothing", () => {
    const { store, email } = house();
    const known = requestSignIn(store, visitor(), { email });
    const unknown = requestSignIn(store, visitor(), { email: "nobody@elsewhere.example" });
    expect(unknown).toEqual(known);
    expect(outbox(store)).toHaveLength(1);
    expect(
      store.db
        .select()
        .from(audits)
        .all()
        .map((a) => a.action),
    ).toEqual(["offices.sign_in_asked", "offices.sign_in_asked"]);
    expect(JSON.stringify(store.db.select().from(audits).all())).not.toContain("elsewhere");
  });

  it("mails nothing to a person who is disabled in every office", () => {
    const { store, officeId, staff, email } = house();
    disableUser(store, aStaff(store, officeId, "admin"), { userId: staff.userId });
    expect(requestSignIn(store, visitor(), { email }).ok).toBe(true);
    expect(outbox(store)).toHaveLength(0);
  });

  it("keeps only the hash of the token, and no address outside for afterwards", () => {
    const { store, email } = house();
    const token = ask(store, email, { next: "//evil.example" });
    expect(JSON.stringify(linksOf(store))).not.toContain(token);
    expect(JSON.stringify(outbox(store))).not.toContain(token);
    expect(linksOf(store)[0]?.next).toBeNull();
  });
});

describe("the sign-in message", () => {
  it("carries the link once, and is not sent when the link is used or over", () => {
    const { store, email } = house();
    const token = ask(store, email);
    const [message] = outbox(store);
    if (!message) throw new Error("no message");
    expect(JSON.stringify(officeMail.sign_in?.(store, message, NOW))).toContain(`/sign-in/confirm/${token}`);
    expect(JSON.stringify(officeMail.sign_in?.(store, message, NOW))).toContain("UTC−5");
    expect(officeMail.sign_in?.(store, message, NOW + LINK_LIFE)).toBe("obsolete");
    confirmSignIn(store, visitor(), { token });
    expect(officeMail.sign_in?.(store, message, NOW)).toBe("obsolete");
  });
});

describe("the welcome message", () => {
  it("names who invites and carries no key", () => {
    const { store, officeId } = house();
    const admin = aStaff(store, officeId, "admin");
    addUser(store, admin, { name: "Eva Núñez", email: "eva@pa.example", role: "manager", language: "es" });
    const [message] = outbox(store);
    if (!message) throw new Error("no message");
    const content = officeMail.welcome?.(store, message, NOW);
    expect(content).toMatchObject({ subject: "Test admin le invita a trabajar en Enlace para la OIM pa" });
    expect(JSON.stringify(content)).toContain('/sign-in"');
  });
});

describe("findSignInLink", () => {
  it("says whose link it is and spends nothing, however often a scanner reads it", () => {
    const { store, email, staff } = house();
    const token = ask(store, email);
    for (let i = 0; i < 3; i++) expect(findSignInLink(store, token, NOW)?.user.id).toBe(staff.userId);
    expect(confirmSignIn(store, visitor(), { token }).ok).toBe(true);
  });
});

describe("confirmSignIn", () => {
  it("begins a new session and records it", () => {
    const { store, email, staff } = house();
    const outcome = confirmSignIn(store, visitor(), { token: ask(store, email, { next: "/briefings?q=a" }) });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.value.sessionId).not.toBe(staff.sessionId);
    expect(findSession(store, outcome.value.sessionId, NOW)).toMatchObject({ userId: staff.userId, role: "officer" });
    expect(outcome.value.next).toBe("/briefings?q=a");
    expect(store.db.select().from(audits).all().at(-1)).toMatchObject({ action: "offices.signed_in", subjectId: staff.userId });
  });

  it("refuses a second use, and every older link of the same person", () => {
    const { store, email } = house();
    const older = ask(store, email);
    const token = ask(store, email);
    expect(confirmSignIn(store, visitor(), { token }).ok).toBe(true);
    for (const spent of [token, older]) expect(confirmSignIn(store, visitor(), { token: spent })).toMatchObject({ code: "link_spent" });
    expect(store.db.select().from(sessions).all()).toHaveLength(2);
  });

  it("refuses an expired, an unknown and a malformed link alike", () => {
    const { store, email } = house();
    const token = ask(store, email);
    expect(confirmSignIn(store, visitor(NOW + LINK_LIFE), { token })).toMatchObject({ code: "link_spent" });
    expect(confirmSignIn(store, visitor(), { token: "A".repeat(32) })).toMatchObject({ code: "link_spent" });
    expect(confirmSignIn(store, visitor(), { token: "' or 1=1" })).toMatchObject({ code: "link_spent" });
  });

  it("refuses the link of a person disabled after asking", () => {
    const { store, officeId, staff, email } = house();
    const token = ask(store, email);
    disableUser(store, aStaff(store, officeId, "admin"), { userId: staff.userId });
    expect(confirmSignIn(store, visitor(), { token })).toMatchObject({ code: "link_spent" });
  });

  it("leads a person of two offices to the one they were last in", () => {
    const { store, staff, email } = house();
    const second = anOffice(store, "cr");
    addUser(store, system(), { officeId: second, email, name: "x", role: "officer", language: "en" });
    switchOffice(store, staff, { officeId: second });
    const outcome = confirmSignIn(store, visitor(NOW + 1), { token: ask(store, email, {}, NOW + 1) });
    expect(outcome.ok && findSession(store, outcome.value.sessionId, NOW + 1)?.officeId).toBe(second);
  });
});

describe("a session", () => {
  it("ends after eight idle hours and after seven days", () => {
    const { store, staff } = house();
    expect(findSession(store, staff.sessionId, NOW + IDLE - 1)).toBeDefined();
    expect(findSession(store, staff.sessionId, NOW + 2 * IDLE)).toBeUndefined();
    store.db
      .update(sessions)
      .set({ seenAt: NOW + 7 * 86_400_000 - 1 })
      .run();
    expect(findSession(store, staff.sessionId, NOW + 7 * 86_400_000)).toBeUndefined();
  });

  it("ends by signing out, and leaves the others alone", () => {
    const { store, staff, email } = house();
    const second = confirmSignIn(store, visitor(), { token: ask(store, email) });
    if (!second.ok) throw new Error(second.code);
    expect(signOut(store, staff)).toMatchObject({ ok: true, value: { ended: 1 } });
    expect(findSession(store, staff.sessionId, NOW)).toBeUndefined();
    const there = findSession(store, second.value.sessionId, NOW);
    if (!there) throw new Error("ended too many");
    expect(ownSessions(store, there)).toHaveLength(1);
  });

  it("ends everywhere at once, for this person only", () => {
    const { store, officeId, staff, email } = house();
    const colleague = aStaff(store, officeId, "manager");
    const second = confirmSignIn(store, visitor(), { token: ask(store, email) });
    if (!second.ok) throw new Error(second.code);
    expect(signOutEverywhere(store, staff)).toMatchObject({ value: { ended: 2 } });
    expect(findSession(store, second.value.sessionId, NOW)).toBeUndefined();
    expect(findSession(store, colleague.sessionId, NOW)).toBeDefined();
    expect(store.db.select().from(audits).all().at(-1)).toMatchObject({ action: "offices.signed_out_everywhere", facts: { n: 2 } });
  });
});

describe("switchOffice", () => {
  it("refuses an office the person does not belong to, or no longer", () => {
    const { store, staff, email } = house();
    const second = anOffice(store, "cr");
    const enter = () => switchOffice(store, staff, { officeId: second });
    const fault = () => {
      try {
        return enter() && undefined;
      } catch (thrown) {
        return faultOf(thrown);
      }
    };
    expect(fault()).toBe("not_found");
    addUser(store, system(), { officeId: second, email, name: "x", role: "officer", language: "en" });
    disableUser(store, aStaff(store, second, "admin"), { userId: staff.userId });
    expect(fault()).toBe("not_found");
    expect(findSession(store, staff.sessionId, NOW)?.officeId).toBe(staff.officeId);
  });
});

describe("enterDemo", () => {
  it("lets a listed account in on a database marked as a demo", () => {
    const { store, staff } = house();
    store.db.insert(settings).values({ key: "demo", value: "1" }).run();
    expect(demoAccounts(store).map((a) => a.userId)).toEqual([staff.userId]);
    const outcome = enterDemo(store, visitor(), { userId: staff.userId });
    expect(outcome.ok && findSession(store, outcome.value.sessionId, NOW)?.userId).toBe(staff.userId);
  });

  it("finds no such account anywhere else", () => {
    const { store, staff } = house();
    expect(demoAccounts(store)).toEqual([]);
    expect(() => enterDemo(store, visitor(), { userId: staff.userId })).toThrow("not_found");
    expect(store.db.select().from(sessions).all()).toHaveLength(1);
  });
});

describe("confirmCode", () => {
  const asked = (browserHash = "mine", now = NOW) => {
    const { store, email, staff } = house();
    requestSignIn(store, visitor(now), { email, browserHash, next: "/briefings" });
    const code = signInCode(linksOf(store)[0]?.id ?? "");
    return { store, email, staff, code };
  };
  const other = (code: string): string => (code === "00000000" ? "11111111" : "00000000");

  it("begins a session in the browser that asked, goes where the person was going, and spends the link with it", () => {
    const { store, staff, code } = asked();
    const outcome = confirmCode(store, visitor(), { code, browserHash: "mine", from: { browser: "firefox", system: "windows" } });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.value.next).toBe("/briefings");
    expect(findSession(store, outcome.value.sessionId, NOW)?.userId).toBe(staff.userId);
    expect(store.db.select().from(sessions).all().at(-1)).toMatchObject({ way: "code", browser: "firefox", system: "windows" });
    expect(store.db.select().from(audits).all().at(-1)).toMatchObject({ action: "offices.signed_in", facts: { way: "code" } });
    expect(confirmSignIn(store, visitor(), { token: signInToken(linksOf(store)[0]?.id ?? "") })).toMatchObject({ code: "link_spent" });
    expect(confirmCode(store, visitor(), { code, browserHash: "mine" })).toMatchObject({ code: "code_wrong" });
  });

  it("refuses the right code in another browser, after ten minutes, and where the link was used", () => {
    const { store, code } = asked();
    expect(confirmCode(store, visitor(), { code, browserHash: "theirs" })).toMatchObject({ code: "code_wrong" });
    expect(confirmCode(store, visitor(), { code, browserHash: "" })).toMatchObject({ code: "code_wrong" });
    expect(confirmCode(store, visitor(NOW + CODE_LIFE), { code, browserHash: "mine" })).toMatchObject({ code: "code_wrong" });
    expect(confirmCode(store, visitor(NOW + CODE_LIFE - 1), { code, browserHash: "mine" }).ok).toBe(true);
  });

  it("ends the code with the fifth wrong one, and leaves the link alone", () => {
    const { store, code } = asked();
    for (let i = 0; i < 5; i++) expect(confirmCode(store, visitor(), { code: other(code), browserHash: "mine" }).ok).toBe(false);
    expect(confirmCode(store, visitor(), { code, browserHash: "mine" })).toMatchObject({ code: "code_wrong" });
    expect(confirmSignIn(store, visitor(), { token: signInToken(linksOf(store)[0]?.id ?? "") }).ok).toBe(true);
  });

  it("answers alike, with the same line in the audit, where nothing was mailed", () => {
    const { store, code } = asked();
    const known = confirmCode(store, visitor(), { code: other(code), browserHash: "mine" });
    expect(confirmCode(store, visitor(), { code: other(code), browserHash: "nobody" })).toEqual(known);
    const lines = store.db.select().from(audits).all().slice(-2);
    expect(lines.map((a) => a.action)).toEqual(["offices.code_refused", "offices.code_refused"]);
  });

  it("stands in the message to the browser that asked, and in no row of the database", () => {
    const { store, code } = asked();
    const [message] = outbox(store);
    if (!message) throw new Error("no message");
    const half = `${code.slice(0, 4)} ${code.slice(4)}`;
    expect(JSON.stringify(officeMail.sign_in?.(store, message, NOW))).toContain(half);
    expect(JSON.stringify(officeMail.sign_in?.(store, message, NOW + CODE_LIFE))).not.toContain(half);
    expect(JSON.stringify([linksOf(store), outbox(store)])).not.toContain(code);
    expect(digitsOf(` ${half.replace(" ", "\u00a0")}\n`)).toBe(code);
  });
});

describe("the notice of a new browser", () => {
  const enterFrom = (store: Store, email: string, browserHash: string | undefined, now = NOW) =>
    confirmSignIn(store, visitor(now), {
      token: ask(store, email, {}, now),
      from: { browser: "safari", system: "iphone", browserHash },
    });
  const notices = (store: Store) => outbox(store).filter((m) => m.kind === "new_sign_in");

  it("is mailed once to the person, in their language, from the second browser on", () => {
    const { store, email, officeId } = house();
    for (const browser of ["first", "first", "second", "second"]) enterFrom(store, email, browser);
    expect(notices(store)).toMatchObject([{ toAddress: email, language: "en", officeId }]);
    const [notice] = notices(store);
    const text = JSON.stringify(notice && entryMail.new_sign_in?.(store, notice, NOW));
    for (const part of ["Safari on iPhone", "/settings/security", "by the mailed link"]) expect(text).toContain(part);
  });

  it("is mailed to someone who comes back after months, whose sessions are forgotten", () => {
    const { store, email } = house();
    enterFrom(store, email, "first");
    enterFrom(store, email, "first", NOW + 90 * 86_400_000);
    expect(notices(store)).toHaveLength(1);
  });
});

describe("one's own sessions", () => {
  it("end one by one or all but this one, each with its line, and are nobody else's", () => {
    const { store, officeId, staff, email } = house();
    const [a, b, c] = [1, 2, 3].map(() => confirmSignIn(store, visitor(), { token: ask(store, email) }));
    if (!a?.ok || !b?.ok || !c?.ok) throw new Error("not in");
    const stranger = aStaff(store, officeId, "admin");
    expect(() => endSession(store, stranger, { sessionId: a.value.sessionId })).toThrow("forbidden");
    expect(() => endSession(store, staff, { sessionId: "ses_0000000000000000000000000" })).toThrow("not_found");
    expect(endSession(store, staff, { sessionId: a.value.sessionId })).toMatchObject({ value: { ended: 1 } });
    expect(findSession(store, a.value.sessionId, NOW)).toBeUndefined();
    expect(endOtherSessions(store, staff)).toMatchObject({ value: { ended: 2 } });
    expect(ownSessions(store, staff).map((s) => s.id)).toEqual([staff.sessionId]);
    expect(findSession(store, stranger.sessionId, NOW)).toBeDefined();
    const told = store.db.select().from(audits).all().slice(-2);
    expect(told).toMatchObject([{ action: "offices.session_ended" }, { action: "offices.other_sessions_ended", facts: { n: 2 } }]);
  });
});
