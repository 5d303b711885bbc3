import { isSpoken, type Spoken, spoken } from "../../invitations/sending/rules";
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

/** What a kind is called in a list and asked for by: what tells of a change has a name for each of its words. */
export const namesOfKind = (kind: string): string[] =>
  kind === "change" ? [...spoken] : kind === "nominee_change" ? spoken.map((said) => `nominee_${said}`) : [kind];

/** The kind and the words behind such a name. */
export function kindNamed(name: string): { kind: string; said?: Spoken } {
  const said = name.replace(/^nominee_/, "");
  return isSpoken(said) ? { kind: said === name ? "change" : "nominee_change", said } : { kind: name };
}

/** The kind of a test: the words of another message, to the colleague who asked for them. No mail of the office's: listed where it is asked for. */
export const TEST = "test";
