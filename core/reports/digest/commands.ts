import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { memberships, offices } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf, endOfDay, instantOf } from "@/lib/dates";
import type { Staff, System } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { enqueue } from "../../kernel/outbox";
import { accept, type Outcome } from "../../kernel/outcome";
import { takeTurn } from "../../kernel/turns";
import { pausesOf } from "../../offices/days/queries";
import { isOfficeHour } from "../../offices/days/rules";
import { canKeepProfile } from "../../offices/policy";
import { holidayDays, type Office } from "../../offices/queries";
import type { chooseDigestInput } from "./input";
import { digestOf, readersOf } from "./queries";
import { digestKey, isDigestDay } from "./rules";

/** Sets whether and how often the actor gets a digest of the office they work in; another of their offices keeps its own choice. */
export function chooseDigest(store: Store, actor: Staff, input: z.output<typeof chooseDigestInput>): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const own = and(eq(memberships.userId, actor.userId), eq(memberships.officeId, actor.officeId));
    const member = authorize(tx.db.select().from(memberships).where(own).get(), (m) => canKeepProfile(actor, m));
    const digest = input.digest === "none" ? null : input.digest;
    if (member.digest === digest) return accept({ userId: member.userId });
    tx.db.update(memberships).set({ digest }).where(eq(memberships.id, member.id)).run();
    record(
      tx,
      actor,
      "reports.digest_chosen",
      { type: "user", id: member.userId, officeId: member.officeId },
      { facts: { digest: input.digest }, before: { digest: member.digest }, after: { digest } },
    );
    return accept({ userId: member.userId });
  });
}

/**
 * Queues the digests of all offices whose hour has come, and returns how many. Each office has one turn a day, whichever
 * process takes it: who has nothing to read in the morning, or chooses a digest later, is not written to at another hour.
 */
export function sendDigests(store: Store, system: System): number {
  let n = 0;
  for (const office of store.db.select().from(offices).all()) {
    if (!isOfficeHour(office, system.now)) continue;
    const today = dayOf(system.now, office.zone);
    const off = { holidays: holidayDays(store, office.id), pauses: pausesOf(store, office.id) };
    if (!isDigestDay("daily", today, off)) continue;
    n += sendToday(store, system, office, today, isDigestDay("weekly", today, off));
  }
  return n;
}

function sendToday(store: Store, system: System, office: Office, today: string, weekly: boolean): number {
  const midnight = instantOf(`${today}T00:00`, office.zone) ?? Date.parse(`${today}T00:00:00Z`);
  return store.transaction((tx) => {
    if (!takeTurn(tx, `digest:${office.id}`, system.now, system.now - midnight)) return 0;
    let n = 0;
    for (const reader of readersOf(tx, office, system.now)) {
      const { digest, membershipId, user } = reader;
      if ((digest === "weekly" && !weekly) || digestOf(tx, reader).length === 0) continue;
      const queued = enqueue(tx, system, {
        kind: "digest",
        key: digestKey(digest, membershipId, today),
        officeId: office.id,
        to: { name: user.name, address: user.email },
        language: user.language,
        sendAfter: system.now,
        payload: { membershipId, digest, until: endOfDay(today, office.zone) },
      });
      if (queued) n++;
    }
    if (n > 0) record(tx, system, "reports.digests_sent", { type: "office", id: office.id, officeId: office.id }, { facts: { n } });
    return n;
  });
}
