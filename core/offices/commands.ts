import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { memberships, offices, sessions, users } from "@/db/schema";
import { isUniqueViolation, type Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { type Actor, officeOf, type Staff } from "../kernel/actor";
import { type AuditAction, record } from "../kernel/audit";
import { authorize } from "../kernel/authorized";
import { enqueue } from "../kernel/outbox";
import { accept, type Outcome, refuse } from "../kernel/outcome";
import type { addUserInput, changeRoleInput, createOfficeInput, editOfficeInput, profileInput, userInput } from "./input";
import { canKeepOffice, canKeepProfile, canOpenOffice } from "./policy";
import { countOtherAdministrators, findOffice, findUser, type Member, type Office, ownUser } from "./queries";
import { hasEnded } from "./rules";

type Input<S extends z.ZodType> = z.output<S>;

/** The office itself, as the audit names it. */
export const ofOffice = (office: Office) => ({ type: "office" as const, id: office.id, officeId: office.id });
/** A member of the office, as the audit names them. */
export const ofUser = (user: { userId: string; officeId: string }) => ({ type: "user" as const, id: user.userId, officeId: user.officeId });

/** The actor's own office; the installation names one. */
export function officeFor(tx: Store, actor: Actor, named?: string): Office | undefined {
  const officeId = actor.kind === "system" ? named : officeOf(actor);
  return officeId ? findOffice(tx, officeId) : undefined;
}

const noContact = {
  country: null,
  contactName: null,
  contactPhone: null,
  contactWhatsapp: null,
  contactEmail: null,
  pressName: null,
  pressPhone: null,
  pressEmail: null,
};

/** Only what was typed; an empty field must not stand over a value that clears it. */
const given = <T extends object>(input: T): Partial<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<T>;

/** What an administrator edits of an office. */
function detailsOf(office: Office) {
  const { name, shortName, city, country, zone, language, languages } = office;
  const { contactName, contactPhone, contactWhatsapp, contactEmail, pressName, pressPhone, pressEmail } = office;
  const contact = { contactName, contactPhone, contactWhatsapp, contactEmail, pressName, pressPhone, pressEmail };
  return { name, shortName, city, country, zone, language, languages, ...contact };
}

/** The same values by the names of the form's fields: `name.es` for a text in Spanish. */
export function flat(details: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries(details).map(([field, value]) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value).map(([key, text]) => [`${field}.${key}`, text])
      : [[field, value]],
  );
  return Object.fromEntries(fields.flat());
}

/** Opens an office. Refuses a key that is taken. */
export function createOffice(store: Store, actor: Actor, input: Input<typeof createOfficeInput>): Outcome<{ officeId: string }> {
  return store.transaction((tx) => {
    authorize(input, () => canOpenOffice(actor));
    const officeId = newId("off", actor.now);
    const languages = [...new Set([input.language, ...input.languages])];
    try {
      tx.db
        .insert(offices)
        .values({ ...input, id: officeId, languages, createdAt: actor.now })
        .run();
    } catch (thrown) {
      if (isUniqueViolation(thrown)) return refuse("office_exists", { field: "key", params: { key: input.key } });
      throw thrown;
    }
    record(tx, actor, "offices.created", ofOffice(findOffice(tx, officeId)), { after: { key: input.key, zone: input.zone } });
    return accept({ officeId });
  });
}

/** Changes the office's own details. Refuses a save on an older version. */
export function editOffice(store: Store, actor: Actor, input: Input<typeof editOfficeInput>): Outcome<{ officeId: string }> {
  return store.transaction((tx) => {
    const office = authorize(officeFor(tx, actor), (o) => canKeepOffice(actor, o));
    const before = detailsOf(office);
    if (office.version !== input.version) return refuse("stale", { current: { ...flat(before), version: office.version } });
    const languages = [...new Set([input.language, ...input.languages])];
    const after = detailsOf({ ...office, ...noContact, ...given(input), languages });
    tx.db
      .update(offices)
      .set({ ...after, version: office.version + 1 })
      .where(eq(offices.id, office.id))
      .run();
    record(tx, actor, "offices.edited", ofOffice(office), { before, after });
    return accept({ officeId: office.id });
  });
}

/** Changes one part of what the office has settled. Refuses a save on an older version. */
export function changeOffice(
  store: Store,
  actor: Staff,
  version: number,
  part: Partial<Office>,
  action: AuditAction,
): Outcome<{ officeId: string }> {
  return store.transaction((tx) => {
    const office = authorize(officeFor(tx, actor), (o) => canKeepOffice(actor, o));
    const before = Object.fromEntries(Object.keys(part).map((field) => [field, office[field as keyof Office]]));
    if (office.version !== version) return refuse("stale", { current: { ...flat(before), version: office.version } });
    tx.db
      .update(offices)
      .set({ ...part, version: version + 1 })
      .where(eq(offices.id, office.id))
      .run();
    record(tx, actor, action, ofOffice(office), { before, after: part });
    return accept({ officeId: office.id });
  });
}

/**
 * Gives a person a role in the office. A colleague's invitation mails them the sign-in address; the installation's does
 * not. `officeId` is for the installation only. Refuses whoever is already in the list.
 */
