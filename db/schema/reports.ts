import { sql } from "drizzle-orm";
import { foreignKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { at, createdAt, id, officeId } from "../columns";
import { offices, users } from "./offices";

/** What a subscribed calendar shows: meetings alone, or last days to reply and due dates too. */
export const feedContents = ["meetings", "all"] as const;
export type FeedContents = (typeof feedContents)[number];

/** The private address at which a member's calendar program reads the office's meetings. Its token is derived from the id; here stands its hash. */
export const calendarFeeds = sqliteTable(
  "calendar_feed",
  {
    id: id(),
    officeId: officeId(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    tokenHash: text("token_hash").notNull(),
    contents: text("contents").$type<FeedContents>().notNull(),
    createdAt: createdAt(),
    revokedAt: at("revoked_at"),
  },
  (t) => [
    uniqueIndex("calendar_feed_token_ix").on(t.tokenHash),
    uniqueIndex("calendar_feed_one_ix").on(t.officeId, t.userId).where(sql`${t.revokedAt} is null`),
    foreignKey({ columns: [t.officeId], foreignColumns: [offices.id] }),
  ],
);
