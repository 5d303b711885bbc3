import { distance } from "fastest-levenshtein";
import type { Locale } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { type Piece, piecesOf, placesIn, type Values, type Words } from "@/lib/mail/words";
import type { Office } from "../queries";
import { officeNamed } from "../rules";

/** When in the life of a briefing an office writes. */
export const moments = ["before", "answer", "change", "after", "follow_up", "staff"] as const;
export type Moment = (typeof moments)[number];

/** What a text of ours may hold: placeholders that stand in a line, and those that stand alone on one and become blocks. */
type Places = {
  moment: Moment;
  inline: readonly string[];
  blocks: readonly string[];
  /** Blocks without which the message is of no use: its link, or its answer buttons. */
  needs: readonly string[];
};

const office = ["salutation", "office.name", "office.short", "office.the", "contact.name", "contact.phone", "contact.email"];
const institution = ["institution.the", "institution.The", "institution.to", "institution.of"];
const meeting = ["event.title", "event.dateLong", "event.dateShort", "event.hours", "event.venue"];
const letter = [...office, "vocative", ...institution, ...meeting, "invitation.reference"];
const asking = [...letter, "rsvp.deadline", "delegation.max"];
const reminding = [...office, "vocative", ...institution, "howMany", "HowMany"];
const nominee = [...office, ...institution, ...meeting];

const of = (moment: Moment, inline: readonly string[], blocks: readonly string[], needs: readonly string[] = []): Places => ({
  moment,
  inline,
  blocks,
  needs,
});

/** Every text an office can put into its own words, with the placeholders it knows. */
export const wordings = {
  invitation: of("before", asking, ["title", "facts", "answers", "purpose"], ["answers"]),
  reminder: of("before", [...asking, "invitation.sentOn"], ["title", "facts", "answers", "purpose"], ["answers"]),
  new_date: of("before", [...asking, "invitation.sentOn"], ["title", "facts", "answers", "purpose"], ["answers"]),
  names_request: of("before", [...asking, "names.missing"], ["title", "facts", "page"], ["page"]),
  day_before: of("before", letter, ["title", "facts", "people", "page"]),
  new_link: of("before", asking, ["title", "facts", "page"], ["page"]),
  answer_receipt: of("answer", [...letter, "answer.channel"], ["title", "facts", "remarks", "page"], ["page"]),
  answer_confirm: of("answer", [...letter, "answer.by"], ["title", "facts", "page"], ["page"]),
  nominee: of("answer", [...nominee, "nominee.by", "nominee.waiting"], ["title", "facts"]),
  seat_given: of("answer", [...letter, "howMany", "HowMany"], ["people", "title", "facts", "page"], ["page"]),
  changed: of("change", [...asking, "answer.kept", "delegation.tell"], ["title", "facts", "answers"], ["answers"]),
  postponed: of("change", [...asking, "answer.kept", "delegation.tell"], ["title", "facts", "answers"], ["answers"]),
  date_announced: of("change", [...asking, "answer.kept", "delegation.tell"], ["title", "facts", "answers"], ["answers"]),
  brought_forward: of("change", [...asking, "answer.kept", "delegation.tell"], ["title", "facts", "answers"], ["answers"]),
  cancelled: of("change", [...letter, "delegation.tell"], ["title", "facts"]),
  withdrawal: of("change", letter, ["title", "facts"]),
  nominee_changed: of("change", [...nominee, "nominee.standing"], ["title", "facts"]),
  nominee_postponed: of("change", [...nominee, "nominee.standing"], ["title", "facts"]),
  nominee_date_announced: of("change", [...nominee, "nominee.standing"], ["title", "facts"]),
  nominee_brought_forward: of("change", [...nominee, "nominee.standing"], ["title", "facts"]),
  nominee_cancelled: of("change", nominee, ["title", "facts"]),
  nominee_withdrawal: of("change", nominee, ["title", "facts"]),
  thanks: of("after", letter, ["title", "facts", "materials", "agreements", "page"]),
  regret: of("after", letter, ["title", "facts", "materials", "agreements", "page"]),
  follow_up_questions: of(
    "follow_up",
    [...office, "vocative", ...institution, "howMany", "HowMany", "colleague.name"],
    ["points"],
    ["points"],
  ),
  follow_up_colleague: of("follow_up", [...office, "howMany", "HowMany", "colleague.name"], ["points", "page"], ["points", "page"]),
  follow_up_due: of("follow_up", reminding, ["points", "page"], ["points"]),
  follow_up_overdue: of("follow_up", reminding, ["points", "page"], ["points"]),
  sign_in: of("staff", [...office, "link.until"], ["button", "code"], ["button"]),
  welcome: of("staff", [...office, "colleague.name", "user.role"], ["address", "button"], ["button"]),
} as const satisfies Record<string, Places>;

export type Wording = keyof typeof wordings;
export const wordingKinds = Object.keys(wordings) as [Wording, ...Wording[]];
export const isWording = (text: string): text is Wording => Object.hasOwn(wordings, text);

