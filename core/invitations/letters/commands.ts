import { and, eq, max } from "drizzle-orm";
import type { z } from "zod";
import { letterPlans, letters } from "@/db/schema";
import type { LetterFile, LetterScan } from "@/db/schema/letters";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n";
import { newId } from "@/lib/ids";
import { fold } from "@/lib/text";
import { type Briefing, findBriefing } from "../../briefings/queries";
import { type Actor, actorId } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { findOffice } from "../../offices/queries";
import { chosenOf, invitationsByIds } from "../queries";
import type { dropScanInput, issueLettersInput, planLettersInput, reissueLettersInput, voidLetterInput } from "./input";
import { composed, type Gathered } from "./mail";
import { canIssue } from "./policy";
import { filesOf, findLetter, gathered, type Letter, planOf, standingLetters } from "./queries";
import { daysOfLetters, numberText, outdatedIn } from "./rules";

/** A letter as the audit names it: of the institution its invitation is to. */
const subjectOf = (
  tx: Store,
  { id, officeId, briefingId, invitationId }: Pick<Letter, "id" | "officeId" | "briefingId" | "invitationId">,
): Subject => ({
  type: "letter",
  id,
  officeId,
  briefingId,
  institutionId: invitationsByIds(tx, officeId, [invitationId]).get(invitationId)?.institutionId,
});

const briefingOf = (tx: Store, actor: Actor, id: string): Authorized<Briefing> =>
  authorize(findBriefing(tx, actor, id), (b) => canIssue(actor, b));

const letterOf = (tx: Store, actor: Actor, id: string): Authorized<Letter> =>
  authorize(findLetter(tx, actor, id), (letter) => canIssue(actor, letter));

/** Sets what stands on every letter of a briefing from now on; issued ones keep theirs. Refuses a save on an older version. */
export function planLetters(store: Store, actor: Actor, input: z.output<typeof planLettersInput>): Outcome<{ briefingId: string }> {
  return store.transaction((tx) => {
    const briefing = briefingOf(tx, actor, input.briefingId);
    const { version, ...before } = planOf(tx, briefing);
    const { briefingId, version: seen, day = null, ...wished } = input;
    if (version !== seen) return refuse("stale", { current: { ...before, version } });
    const wrong = refuseDay(tx, actor, briefing, day);
    if (wrong) return wrong;
    const after = { day, ...wished, version: version + 1 };
    tx.db
      .insert(letterPlans)
      .values({ briefingId, officeId: briefing.officeId, ...after })
      .onConflictDoUpdate({ target: letterPlans.briefingId, set: after })
      .run();
    record(tx, actor, "letters.planned", { type: "briefing", id: briefingId, officeId: briefing.officeId, briefingId });
    return accept({ briefingId });
  });
}

/** A day no letter of a briefing can bear: long before the briefing was begun, or after the meeting. */
function refuseDay(tx: Store, actor: Actor, briefing: Briefing, day: string | null): Refused | undefined {
  if (day === null) return undefined;
  const { zone } = findOffice(tx, briefing.officeId);
  const [from, to] = daysOfLetters(briefing, zone, dayOf(actor.now, zone));
  return day < from || day > to ? refuse("letter_day", { field: "day", params: { from, to } }) : undefined;
}

/** Why a briefing's letters cannot be issued now. */
function closed({ state, dateOpen }: Briefing): Refused | undefined {
  if (dateOpen) return refuse("date_is_open");
  return state === "cancelled" ? refuse("briefing_closed", { params: { state } }) : undefined;
}

/** The next free place in the office's register of a year. Only within the transaction that takes it. */
function nextPlace(tx: Store, officeId: string, year: number): number {
  const row = tx.db
    .select({ last: max(letters.n) })
    .from(letters)
    .where(and(eq(letters.officeId, officeId), eq(letters.year, year)))
    .get();
  return (row?.last ?? 0) + 1;
}

/**
 * Gives each chosen invitation's letter its number and keeps its words as they stand now. One that has a letter already
 * is refused: the old one is voided first. The files follow (`fileLetter`), made of the words that were kept.
 */
