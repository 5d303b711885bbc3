import { eq } from "drizzle-orm";
import type { z } from "zod";
import { offices } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Actor, Staff, System } from "../../kernel/actor";
import { type AuditAction, record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { officeFor, ofOffice } from "../commands";
import { canKeepOffice, canOpenOffice } from "../policy";
import { findOffice, type Office } from "../queries";
import type { askParentInput, childInput } from "./input";
import { askingOf, childrenOf, descendantsOf, officeByKey } from "./queries";

type Placed = { officeId: string };

const own = (tx: Store, actor: Staff) => authorize(officeFor(tx, actor), (o) => canKeepOffice(actor, o));

function place(tx: Store, actor: Actor, office: Authorized<Office>, set: Partial<Office>, action: AuditAction): Outcome<Placed> {
  tx.db
    .update(offices)
    .set({ ...set, version: office.version + 1 })
    .where(eq(offices.id, office.id))
    .run();
  record(tx, actor, action, ofOffice(office));
  return accept({ officeId: office.id });
}

/** Whether an office would hang on itself, over however many others. */
const makesCircle = (tx: Store, child: Office, parent: Office): boolean =>
  child.id === parent.id || descendantsOf(tx, child.id).some(({ id }) => id === parent.id);

/** Asks another office to be the one this one reports to; its administrators decide. Refuses an unknown key, its own and a circle. */
export function askParent(store: Store, actor: Staff, input: z.output<typeof askParentInput>): Outcome<Placed> {
  return store.transaction((tx) => {
    const office = own(tx, actor);
    const parent = officeByKey(tx, input.key.toLowerCase());
    if (!parent) return refuse("office_unknown", { field: "key" });
    if (parent.id === office.id) return refuse("office_itself", { field: "key" });
    if (makesCircle(tx, office, parent)) return refuse("office_circle", { field: "key" });
    return place(tx, actor, office, { parentAskedId: parent.id }, "offices.parent_asked");
  });
}

/** Takes the question back. */
export function takeBackParent(store: Store, actor: Staff): Outcome<Placed> {
  return store.transaction((tx) => place(tx, actor, own(tx, actor), { parentAskedId: null }, "offices.parent_not_asked"));
}

/** Reports to nobody from now on; nobody is asked for that. */
export function leaveParent(store: Store, actor: Staff): Outcome<Placed> {
  return store.transaction((tx) => place(tx, actor, own(tx, actor), { parentId: null, parentAskedId: null }, "offices.parent_left"));
}

/** Takes an office in that asked for it: its totals are read from now on. Refuses a circle that came about meanwhile. */
export function acceptChild(store: Store, actor: Staff, input: z.output<typeof childInput>): Outcome<Placed> {
  return store.transaction((tx) => {
    const parent = own(tx, actor);
    const child = authorize(
      askingOf(tx, parent.id).find(({ id }) => id === input.officeId),
      () => true,
    );
    if (makesCircle(tx, child, parent)) return refuse("office_circle");
    record(tx, actor, "offices.child_accepted", ofOffice(parent));
    return place(tx, actor, child, { parentId: parent.id, parentAskedId: null }, "offices.parent_given");
  });
}

/** Does not take an office in that asked for it, or lets one go. */
export function declineChild(store: Store, actor: Staff, input: z.output<typeof childInput>): Outcome<Placed> {
  return store.transaction((tx) => {
    const parent = own(tx, actor);
    const child = authorize(
      [...askingOf(tx, parent.id), ...childrenOf(tx, parent.id)].find(({ id }) => id === input.officeId),
      () => true,
    );
    record(tx, actor, "offices.child_declined", ofOffice(parent));
    const parentId = child.parentId === parent.id ? null : child.parentId;
    const parentAskedId = child.parentAskedId === parent.id ? null : child.parentAskedId;
    return place(tx, actor, child, { parentId, parentAskedId }, "offices.parent_taken");
  });
}

/** Puts an office under another one, or under none, for whoever runs the server. */
export function setParent(store: Store, actor: System, input: { key: string; parentKey?: string }): Outcome<Placed> {
  return store.transaction((tx) => {
    authorize(input, () => canOpenOffice(actor));
    const child = officeByKey(tx, input.key);
    const parent = input.parentKey === undefined ? undefined : officeByKey(tx, input.parentKey);
    if (!child || (input.parentKey !== undefined && !parent)) return refuse("office_unknown");
    if (parent && makesCircle(tx, child, parent)) return refuse("office_circle");
    const office = authorize(findOffice(tx, child.id), (o) => canKeepOffice(actor, o));
    return place(
      tx,
      actor,
      office,
      { parentId: parent?.id ?? null, parentAskedId: null },
      parent ? "offices.parent_given" : "offices.parent_taken",
    );
  });
}
