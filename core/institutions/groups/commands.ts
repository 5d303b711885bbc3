import { eq } from "drizzle-orm";
import type { z } from "zod";
import { institutionGroups } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { locales } from "@/lib/locales";
import type { Actor, Staff } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { canKeepDirectory } from "../policy";
import { institutionsByIds } from "../queries";
import type { addGroupInput, editGroupInput, putGroupInput } from "./input";
import { findGroup, type Group } from "./queries";

const subjectOf = (group: Pick<Group, "id" | "officeId">): Subject => ({ type: "group", id: group.id, officeId: group.officeId });

const groupFor = (tx: Store, actor: Actor, groupId: string): Authorized<Group> =>
  authorize(findGroup(tx, actor, groupId), (group) => canKeepDirectory(actor, group));

/** Faults for an institution of another office. */
function known(tx: Store, actor: Staff, members: string[]): string[] {
  if (institutionsByIds(tx, actor.officeId, members).size < members.length) throw notFound();
  return members;
}

/** Gives a list of institutions a name, to be invited together from now on. */
export function addGroup(store: Store, actor: Staff, input: z.output<typeof addGroupInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    authorize(actor, (a) => canKeepDirectory(a, a));
    if (input.members.length === 0) return refuse("nobody_chosen", { field: "members" });
    const group = {
      id: newId("grp", actor.now),
      officeId: actor.officeId,
      name: input.name,
      members: known(tx, actor, input.members),
      createdAt: actor.now,
    };
    tx.db.insert(institutionGroups).values(group).run();
    record(tx, actor, "institutions.group_added", subjectOf(group), { facts: { n: group.members.length } });
    return accept({ id: group.id });
  });
}

/** Changes a group's name and members; who is on a list already stays there. Refuses a save on an older version. */
export function editGroup(store: Store, actor: Staff, input: z.output<typeof editGroupInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const group = groupFor(tx, actor, input.groupId);
    if (group.version !== input.version) return refuse("stale", { current: asTyped(group) });
    if (input.members.length === 0) return refuse("nobody_chosen", { field: "members" });
    const after = { name: input.name, members: known(tx, actor, input.members) };
    tx.db
      .update(institutionGroups)
      .set({ ...after, version: group.version + 1 })
      .where(eq(institutionGroups.id, group.id))
      .run();
    const { name, members } = group;
    record(tx, actor, "institutions.group_edited", subjectOf(group), { before: { name, members }, after });
    return accept({ id: group.id });
  });
}

/** Takes a group out of what is offered, or offers it again; where it is already chosen changes nothing. */
export function putGroup(store: Store, actor: Staff, { groupId, act }: z.output<typeof putGroupInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const group = groupFor(tx, actor, groupId);
    const away = act === "archive";
    if ((group.archivedAt !== null) === away) return accept({ id: group.id });
    tx.db
      .update(institutionGroups)
      .set({ archivedAt: away ? actor.now : null })
      .where(eq(institutionGroups.id, group.id))
      .run();
    record(tx, actor, away ? "institutions.group_archived" : "institutions.group_restored", subjectOf(group));
    return accept({ id: group.id });
  });
}

/** A group by the names of its form's fields, for the page that shows both texts. */
const asTyped = ({ version, name, members }: Group): Record<string, unknown> => ({
  version,
  members,
  ...Object.fromEntries(locales.map((lang) => [`name.${lang}`, name[lang] ?? ""])),
});