export function issueLetters(
  store: Store,
  actor: Actor,
  input: z.output<typeof issueLettersInput>,
): Outcome<{ briefingId: string; letters: string[] }> {
  return store.transaction((tx) => {
    const briefing = briefingOf(tx, actor, input.briefingId);
    const chosen = chosenOf(tx, briefing, input.invitations);
    const refused = closed(briefing);
    if (refused) return refused;
    if (chosen.length === 0) return refuse("nobody_chosen");
    if (input.count !== chosen.length) return refuse("count_differs", { field: "count", params: { n: chosen.length } });
    if (chosen.some((one) => one.state === "withdrawn")) return refuse("invitation_withdrawn");
    const standing = standingLetters(tx, briefing.officeId, briefing.id);
    const wrong = refuseDay(tx, actor, briefing, planOf(tx, briefing).day);
    if (wrong) return wrong;
    const again = chosen.filter((one) => standing.has(one.id)).length;
    if (again > 0) return refuse("letter_stands", { params: { n: again } });
    const ids = gathered(tx, briefing, chosen, actor.now).map((given) => put(tx, actor, given).id);
    return accept({ briefingId: briefing.id, letters: ids });
  });
}

/** Gives a letter the next number of the year it is issued in, whatever day it bears, and keeps its words; `replaced` is the one it takes the place of. */
function put(tx: Store, actor: Actor, given: Gathered, replaced?: Letter): { id: string; number: string } {
  const { office, invitation, kind, day, briefing } = given;
  const year = Number(dayOf(actor.now, office.zone).slice(0, 4));
  const n = nextPlace(tx, briefing.officeId, year);
  const number = numberText(office.registerPrefix, n, year);
  const sheet = composed(given, number, replaced?.number);
  const letter = {
    id: newId("let", actor.now),
    officeId: briefing.officeId,
    year,
    n,
    number,
    kind,
    briefingId: briefing.id,
    invitationId: invitation.id,
    language: invitation.language,
    day,
    sheet,
    searchText: fold([number, given.institution.acronym, ...sheet.address, sheet.title, sheet.via].filter(Boolean).join(" ")),
    issuedBy: actorId(actor),
    createdAt: actor.now,
  };
  tx.db.insert(letters).values(letter).run();
  record(tx, actor, "letters.issued", subjectOf(tx, letter), { facts: { number, kind } });
  return letter;
}

/**
 * Issues letters anew whose words no longer hold: each gets a new number and says which one it replaces, and the old one
 * is void with that as its reason.
 */
export function reissueLetters(
  store: Store,
  actor: Actor,
  input: z.output<typeof reissueLettersInput>,
): Outcome<{ briefingId: string; letters: string[] }> {
  return store.transaction((tx) => {
    const briefing = briefingOf(tx, actor, input.briefingId);
    const refused = closed(briefing);
    if (refused) return refused;
    const standing = standingLetters(tx, briefing.officeId, briefing.id);
    const old = new Map([...standing].filter(([, letter]) => input.letters.includes(letter.id) && outdatedIn(letter, briefing).length > 0));
    const chosen = old.size > 0 ? chosenOf(tx, briefing, [...old.keys()]).filter((one) => one.state !== "withdrawn") : [];
    if (chosen.length === 0) return refuse("letters_hold");
    const ids = gathered(tx, briefing, chosen, actor.now).map((given) => {
      const replaced = old.get(given.invitation.id);
      const today = dayOf(actor.now, given.office.zone);
      const letter = put(tx, actor, { ...given, day: given.day > today ? given.day : today }, replaced);
      if (replaced)
        declareVoid(tx, actor, replaced, translator(given.office.language)("letters.outdated.reason", { number: letter.number }));
      return letter.id;
    });
    return accept({ briefingId: briefing.id, letters: ids });
  });
}

