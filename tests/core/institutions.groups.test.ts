import { describe, expect, it } from "vitest";
import { addGroup, editGroup, putGroup } from "@/core/institutions/groups/commands";
import { addGroupInput, editGroupInput } from "@/core/institutions/groups/input";
import { findGroup, listGroups, membersOf } from "@/core/institutions/groups/queries";
import { mergeInstitutions, undoInstitutionMerge } from "@/core/institutions/merging/commands";
import type { Staff } from "@/core/kernel/actor";
import { audits } from "@/db/schema";
import type { Store } from "@/db/store";
import { fault } from "../agreed";
import { anInstitution, anOffice, aStaff, emptyStore } from "../factories";
import { refusal, value } from "../invited";

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  const ids = ["MIRE", "MINSA", "MIDES"].map((acronym, i) => anInstitution(store, officeId, { acronym, precedence: i }).institutionId);
  return {
    store,
    ids: ids as [string, string, string],
    officer: aStaff(store, officeId, "officer"),
    manager: aStaff(store, officeId, "manager"),
    other: aStaff(store, anOffice(store, "cr"), "admin"),
  };
}

const typed = (members: string[], name: Record<string, string> = { es: "Las tres" }) => addGroupInput.parse({ name, members });
const last = (store: Store) => store.db.select().from(audits).all().at(-1)?.action;
const acronyms = (store: Store, actor: Staff, id: string) => {
  const group = findGroup(store, actor, id);
  return group ? membersOf(store, group).map((i) => i.acronym) : undefined;
};

describe("addGroup", () => {
  it("keeps institutions under a name, each once, in order of precedence, and records it", () => {
    const { store, officer, ids } = house();
    const { id } = value(addGroup(store, officer, typed([ids[2], ids[0], ids[2]])));
    expect(acronyms(store, officer, id)).toEqual(["MIRE", "MIDES"]);
    expect(last(store)).toBe("institutions.group_added");
  });

  it("refuses a group of nobody, and a name in no language", () => {
    const { store, officer } = house();
    expect(refusal(addGroup(store, officer, typed([])))).toBe("nobody_chosen");
    expect(addGroupInput.safeParse({ name: { es: " " }, members: [] }).success).toBe(false);
  });

  it("is for those who keep the directory, with institutions of their own office", () => {
    const { store, officer, manager, other, ids } = house();
    expect(fault(() => addGroup(store, manager, typed([ids[0]])))).toBe("forbidden");
    expect(fault(() => addGroup(store, other, typed([ids[0]])))).toBe("not_found");
    expect(listGroups(store, officer)).toEqual([]);
  });
});

describe("editGroup", () => {
  it("changes name and members and records it; refuses an older version with what stands now", () => {
    const { store, officer, ids } = house();
    const { id } = value(addGroup(store, officer, typed([ids[0]])));
    const edit = editGroupInput.parse({ groupId: id, version: 1, name: { en: "Two" }, members: [ids[1], ids[2]] });
    value(editGroup(store, officer, edit));
    expect(acronyms(store, officer, id)).toEqual(["MINSA", "MIDES"]);
    expect(last(store)).toBe("institutions.group_edited");
    expect(editGroup(store, officer, edit)).toMatchObject({ code: "stale", current: { version: 2, "name.en": "Two" } });
  });

  it("is for those who keep the directory of the office", () => {
    const { store, officer, manager, other, ids } = house();
    const { id } = value(addGroup(store, officer, typed([ids[0]])));
    const edit = editGroupInput.parse({ groupId: id, version: 1, name: { en: "Mine" }, members: [ids[0]] });
    expect(fault(() => editGroup(store, manager, edit))).toBe("forbidden");
    expect(fault(() => editGroup(store, other, edit))).toBe("not_found");
    expect(listGroups(store, officer)[0]?.name).toEqual({ es: "Las tres" });
  });
});

describe("putGroup", () => {
  it("puts a group away and takes it back, and records both; a second time changes nothing", () => {
    const { store, officer, ids } = house();
    const { id } = value(addGroup(store, officer, typed([ids[0]])));
    value(putGroup(store, officer, { groupId: id, act: "archive" }));
    value(putGroup(store, officer, { groupId: id, act: "archive" }));
    expect(findGroup(store, officer, id)?.archivedAt).toBe(officer.now);
    value(putGroup(store, officer, { groupId: id, act: "restore" }));
    expect(
      store.db
        .select()
        .from(audits)
        .all()
        .map((a) => a.action),
    ).toEqual(["institutions.group_added", "institutions.group_archived", "institutions.group_restored"]);
  });

  it("is for those who keep the directory of the office", () => {
    const { store, officer, manager, other, ids } = house();
    const { id } = value(addGroup(store, officer, typed([ids[0]])));
    expect(fault(() => putGroup(store, manager, { groupId: id, act: "archive" }))).toBe("forbidden");
    expect(fault(() => putGroup(store, other, { groupId: id, act: "archive" }))).toBe("not_found");
  });
});

describe("membersOf", () => {
  it("meets the record kept in place of its double, also through two merges, and again both once that is undone", () => {
    const { store, officer, ids } = house();
    const [mire, minsa, mides] = ids;
    const { id } = value(addGroup(store, officer, typed([minsa, mides])));
    value(mergeInstitutions(store, officer, { keptId: mides, goneId: minsa }));
    expect(acronyms(store, officer, id)).toEqual(["MIDES"]);
    const second = value(mergeInstitutions(store, officer, { keptId: mire, goneId: mides }));
    expect(acronyms(store, officer, id)).toEqual(["MIRE"]);
    value(undoInstitutionMerge(store, officer, second));
    expect(acronyms(store, officer, id)).toEqual(["MIDES"]);
  });
});
