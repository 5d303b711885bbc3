import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { at, createdAt, id, officeId } from "../columns";
import { offices, users } from "./offices";

/** How a person came in. */
export const ways = ["link", "code", "provider", "passkey", "demo"] as const;
export type Way = (typeof ways)[number];

const userId = () =>
  text("user_id")
    .notNull()
    .references(() => users.id);

/** A signed-in browser. The cookie carries its id; the row is read at each request, so ending it acts at once. */
export const sessions = sqliteTable(
  "session",
  {
    id: id(),
    userId: userId(),
    officeId: officeId(),
    way: text("way").$type<Way>().notNull().default("link"),
    /** When a second factor was shown in it; without one it opens nothing to a person who has one or must have one. */
    factorAt: at("factor_at"),
    /** What it is, as a key of the vocabularies `browsers` and `systems`; never the browser's whole description of itself. */
    browser: text("browser"),
    system: text("system"),
    /** Hash of the mark this browser carries for a year, by which it is known again. */
    browserHash: text("browser_hash"),
    createdAt: createdAt(),
    seenAt: at("seen_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    endedAt: at("ended_at"),
  },
  (t) => [index("session_user_ix").on(t.userId), foreignKey({ columns: [t.officeId], foreignColumns: [offices.id] })],
);

/** A one-time sign-in link; only the hash of its token is kept, and nothing of the code that goes with it. */
export const signInLinks = sqliteTable(
  "sign_in_link",
  {
    id: id(),
    userId: userId(),
    tokenHash: text("token_hash").notNull(),
    /** Where the person was going; a path of ours. */
    next: text("next"),
    /** Hash of the cookie of the browser that asked; null when it was asked for elsewhere. Another browser is told so. */
    browserHash: text("browser_hash"),
    /** Wrong codes typed for it. */
    codeTries: integer("code_tries").notNull().default(0),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [
    uniqueIndex("sign_in_link_token_ix").on(t.tokenHash),
    index("sign_in_link_user_ix").on(t.userId, t.createdAt),
    index("sign_in_link_browser_ix").on(t.browserHash),
  ],
);
