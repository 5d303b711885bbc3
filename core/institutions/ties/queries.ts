import { and, eq, isNull, or } from "drizzle-orm";
import { institutionMembers, institutionSuccessions, institutions } from "@/db/schema";
import type { HandedOver } from "@/db/schema/institutions";
import type { Store } from "@/db/store";
import { addDays } from "@/lib/dates";
import { type Institution, type NameOn, namesOn } from "../queries";
import type { SuccessionKind, successionWays } from "./input";

/** An institution that came before or after another one, and what each of the two was called when the one gave way to the other. */
export type Succession = {
  institution: Institution;
  how: (typeof successionWays)[number];
  kind: SuccessionKind;
  fromId: string;
  toId: string;
  on: string | null;
  act: string | null;
  self: NameOn;
  other: NameOn;
};

/** The services that hang under an institution, by precedence. */
export function servicesOf(store: Store, officeId: string, institutionId: string): Institution[] {
  return store.db
    .select()
    .from(institutions)
    .where(and(eq(institutions.officeId, officeId), eq(institutions.parentId, institutionId)))
    .orderBy(institutions.precedence)
    .all();
}

/** What an institution came from and what followed it, by date. */
export function successionsOf(store: Store, officeId: string, institutionId: string, today: string): Succession[] {
  const link = institutionSuccessions;
  return store.db
    .select({ link, institution: institutions })
    .from(link)
    .innerJoin(
      institutions,
      or(
        and(eq(link.fromId, institutionId), eq(institutions.id, link.toId)),
        and(eq(link.toId, institutionId), eq(institutions.id, link.fromId)),
      ),
    )
    .where(and(eq(link.officeId, officeId), eq(institutions.officeId, officeId)))
    .all()
    .map(({ link: { fromId, toId, kind, on, act }, institution }) => {
      const direction = fromId === institutionId ? ("after" as const) : ("before" as const);
      const called = (id: string) => namesOn(store, officeId, [id], nameDay(id === fromId, on, today)).get(id) ?? nameless;
      return {
        institution,
        how: `${direction}.${kind}` as Succession["how"],
        kind: kind as SuccessionKind,
        fromId,
        toId,
        on,
        act,
        self: called(institutionId),
        other: called(institution.id),
      };
    })
    .sort((a, b) => (a.on ?? "").localeCompare(b.on ?? ""));
}

/** What went over to heirs when a succession was recorded; `undefined` for one that is not of the office. */
export function handedOver(store: Store, officeId: string, of: { fromId: string; toId: string; kind: string }): HandedOver | undefined {
  const link = institutionSuccessions;
  return store.db
    .select({ handed: link.handed })
    .from(link)
    .where(and(eq(link.officeId, officeId), eq(link.fromId, of.fromId), eq(link.toId, of.toId), eq(link.kind, of.kind)))
    .get()?.handed;
}

const nameless: NameOn = { acronym: null, name: {}, article: {} };

/** What gives way is called by its last name before that day, what comes by the name it has on it. */
const nameDay = (givesWay: boolean, on: string | null, today: string): string => (on ? (givesWay ? addDays(on, -1) : on) : today);

/** The institutions a commission is made of, and the commissions an institution sits in; by precedence. */
export function membersOf(store: Store, officeId: string, id: string): { members: Institution[]; commissions: Institution[] } {
  const of = institutionMembers;
  const joined = (side: "memberId" | "commissionId", other: "memberId" | "commissionId") =>
    store.db
      .select({ institution: institutions })
      .from(of)
      .innerJoin(institutions, and(eq(institutions.officeId, of.officeId), eq(institutions.id, of[side])))
      .where(and(eq(of.officeId, officeId), eq(of[other], id)))
      .orderBy(institutions.precedence)
      .all()
      .map((row) => row.institution);
  return { members: joined("memberId", "commissionId"), commissions: joined("commissionId", "memberId") };
}

/** Every institution of an office for a list to choose from, by precedence. */
export function institutionChoices(store: Store, officeId: string): Institution[] {
  return store.db
    .select()
    .from(institutions)
    .where(and(eq(institutions.officeId, officeId), isNull(institutions.archivedAt)))
    .orderBy(institutions.precedence)
    .all();
}
