import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { wordings as rows } from "@/db/schema";
import type { WordingAct } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { type Locale, locales } from "@/lib/locales";
import type { Words } from "@/lib/mail/words";
import type { Staff } from "../../kernel/actor";
import { type AuditAction, record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { canKeepOffice } from "../policy";
import { findOffice, type Office } from "../queries";
import type { saveWordingInput, settleWordingInput } from "./input";
import { ourWords, versionOf, wordsFor } from "./queries";
import { checkWords, greets, typeset, type Wording } from "./rules";

type Done = { kind: Wording };

/** The first thing that keeps a text from being a message of its kind, as a refusal at its field; `undefined` for a good one. */
export function refuseWords(kind: Wording, words: Words, at: (field: keyof Words) => string = (field) => field): Refused | undefined {
  const [problem] = checkWords(kind, words);
  if (!problem) return undefined;
  const field = at(problem.field);
  switch (problem.kind) {
    case "unknown":
      return refuse("words_unknown", {
        field,
        params: { name: `{{${problem.name}}}`, near: problem.near ? `{{${problem.near}}}` : "none" },
      });
    case "missing":
      return refuse("words_missing", { field, params: { name: `{{${problem.name}}}` } });
    case "alone":
      return refuse("words_alone", { field, params: { name: `{{${problem.name}}}` } });
    case "stray":
      return refuse("words_stray", { field, params: { mark: problem.name } });
    case "secret":
      return refuse("words_secret", { field });
  }
}

/** The same of a text of the office, which goes to many and so has to greet each of them. */
export const refuseText = (kind: Wording, words: Words, at: (field: keyof Words) => string = (field) => field): Refused | undefined =>
  refuseWords(kind, words, at) ??
  (greets(words) ? undefined : refuse("words_greeting", { field: at("body"), params: { name: "{{salutation}}" } }));

/** The office whose texts an administrator changes, and the number of the next save; a refusal where somebody saved meanwhile. */
function opened(tx: Store, actor: Staff, { kind, version }: { kind: Wording; version: number }): Outcome<Authorized<Office>> {
  const office = authorize(findOffice(tx, actor.officeId), (o) => canKeepOffice(actor, o));
  const last = versionOf(tx, office.id, kind);
  if (last === version) return accept(office);
  const now = locales.flatMap((language) => {
    const words = wordsFor(tx, office.id, kind, language);
    return [
      [`subject.${language}`, words.subject],
      [`body.${language}`, words.body],
    ];
  });
  return refuse("stale", { current: { ...Object.fromEntries(now), version: last } });
}

type Write = { kind: Wording; version: number; language: Locale; words: Words | null; act: WordingAct };

function write(tx: Store, actor: Staff, office: Authorized<Office>, { version, ...row }: Write): void {
  tx.db
    .insert(rows)
    .values({ id: newId("wrd", actor.now), officeId: office.id, ...row, version: version + 1, at: actor.now, byId: actor.userId })
    .run();
}

const note = (tx: Store, actor: Staff, { id }: Office, action: AuditAction, kind: Wording, change: Parameters<typeof record>[4] = {}) =>
  record(tx, actor, action, { type: "office", id, officeId: id }, { ...change, facts: { kind } });

/**
 * Saves what the office says for one kind, in the languages where it changed. A text left empty, or the same as ours, is
 * ours again. Refuses half a text, a placeholder that is unknown, one that is needed and missing, and a secret address.
 */
export function saveWording(store: Store, actor: Staff, input: z.output<typeof saveWordingInput>): Outcome<Done> {
  return store.transaction((tx) => {
    const found = opened(tx, actor, input);
    if (!found.ok) return found;
    const { kind, version } = input;
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    for (const language of locales) {
      const [subject, body] = [input.subject[language] ?? "", input.body[language] ?? ""].map((text) => typeset(text, language)) as [
        string,
        string,
      ];
      if (!subject !== !body) return refuse("words_half", { field: `${subject ? "body" : "subject"}.${language}` });
      const ours = ourWords(kind, language);
      const words = (subject === ours.subject && body === ours.body) || !subject ? null : { subject, body };
      const wrong = words && refuseText(kind, words, (field) => `${field}.${language}`);
      if (wrong) return wrong;
      const stands = wordsFor(tx, found.value.id, kind, language);
      const next = words ?? ours;
      if (next.subject === stands.subject && next.body === stands.body) continue;
      write(tx, actor, found.value, { kind, version, language, words, act: words ? "changed" : "ours" });
      before[language] = stands;
      after[language] = next;
    }
    if (Object.keys(after).length > 0) note(tx, actor, found.value, "offices.wording_changed", kind, { before, after });
    return accept({ kind });
  });
}

/** Says that a text is right as it stands, gives it back to ours, or brings an earlier save back. Refuses one whose placeholders are no longer known. */
export function settleWording(store: Store, actor: Staff, input: z.output<typeof settleWordingInput>): Outcome<Done> {
  return store.transaction((tx) => {
    const found = opened(tx, actor, input);
    if (!found.ok) return found;
    const { kind, version } = input;
    const [act, on] = input.act;
    const earlier = act === "back" ? savedBefore(tx, found.value, kind, on) : undefined;
    const language = earlier?.language ?? (on as Locale);
    const stands = wordsFor(tx, found.value.id, kind, language);
    const ours = ourWords(kind, language);
    if (act === "right") {
      const own = stands.subject === ours.subject && stands.body === ours.body ? null : stands;
      write(tx, actor, found.value, { kind, version, language, words: own, act: "confirmed" });
      note(tx, actor, found.value, "offices.wording_confirmed", kind);
      return accept({ kind });
    }
    const words = earlier?.words ?? null;
    const wrong = words && refuseText(kind, words);
    if (wrong) return { ...wrong, field: undefined };
    write(tx, actor, found.value, { kind, version, language, words, act: words ? "restored" : "ours" });
    note(tx, actor, found.value, "offices.wording_restored", kind, {
      before: { [language]: stands },
      after: { [language]: words ?? ours },
    });
    return accept({ kind });
  });
}

function savedBefore(tx: Store, office: Authorized<Office>, kind: Wording, id: string): { language: Locale; words: Words | null } {
  const row = tx.db
    .select({ language: rows.language, words: rows.words })
    .from(rows)
    .where(and(eq(rows.officeId, office.id), eq(rows.kind, kind), eq(rows.id, id)))
    .get();
  if (!row) throw notFound();
  return row;
}
