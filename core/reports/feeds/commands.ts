import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { calendarFeeds } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { hashToken } from "@/lib/tokens";
import type { Actor, Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome } from "../../kernel/outcome";
import type { openFeedInput } from "./input";
import { canKeepFeed } from "./policy";
import { feedToken } from "./queries";

/** The office and person a feed would be of. Only staff have one. */
const ownOf = (actor: Actor) =>
  authorize(actor.kind === "staff" ? { officeId: actor.officeId, userId: actor.userId } : undefined, (own) => canKeepFeed(actor, own));

const subject = ({ officeId, userId }: { officeId: string; userId: string }) => ({ type: "user" as const, id: userId, officeId });

/** Gives the actor a fresh private address of this office's calendar; one given before opens nothing any more. */
export function openFeed(store: Store, actor: Staff, input: z.output<typeof openFeedInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const own = ownOf(actor);
    revoke(tx, own, actor.now);
    const id = newId("cal", actor.now);
    tx.db
      .insert(calendarFeeds)
      .values({ id, ...own, tokenHash: hashToken(feedToken(id)), contents: input.contents, createdAt: actor.now })
      .run();
    record(tx, actor, "reports.feed_opened", subject(own));
    return accept({ id });
  });
}

/** Takes the actor's private address away; calendars that read it are answered like any wrong address. */
export function closeFeed(store: Store, actor: Staff): Outcome<{ closed: number }> {
  return store.transaction((tx) => {
    const own = ownOf(actor);
    const closed = revoke(tx, own, actor.now);
    if (closed > 0) record(tx, actor, "reports.feed_closed", subject(own));
    return accept({ closed });
  });
}

const revoke = (tx: Store, { officeId, userId }: { officeId: string; userId: string }, now: number): number =>
  tx.db
    .update(calendarFeeds)
    .set({ revokedAt: now })
    .where(and(eq(calendarFeeds.officeId, officeId), eq(calendarFeeds.userId, userId), isNull(calendarFeeds.revokedAt)))
    .run().changes;