export function addUser(
  store: Store,
  actor: Actor,
  input: Input<typeof addUserInput> & { officeId?: string },
): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const office = authorize(officeFor(tx, actor, input.officeId), (o) => canKeepOffice(actor, o));
    const known = tx.db.select().from(users).where(eq(users.email, input.email)).get();
    const userId = known?.id ?? newId("usr", actor.now);
    if (!known) {
      const { email, name, language } = input;
      tx.db.insert(users).values({ id: userId, email, name, language, theme: "system", reviewKeys: true, createdAt: actor.now }).run();
    }
    const membershipId = newId("mem", actor.now);
    try {
      tx.db.insert(memberships).values({ id: membershipId, officeId: office.id, userId, role: input.role, createdAt: actor.now }).run();
    } catch (thrown) {
      if (isUniqueViolation(thrown)) return refuse("user_exists", { field: "email" });
      throw thrown;
    }
    const after = { name: known?.name ?? input.name, email: input.email, role: input.role };
    record(tx, actor, "offices.user_added", ofUser({ userId, officeId: office.id }), { after, facts: { role: input.role } });
    if (actor.kind === "staff")
      enqueue(tx, actor, {
        kind: "welcome",
        key: `welcome:${membershipId}`,
        officeId: office.id,
        to: { name: after.name, address: input.email },
        language: known?.language ?? input.language,
        sendAfter: actor.now,
        payload: { userId, by: actor.userId },
      });
    return accept({ userId });
  });
}

/** Ends every session of a person in an office, or everywhere; returns how many ended. */
export function endSessions(tx: Store, userId: string, now: number, officeId?: string): number {
  const living = and(eq(sessions.userId, userId), isNull(sessions.endedAt), officeId ? eq(sessions.officeId, officeId) : undefined);
  return tx.db.update(sessions).set({ endedAt: now }).where(living).run().changes;
}

/** Whether the office keeps an administrator without an end when this member is no longer one. */
export const keepsAnAdministrator = (tx: Store, member: Member): boolean =>
  member.role !== "admin" || countOtherAdministrators(tx, member.officeId, member.userId) > 0;

/** A member of the office whom the actor may change. */
export const memberFor = (tx: Store, actor: Actor, userId: string) =>
  authorize(findUser(tx, actor, userId), (m) => canKeepOffice(actor, { id: m.officeId }));

/** The membership itself, for a write. */
export const isMember = (member: Member) => and(eq(memberships.userId, member.userId), eq(memberships.officeId, member.officeId));

/** Gives a member another role and ends their sessions in this office. Refuses to leave the office without an administrator. */
export function changeRole(store: Store, actor: Staff, input: Input<typeof changeRoleInput>): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const member = memberFor(tx, actor, input.userId);
    if (member.role === input.role) return accept({ userId: member.userId });
    if (!keepsAnAdministrator(tx, member)) return refuse("last_administrator", { field: "role" });
    tx.db.update(memberships).set({ role: input.role }).where(isMember(member)).run();
    endSessions(tx, member.userId, actor.now, member.officeId);
    record(tx, actor, "offices.role_changed", ofUser(member), {
      before: { role: member.role },
      after: { role: input.role },
      facts: { role: input.role },
    });
    return accept({ userId: member.userId });
  });
}

/** Keeps a member out from this moment on. Refuses to leave the office without an administrator. */
export function disableUser(store: Store, actor: Staff, input: Input<typeof userInput>): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const member = memberFor(tx, actor, input.userId);
    if (member.disabledAt !== null) return accept({ userId: member.userId });
    if (!keepsAnAdministrator(tx, member)) return refuse("last_administrator");
    tx.db.update(memberships).set({ disabledAt: actor.now }).where(isMember(member)).run();
    endSessions(tx, member.userId, actor.now, member.officeId);
    record(tx, actor, "offices.user_disabled", ofUser(member));
    return accept({ userId: member.userId });
  });
}

/** Lets a disabled member come in again; a last day that has passed no longer holds. */
export function enableUser(store: Store, actor: Staff, input: Input<typeof userInput>): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const member = memberFor(tx, actor, input.userId);
    if (member.disabledAt === null) return accept({ userId: member.userId });
    const endsOn = hasEnded(member, dayOf(actor.now, findOffice(tx, member.officeId).zone)) ? null : member.endsOn;
    tx.db.update(memberships).set({ disabledAt: null, endsOn }).where(isMember(member)).run();
    record(tx, actor, "offices.user_enabled", ofUser(member));
    return accept({ userId: member.userId });
  });
}

/** Changes the actor's own name, language, theme and review keys. Refuses a save on an older version. */
export function updateProfile(store: Store, actor: Staff, input: Input<typeof profileInput>): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const user = authorize(ownUser(tx, actor), (u) => canKeepProfile(actor, { userId: u.id }));
    const { version, ...after } = input;
    const { name, language, theme, reviewKeys } = user;
    const before = { name, language, theme, reviewKeys };
    if (user.version !== version) return refuse("stale", { current: { ...before, version: user.version } });
    tx.db
      .update(users)
      .set({ ...after, version: version + 1 })
      .where(eq(users.id, user.id))
      .run();
    record(tx, actor, "offices.profile_edited", ofUser(actor), { before, after });
    return accept({ userId: user.id });
  });
}