/** Which text a message is written from; `undefined` for one whose words are not the office's (a warning about somebody's account). */
export function kindOfMessage({ kind, payload }: { kind: string; payload: Record<string, unknown> | null }): Wording | undefined {
  const said = payload?.said ?? payload?.change;
  const change = typeof said === "string" ? said : "";
  const called =
    kind === "change"
      ? change
      : kind === "nominee_change"
        ? `nominee_${change}`
        : kind === "follow_up_questions" && !payload?.institutionId
          ? "follow_up_colleague"
          : kind;
  return isWording(called) ? called : undefined;
}

/** The placeholders a kind knows, those of a line first. */
export const placesOf = (kind: Wording): readonly string[] => [...wordings[kind].inline, ...wordings[kind].blocks];

export const isBlock = (kind: Wording, place: string): boolean => (wordings[kind].blocks as readonly string[]).includes(place);

/** What is wrong with a text, and where; `near` is the placeholder that was perhaps meant. */
export type Problem =
  | { kind: "unknown"; field: keyof Words; name: string; near?: string }
  | { kind: "missing"; field: "body"; name: string }
  /** A block inside a line, or in the subject. */
  | { kind: "alone"; field: keyof Words; name: string }
  | { kind: "stray"; field: keyof Words; name: string }
  /** A secret address of ours pasted into the text: whoever reads it could answer for another institution. */
  | { kind: "secret"; field: keyof Words };

const LIKE = 4;
const nearest = (kind: Wording, name: string): string | undefined => {
  const ranked = placesOf(kind)
    .map((place) => ({ place, off: distance(place.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.off - b.off);
  const [best] = ranked;
  return best && best.off <= Math.min(LIKE, Math.ceil(name.length / 2)) ? best.place : undefined;
};

/** A personal address (an invitation, its papers, its letter, its calendar, a sign-in), or the secret part of one by itself. */
const personal = /\/(?:r|d|f|l|calendar|confirm)\/[\w-]{16,}/i;
const alone = /(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{32}(?![\w-])/;
const isSecret = (text: string): boolean => personal.test(text) || alone.test(text);

const strays = (pieces: Piece[]): string[] =>
  pieces.flatMap((piece) => (piece.kind === "when" ? strays(piece.pieces) : piece.kind === "stray" ? [piece.text] : []));

/** Blocks that do not stand alone on their line. */
const inLines = (kind: Wording, body: string): string[] =>
  body
    .split("\n")
    .flatMap((line) =>
      placesIn(piecesOf(line)).filter((name) => isBlock(kind, name) && line.replace(/\[\[|\]\]/g, "").trim() !== braced(line, name)),
    );

/** The placeholder as it stands in a line, whatever spaces are in its braces. */
const braced = (line: string, name: string): string | undefined =>
  [...line.matchAll(/\{\{([^{}\n]*)\}\}/g)].find((match) => match[1]?.trim() === name)?.[0];

/** What would keep a text from being a message of its kind: each problem is to be mended before it is saved or sent. */
export function checkWords(kind: Wording, words: Words): Problem[] {
  const fields = ["subject", "body"] as const;
  const found = fields.flatMap((field): Problem[] => {
    const pieces = piecesOf(words[field]);
    const known = new Set(placesOf(kind));
    return [
      ...[...new Set(placesIn(pieces))].filter((n) => !known.has(n)).map((name) => unknown(kind, field, name)),
      ...[...new Set(strays(pieces))].map((name): Problem => ({ kind: "stray", field, name })),
      ...(isSecret(words[field]) ? [{ kind: "secret", field } as const] : []),
    ];
  });
  const blocks = new Set(placesIn(piecesOf(words.body)));
  return [
    ...found,
    ...placesIn(piecesOf(words.subject))
      .filter((name) => isBlock(kind, name))
      .map((name): Problem => ({ kind: "alone", field: "subject", name })),
    ...[...new Set(inLines(kind, words.body))].map((name): Problem => ({ kind: "alone", field: "body", name })),
    ...wordings[kind].needs.filter((name) => !blocks.has(name)).map((name): Problem => ({ kind: "missing", field: "body", name })),
  ];
}

/** Whether the first paragraph greets each reader in their own way; a text for many has to. */
export const greets = ({ body }: Words): boolean => placesIn(piecesOf(body.trimStart().split(/\n\s*\n/)[0] ?? "")).includes("salutation");

const unknown = (kind: Wording, field: keyof Words, name: string): Problem => {
  const near = nearest(kind, name);
  return near ? { kind: "unknown", field, name, near } : { kind: "unknown", field, name };
};

/** French sets a no-break space before double marks and inside « »; a keyboard gives an ordinary one. */
export const typeset = (text: string, language: Locale): string =>
  language === "fr" ? text.replace(/ (?=[:;?!»])/g, "\u00a0").replace(/« /g, "«\u00a0") : text;

/** What every text can say of its office. */
export const officeValues = (office: Office, locale: Locale): Values => ({
  "office.name": readText(office.name, locale, office.language),
  "office.short": readText(office.shortName, locale, office.language),
  "office.the": officeNamed(office, locale).the,
  "contact.name": office.contactName ?? "",
  "contact.phone": office.contactPhone ?? "",
  "contact.email": office.contactEmail ?? "",
});