/** Keeps the files that were made of an issued letter; those it has already stay, whatever is made again. */
export function fileLetter(
  store: Store,
  { id, officeId }: Pick<Letter, "id" | "officeId">,
  files: { pdf: LetterFile; docx: LetterFile },
): void {
  store.transaction((tx) => {
    const where = and(eq(letters.officeId, officeId), eq(letters.id, id));
    const found = tx.db.select({ pdf: letters.pdf, docx: letters.docx }).from(letters).where(where).get();
    if (found)
      tx.db
        .update(letters)
        .set({ pdf: found.pdf ?? files.pdf, docx: found.docx ?? files.docx })
        .where(where)
        .run();
    return accept(undefined);
  });
}

/** Says that a letter does not hold, and why; its number stays taken and in the register. */
export function voidLetter(
  store: Store,
  actor: Actor,
  input: z.output<typeof voidLetterInput>,
): Outcome<{ briefingId: string; number: string }> {
  return store.transaction((tx) => {
    const letter = letterOf(tx, actor, input.letterId);
    if (letter.voidedAt !== null) return refuse("letter_void");
    declareVoid(tx, actor, letter, input.reason);
    return accept({ briefingId: letter.briefingId, number: letter.number });
  });
}

function declareVoid(tx: Store, actor: Actor, letter: Letter, reason: string): void {
  write(tx, letter, { voidedAt: actor.now, voidedBy: actorId(actor), voidReason: reason });
  record(tx, actor, "letters.voided", subjectOf(tx, letter), { after: { reason }, facts: { number: letter.number } });
}

const write = (tx: Store, { id }: Letter, values: Partial<Letter>) => tx.db.update(letters).set(values).where(eq(letters.id, id)).run();

/** A stamp bears a day from the letter's on, and none to come. */
function refuseStamp(tx: Store, actor: Actor, { officeId, day, createdAt }: Letter, receivedOn: string | undefined): Refused | undefined {
  if (receivedOn === undefined) return undefined;
  const { zone } = findOffice(tx, officeId);
  const [issued, to] = [dayOf(createdAt, zone), dayOf(actor.now, zone)];
  const from = day < issued ? day : issued;
  return receivedOn < from || receivedOn > to ? refuse("receipt_day", { field: "receivedOn", params: { from, to } }) : undefined;
}

export type Scanned = Omit<LetterScan, "by" | "at">;

/** Attaches the scan of the signed letter, or of its stamped receipt with the day on the stamp; a newer one takes the place of the one before. */
export function attachScan(
  store: Store,
  actor: Actor,
  { letterId, which, receivedOn }: { letterId: string; which: "signed" | "receipt"; receivedOn?: string },
  file: Scanned,
): Outcome<{ letterId: string }> {
  return store.transaction((tx) => {
    const letter = letterOf(tx, actor, letterId);
    if (letter.voidedAt !== null) return refuse("letter_void");
    if (file.size + (file.original?.size ?? 0) > env.filesQuota - filesOf(tx, letter.officeId))
      return refuse("files_full", { params: { quota: Math.round(env.filesQuota / 1_000_000) } });
    const wrong = refuseStamp(tx, actor, letter, receivedOn);
    if (wrong) return wrong;
    const scan = { ...file, by: actorId(actor), at: actor.now };
    write(tx, letter, which === "signed" ? { signed: scan } : { receipt: scan, receivedOn: receivedOn ?? letter.receivedOn });
    record(tx, actor, which === "signed" ? "letters.signed" : "letters.received", subjectOf(tx, letter), {
      facts: { number: letter.number },
    });
    return accept({ letterId });
  });
}

/** Takes an attached scan away again. */
export function dropScan(store: Store, actor: Actor, input: z.output<typeof dropScanInput>): Outcome<{ letterId: string }> {
  return store.transaction((tx) => {
    const letter = letterOf(tx, actor, input.letterId);
    if (letter[input.which] === null) return accept({ letterId: letter.id });
    write(tx, letter, input.which === "signed" ? { signed: null } : { receipt: null, receivedOn: null });
    record(tx, actor, "letters.scan_dropped", subjectOf(tx, letter), { facts: { number: letter.number, which: input.which } });
    return accept({ letterId: letter.id });
  });
}
