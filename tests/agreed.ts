import { eq, sql } from "drizzle-orm";
import { addFollowUp } from "@/core/followups/commands";
import { findFollowUp, type Shared } from "@/core/followups/queries";
import type { Invitee, Staff } from "@/core/kernel/actor";
import { audits, followUps, followUpUpdates } from "@/db/schema";
import type { FollowUpState } from "@/db/schema/followups";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { anInstitution, anOffice, aStaff, emptyStore, NOW } from "./factories";
import { value } from "./invited";

export type Agreed = {
  store: Store;
  officeId: string;
  officer: Staff;
  manager: Staff;
  /** A manager of another office. */
  stranger: Staff;
  mides: string;
  inamu: string;
};

/** An office with two institutions, an officer and a manager; and a manager of another office. */
export function agreed(): Agreed {
  const store = emptyStore();
  const officeId = anOffice(store);
  return {
    store,
    officeId,
    officer: aStaff(store, officeId, "officer"),
    manager: aStaff(store, officeId, "manager"),
    stranger: aStaff(store, anOffice(store, "cr"), "manager"),
    mides: anInstitution(store, officeId, { acronym: "MIDES", name: "Ministerio de Desarrollo Social", precedence: 20 }).institutionId,
    inamu: anInstitution(store, officeId, { acronym: "INAMU", name: "Instituto Nacional de la Mujer", precedence: 30 }).institutionId,
  };
}

type Wish = {
  what?: string;
  lead?: { kind: "institution" | "office" | "person"; id?: string };
  parties?: string[];
  dueOn?: string;
  state?: FollowUpState;
  newsAt?: number;
  briefingId?: string;
  project?: string;
};

/** A follow-up led by MIDES, due Friday 26 November 2021, in any state. */
export function aFollowUp(world: Agreed, wish: Wish = {}): string {
  const { id } = value(
    addFollowUp(world.store, world.officer, {
      what: wish.what ?? "Share the referral protocol",
      lead: wish.lead ?? { kind: "institution", id: world.mides },
      parties: wish.parties ?? [],
      dueOn: "dueOn" in wish ? wish.dueOn : "2021-11-26",
      briefingId: wish.briefingId,
      agendaItemId: undefined,
      projectCode: wish.project,
      origin: undefined,
      proposed: wish.state === "proposed",
    }),
  );
  world.store.db
    .update(followUps)
    .set({ state: wish.state ?? "open", newsAt: wish.newsAt ?? NOW })
    .where(eq(followUps.id, id))
    .run();
  return id;
}

/** The follow-up as it stands. */
export function standing(world: Agreed, id: string): Shared {
  const found = findFollowUp(world.store, world.officer, id);
  if (!found) throw new Error("no such follow-up");
  return found;
}

/** The lines of its story, the newest first. */
export const lines = (world: Agreed, id: string) =>
  world.store.db.select().from(followUpUpdates).where(eq(followUpUpdates.followUpId, id)).orderBy(sql`rowid desc`).all();

/** What the audit says of it, the newest first. */
export const audited = (store: Store, id: string): string[] =>
  store.db
    .select({ action: audits.action })
    .from(audits)
    .where(eq(audits.subjectId, id))
    .orderBy(sql`rowid desc`)
    .all()
    .map((a) => a.action);

/** Whoever holds a link of this institution. */
export const liaisonOf = (world: Agreed, institutionId: string, now = NOW): Invitee => ({
  kind: "invitee",
  officeId: world.officeId,
  briefingId: newId("brf"),
  invitationId: newId("inv"),
  institutionId,
  linkId: newId("lnk"),
  now,
});

/** The kind of fault an act ends with. */
export function fault(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return (thrown as { fault?: string }).fault;
  }
}
