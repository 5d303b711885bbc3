import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { at, createdAt, id, json, officeId } from "../columns";
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
    /** Wrong codes of a second factor typed in it. */
    factorTries: integer("factor_tries").notNull().default(0),
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

export const attemptKinds = ["provider", "passkey", "new_passkey"] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/** What a browser must bring back from a provider or a passkey: made for one browser, taken once, gone after minutes. */
export const signInAttempts = sqliteTable(
  "sign_in_attempt",
  {
    id: id(),
    kind: text("kind").$type<AttemptKind>().notNull(),
    browserHash: text("browser_hash").notNull(),
    payload: json<Record<string, string>>("payload").notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [index("sign_in_attempt_browser_ix").on(t.browserHash, t.kind), index("sign_in_attempt_expires_ix").on(t.expiresAt)],
);

/** Who a person is at an OpenID provider: its name for them never changes, their address may. */
export const identities = sqliteTable(
  "identity",
  {
    id: id(),
    userId: userId(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("identity_subject_ix").on(t.issuer, t.subject), uniqueIndex("identity_user_ix").on(t.userId, t.issuer)],
);

/** The app on a person's telephone that shows a new code every thirty seconds. Not in force before its first code was typed. */
export const authenticators = sqliteTable("authenticator", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id),
  /** Sealed with the installation's key. */
  secret: text("secret").notNull(),
  confirmedAt: at("confirmed_at"),
  /** The thirty seconds whose code was used last: no code counts twice. */
  lastStep: integer("last_step"),
  createdAt: createdAt(),
});

/** A passkey of a person: the public half of it. */
export const passkeys = sqliteTable(
  "passkey",
  {
    id: id(),
    userId: userId(),
    credentialId: text("credential_id").notNull(),
    publicKey: text("public_key").notNull(),
    counter: integer("counter").notNull(),
    transports: json<string[]>("transports").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
    usedAt: at("used_at"),
  },
  (t) => [uniqueIndex("passkey_credential_ix").on(t.credentialId), index("passkey_user_ix").on(t.userId)],
);

/** A code on paper that stands in for a lost second factor, once. The code itself is computed from the row's identifier. */
export const recoveryCodes = sqliteTable(
  "recovery_code",
  {
    id: id(),
    userId: userId(),
    createdAt: createdAt(),
    /** When its owner had put it away: no page shows it since. */
    keptAt: at("kept_at"),
    usedAt: at("used_at"),
  },
  (t) => [index("recovery_code_user_ix").on(t.userId)],
);
