import "server-only";
import { shortName } from "@/components/institutions/succession";
import type { FoundGroup, FoundItem } from "@/components/shell/found";
import { postText } from "@/core/institutions/rules";
import type { Called, Found, FoundInstitution, FoundPerson, Numbered, Referred } from "@/core/reports/finding/queries";
import { findKind, findMeant } from "@/core/reports/finding/queries";
import { dialled, holds, type Kind, kinds, MOST } from "@/core/reports/finding/rules";
import { formatDay } from "@/lib/dates";
import { type Localized, read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { phoneText } from "@/lib/phones";
import { marked, searchWords } from "@/lib/text";
import type { Context } from "./context";

/** The longest query that is looked at. */
export const LONGEST = 200;

/** `by` is a text beside the name that a record was found by; `note` only tells it from others. */
type Entry = Omit<FoundItem, "text" | "note"> & { text: string; by?: string; note: string };

/** A record as a list of results shows it: what it is called, marked where the words occur, and what tells it from others. */
export function itemOf(context: Context, found: Found, q: string): FoundItem {
  const wanted = found.kind === "person" ? dialled(q) : q;
  return markedItem(entryOf(context, found, searchWords(wanted)), wanted);
}

function markedItem({ text, by, note, ...entry }: Entry, q: string): FoundItem {
  const words = searchWords(q);
  const beside = by ? [...marked(by, words), ...(note ? [{ text: ` · ${note}` }] : [])] : note ? [{ text: note }] : [];
  return { ...entry, text: marked(text, words), note: beside };
}

function entryOf(context: Context, found: Found, words: string[]): Entry {
  const { t, locale, office } = context;
  if (found.kind === "institution") return institutionEntry(context, found, words);
  if (found.kind === "person") return personEntry(context, found, words);
  if (found.kind === "briefing") {
    const { row } = found;
    const title = read(row.title, locale, office.language);
    const day = row.dateOpen ? t("briefings.dateOpen") : formatDay(row.startsLocal.slice(0, 10), locale, "weekday");
    return {
      key: row.id,
      href: paths.briefing(row.id),
      icon: "briefings",
      text: title.text,
      lang: title.lang === locale ? undefined : title.lang,
      note: `${day} · ${t(`vocabulary.briefingStates.${row.state}`)}`,
    };
  }
  const { row } = found;
  const due = row.dueOn ? formatDay(row.dueOn, locale, "shortYear") : "";
  const lead = row.lead.acronym ?? readText(row.lead.name, office.language);
  return {
    key: row.id,
    href: paths.followUp(row.id),
    icon: "followups",
    text: row.what,
    note: joinedBy(" · ", t("followups.number", { number: row.number }), lead, t(`vocabulary.followUpStates.${row.state}`), due),
  };
}

const joinedBy = (between: string, ...texts: (string | null | undefined)[]): string => texts.filter(Boolean).join(between);

/** An institution stands in its own language; a name in another one, a former or another one is said where it is what was found. */
function institutionEntry({ t, locale, office }: Context, { row, called }: FoundInstitution, words: string[]): Entry {
  const name = read(row.name, office.language);
  const shown = joinedBy(" · ", row.acronym, name.text);
  const elsewhere = holds([shown], words) ? undefined : Object.values(row.name).find((other) => holds([row.acronym, other], words));
  return {
    key: row.id,
    href: paths.institution(row.id),
    icon: "institutions",
    text: shown,
    lang: name.lang === locale ? undefined : name.lang,
    by: called ? t(`find.${called.how}`, { name: calledText(called, office.language) }) : elsewhere,
    note: t.maybe(`vocabulary.institutionTypes.${row.type}`) ?? "",
  };
}

const calledText = ({ acronym, name }: Called, own: Context["office"]["language"]): string => joinedBy(" · ", acronym, readText(name, own));

/** A person's posts of today; where the address, the telephone or the legal name is what was found, that too. */
function personEntry({ locale, office }: Context, { row, posts }: FoundPerson, words: string[]): Entry {
  const held = posts.map((post) => joinedBy(", ", postText(post, row.form, locale), shortName(post, office.language)));
  const digits = row.phone?.replace(/[^\d+]/g, "");
  const by = holds([row.displayName], words)
    ? undefined
    : ([row.email, row.legalName, row.sortName].find((text) => text && holds([text], words)) ??
      (row.phone && digits && words.every((word) => digits.includes(word)) ? phoneText(row.phone) : undefined));
  return {
    key: row.id,
    href: paths.person(row.id),
    icon: "people",
    text: row.displayName,
    by: by ?? undefined,
    note: joinedBy(" · ", ...(held.length > 0 || by ? held.slice(0, 2) : [row.email ?? (row.phone && phoneText(row.phone))])),
  };
}

function invitationEntry({ t, locale, office }: Context, { id, briefingId, reference, title, acronym, name }: Referred): Entry {
  return {
    key: id,
    href: paths.invitation(briefingId, id),
    icon: "send",
    text: `${reference} · ${shortName({ acronym, name }, office.language)}`,
    note: joinedBy(" · ", t("find.invitation"), readText(title as Localized, locale, office.language)),
  };
}

function letterEntry({ t, locale, office }: Context, { id, number, kind, title, acronym, name }: Numbered): Entry {
  return {
    key: id,
    href: paths.letter(id),
    icon: "document",
    text: `${number} · ${shortName({ acronym, name }, office.language)}`,
    note: joinedBy(" · ", t(`letters.kinds.${kind}`), readText(title, locale, office.language)),
  };
}

/** What a query means as a reference or a number. */
export function meantItems(context: Context, q: string): FoundItem[] {
  const { invitations, letters, followUp } = findMeant(context.store, context.actor, q);
  return [
    ...invitations.map((one) => markedItem(invitationEntry(context, one), q)),
    ...letters.map((one) => markedItem(letterEntry(context, one), q)),
    ...(followUp ? [itemOf(context, followUp, q)] : []),
  ];
}

/** "12", or "more than 200" where counting stops. */
export const countText = ({ t }: Context, total: number): string => (total > MOST ? t("find.moreThan", { n: MOST }) : String(total));

/** Records of each kind that fit, a few of each, with the best of all apart; `sure` when it begins with what was typed. */
export function foundGroups(
  context: Context,
  q: string,
  size: number,
): { best?: FoundItem; sure: boolean; groups: FoundGroup[]; total: number } {
  const { store, actor, t } = context;
  const meant = meantItems(context, q);
  // The few that are shown are taken out of somewhat more, put in the order of their kind.
  const pages = kinds.map((kind) => findKind(store, actor, kind, q, { size: size + 1, looked: size * 8 }));
  const [first] = pages.flatMap(({ hits }) => hits.slice(0, 1)).sort((a, b) => a.rank - b.rank);
  const best = meant[0] ?? (first && itemOf(context, first, q));
  const groups = pages.map(({ kind, hits, total }) => {
    const items = hits.map((found) => itemOf(context, found, q)).filter((item) => item.key !== best?.key);
    return {
      id: kind,
      title: t(`find.kinds.${kind}`),
      count: total > size ? countText(context, total) : undefined,
      items: items.slice(0, size),
    };
  });
  const others = { id: "references", title: t("find.references"), items: meant.slice(1) };
  return {
    best,
    // Its text begins with the words.
    sure: meant.length > 0 || (first?.rank ?? 9) < 2,
    groups: [others, ...groups].filter(({ items }) => items.length > 0),
    total: pages.reduce((sum, page) => sum + page.total, meant.length),
  };
}

/** A page of one kind. */
export function foundPage(context: Context, kind: Kind, q: string, page: number, size: number) {
  const { hits, ...where } = findKind(context.store, context.actor, kind, q, { size, page });
  return { ...where, items: hits.map((found) => itemOf(context, found, q)) };
}
