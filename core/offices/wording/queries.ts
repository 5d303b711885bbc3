import { and, desc, eq, max } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { invitations, wordings as rows, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { type Locale, locales } from "@/lib/locales";
import type { Words } from "@/lib/mail/words";
import { catalogues } from "@/lib/messages";
import type { Staff } from "../../kernel/actor";
import type { Message } from "../../kernel/outbox";
import { checkWords, kindOfMessage, type Wording, wordingKinds } from "./rules";

export type WordingRow = typeof rows.$inferSelect;

/** Our text of a kind in a language. */
export const ourWords = (kind: Wording, language: Locale): Words => catalogues[language].wording.texts[kind];

/** What an office says: its own words, else ours. */
export function wordsFor(store: Store, officeId: string, kind: Wording, language: Locale): Words {
  const last = prepared(store, "wording.last", (db) =>
    db
      .select({ words: rows.words })
      .from(rows)
      .where(and(eq(rows.officeId, given("officeId")), eq(rows.kind, given("kind")), eq(rows.language, given("language"))))
      .orderBy(desc(rows.version))
      .limit(1)
      .prepare(),
  ).get({ officeId, kind, language });
  return last?.words ?? ourWords(kind, language);
}

/**
 * The words a message is written in: its own, else the office's. Own words with a fault are no message: whoever edited
 * it has to look again. Words of the office that no longer hold give way to ours.
 */
export function wordsOf(store: Store, officeId: string, kind: Wording, language: Locale, own?: Words | null): Words {
  if (own && checkWords(kind, own).length > 0) throw new Error(`The own words of a message (${kind}) cannot be sent.`);
  if (own) return own;
  const words = wordsFor(store, officeId, kind, language);
  return checkWords(kind, words).length > 0 ? ourWords(kind, language) : words;
}

/** Which text a message is written from, and its words before anyone edits it; `undefined` for one that nobody words. */
export function wordingOf(store: Store, message: Message): { kind: Wording; words: Words } | undefined {
  const { officeId, invitationId, language } = message;
  const kind = kindOfMessage(message);
  if (!kind || !officeId) return undefined;
  const invitation = invitationId
    ? store.db
        .select({ answer: invitations.answer, words: invitations.words })
        .from(invitations)
        .where(and(eq(invitations.officeId, officeId), eq(invitations.id, invitationId)))
        .get()
    : undefined;
  // Whoever has answered is reminded of a new date.
  const said = kind === "reminder" && invitation?.answer ? "new_date" : kind;
  const own = kind === "invitation" && invitation?.words?.language === language ? invitation.words : undefined;
  return { kind: said, words: message.words ?? own ?? wordsFor(store, officeId, said, language) };
}

/** Every save of a kind's texts, the latest first, with who made it. */
export function versionsOf(store: Store, actor: Staff, kind: Wording): (WordingRow & { by: string })[] {
  return store.db
    .select({ row: rows, by: users.name })
    .from(rows)
    .innerJoin(users, eq(users.id, rows.byId))
    .where(and(eq(rows.officeId, actor.officeId), eq(rows.kind, kind)))
    .orderBy(desc(rows.version), desc(rows.id))
    .all()
    .map(({ row, by }) => ({ ...row, by }));
}

/** The number of a kind's last save in the office; 0 before the first. */
export const versionOf = (store: Store, officeId: string, kind: Wording): number =>
  store.db
    .select({ n: max(rows.version) })
    .from(rows)
    .where(and(eq(rows.officeId, officeId), eq(rows.kind, kind)))
    .get()?.n ?? 0;

/** How a text of one language stands: ours or the office's, since when, and whether another language was saved after it. */
export type Standing = { language: Locale; words: Words; own: boolean; at: number | null; outdated: boolean };

/** Every kind with its three languages as they stand. */
export function standings(store: Store, actor: Staff): Map<Wording, Standing[]> {
  const saved = store.db.select().from(rows).where(eq(rows.officeId, actor.officeId)).orderBy(rows.version).all();
  return new Map(
    wordingKinds.map((kind) => {
      const own = saved.filter((row) => row.kind === kind);
      return [kind, locales.map((language) => standing(kind, language, own))];
    }),
  );
}

function standing(kind: Wording, language: Locale, saved: WordingRow[]): Standing {
  const lastIn = (wished: Locale) => saved.findLast((row) => row.language === wished);
  const last = lastIn(language);
  // Our texts say the same in every language: beside one of ours, only a text of the office's own can be ahead.
  const ahead = (row: WordingRow): boolean => row.act !== "confirmed" && Boolean(last?.words ?? lastIn(row.language)?.words);
  const changed = saved.findLast(ahead)?.version ?? 0;
  return {
    language,
    words: last?.words ?? ourWords(kind, language),
    own: Boolean(last?.words),
    at: last?.at ?? null,
    outdated: (last?.version ?? 0) < changed,
  };
}
