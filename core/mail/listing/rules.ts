import type { Message } from "../../kernel/outbox";

/** The views of the list, in their order. */
export const shows = ["look", "planned", "held", "waiting", "sent", "answered", "returned", "cancelled", "all"] as const;
export type Show = (typeof shows)[number];
/** Those that are messages already. */
export type Listed = Exclude<Show, "planned" | "held">;
export const isShow = (value: unknown): value is Show => (shows as readonly unknown[]).includes(value);

/** What lets a colleague in, tells of it, or is written to them by their own choice: theirs alone. It is listed only while somebody has to look at it, and its words never. */
export const PRIVATE = ["sign_in", "welcome", "new_sign_in", "factor_changed", "digest"] as const;
export const isPrivate = ({ kind }: Pick<Message, "kind">): boolean => (PRIVATE as readonly string[]).includes(kind);

/** Messages an institution answers to; a receipt or news of a seat asks for nothing. */
export const ASKING = ["invitation", "reminder", "change", "new_link"] as const;
