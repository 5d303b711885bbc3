import { type Change, type Entered, type GuestView, isDateOpen } from "@/components/guest/view";
import { lowered, unjoined, whenLines, whereLine } from "@/components/guest/words";
import { kindText, ownWord } from "@/components/papers/words";
import { agendaTimes } from "@/core/briefings/agenda/rules";
import { papersForInvited } from "@/core/briefings/materials/queries";
import { ownLanguageFirst } from "@/core/briefings/materials/rules";
import { agendaOf, passageOf } from "@/core/briefings/queries";
import type { Briefing } from "@/core/briefings/rules";
import { sinceWeMet } from "@/core/followups/queries";
import { type Holder, namesOn, tenuresOf } from "@/core/institutions/queries";
import { nominal, postText } from "@/core/institutions/rules";
import { answersOf, changesSince, recordsOf } from "@/core/invitations/answers/queries";
import { closedBy, isLate } from "@/core/invitations/answers/rules";
import { entryOf } from "@/core/invitations/calendar/mail";
import { toldOutside } from "@/core/invitations/confidential/rules";
import { delegationOf, needsNoted, sentBefore, stampOf } from "@/core/invitations/delegation/queries";
import { letterFor } from "@/core/invitations/letters/queries";
import { passToken } from "@/core/invitations/letters/rules";
import type { Invitation } from "@/core/invitations/queries";
import { countSeats } from "@/core/invitations/seats/rules";
import type { Invitee } from "@/core/kernel/actor";
import { notFound } from "@/core/kernel/outcome";
import { officeNamed } from "@/core/offices/rules";
import type { AnswerValue } from "@/db/schema/invitations";
import type { Store } from "@/db/store";
import { webCalendars } from "@/lib/calendar";
import { dayOf, formatDay, instantOf } from "@/lib/dates";
import { env } from "@/lib/env";
import { sizeText } from "@/lib/files/kinds";
import { type Translator, translator } from "@/lib/i18n";
import { isLocale, type Locale } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { mailOf, paths } from "@/lib/paths";
import { randomToken } from "@/lib/tokens";

const fromMail: Record<string, AnswerValue> = { yes: "accepted", maybe: "tentative", no: "declined" };
/** People offered as answering; others give their name. */
const OFFERED = 5;

/** Reads all the page of one invitation shows, for whoever holds its link. Changes nothing. */
export function readView(store: Store, actor: Invitee, token: string, query: URLSearchParams, entered?: Entered): GuestView {
  const found = recordsOf(store, actor);
  if (!found) throw notFound();
  const { invitation, briefing, office } = found;
  const lang = query.get("lang") ?? entered?.values.get("language");
  const locale = isLocale(lang) ? lang : invitation.language;
  const t = translator(locale);
  const today = dayOf(actor.now, briefing.zone);
  const answers = invitation.answer ? (answersOf(store, actor.officeId, [invitation.id]).get(invitation.id) ?? []) : [];
  const [answer] = answers;
  const delegation = answer ? delegationOf(store, invitation) : [];
  const closed = closedBy(briefing, actor.now);
  const moved = briefing.state === "postponed" && !closed ? passageOf(store, briefing) : undefined;
  const reconfirm = moved !== undefined && !briefing.dateOpen && answer !== undefined && answer.at < moved.at;
  const marked = fromMail[query.get("a") ?? ""];
  const show = whatToShow({ invitation, briefing, closed, reconfirm, marked, edit: query.get("edit") ?? entered?.act, delegation });
  const holders =
    show === "answer" || show === "names"
      ? tenuresOf(store, actor.officeId, actor.institutionId, today).filter((h) => !h.sharedMailbox)
      : [];
  const people = inAskingOrder(holders, invitation).slice(0, OFFERED);
  const called = namesOn(store, actor.officeId, [actor.institutionId], briefing.startsLocal.slice(0, 10)).get(actor.institutionId);
  const article = called?.article[locale] ?? "";

  const view = {
    t,
    address: (more = {}) => paths.guest(token, { ...(locale === invitation.language ? {} : { lang: locale }), ...more }),
    inLanguage: (lang: Locale) => paths.guest(token, { a: query.get("a") ?? undefined, edit: query.get("edit") ?? undefined, lang }),
    office,
    names: { short: readText(office.shortName, locale, office.language) },
    logo: office.logo
      ? { ...office.logo, href: paths.logoFile(office.logo.sha256), name: readText(office.name, locale, office.language) }
      : undefined,
    briefing,
    invitation,
    institution: { ...nominal(called?.name ?? {}, called?.article ?? {}, locale), many: ["los", "las", "les"].includes(article) },
    title: read(briefing.title, locale, office.language),
    answers,
    delegation,
    noted:
      show === "names"
        ? needsNoted(
            store,
            actor.officeId,
            delegation.map((d) => d.id),
          )
        : new Set<string>(),
    people,
    asked: answer?.byPersonId ?? people.find((p) => p.tenureId === invitation.addresseeTenureId)?.personId,
    known: show === "names" ? knownPeople(store, actor, invitation, holders, delegation, t) : [],
    ...agendaAndPapers(store, briefing, token, t, office.language),
    letter: letterOf(store, actor, token, { t, office, briefing }),
    programme: paths.guestProgramme(token, { lang: locale }),
    access: read(briefing.accessNotes, locale, office.language),
    calendars: attends(invitation, briefing, closed) ? calendarsOf(token, { t, office, briefing }, invitation, actor.now) : undefined,
    postponedFrom: briefing.dateOpen ? undefined : moved?.before?.startsLocal,
    reconfirm,
    closed,
    late: isLate(briefing, actor.now),
    met: answer && closed !== "cancelled" ? sinceWeMet(store, actor) : [],
    told: query.get("told") ?? undefined,
    now: actor.now,
    today,
    show,
    marked,
    key: randomToken(),
    stamp: stampOf(delegation),
    entered,
  } satisfies Omit<GuestView, "changes">;
  return { ...view, changes: answer && !closed ? changed(store, view, answer.at) : [] };
}

/** Whether somebody of the institution may keep the date. */
const attends = (invitation: Invitation, briefing: Briefing, closed: GuestView["closed"]): boolean =>
  !closed && !isDateOpen(briefing) && (invitation.answer === "accepted" || invitation.answer === "tentative");

function calendarsOf(token: string, shown: Parameters<typeof entryOf>[0], invitation: Invitation, now: number): GuestView["calendars"] {
  const { locale } = shown.t;
  return { file: paths.calendarFile(token, { lang: locale }), ...webCalendars(entryOf(shown, invitation, now)) };
}

/** The signed letter to show to one's director, and the mail that passes it on. */
function letterOf(store: Store, actor: Invitee, token: string, view: Pick<GuestView, "t" | "office" | "briefing">): GuestView["letter"] {
  const letter = letterFor(store, actor);
  if (!letter?.signed) return undefined;
  const { t, office, briefing } = view;
  const { kind } = letter;
  // A mail is read along its way: of a confidential meeting it tells when and where, and no more.
  const title = readText(toldOutside(briefing, office).title, t.locale, office.language);
  const open = isDateOpen(briefing);
  const [line, hours] = whenLines(view, briefing).map(unjoined);
  // Within a sentence a day begins small.
  const day = open ? t("briefings.dateOpen").toLocaleLowerCase(t.locale) : formatDay(briefing.startsLocal.slice(0, 10), t.locale, "full");
  const stated = statedIn(store, view, letter.createdAt);
  const body = t("letters.guest.body", {
    title,
    when: open ? t("briefings.dateOpen") : `${line}, ${hours}`,
    where: whereLine(view, briefing),
    office: officeNamed(office, t.locale).the,
    kind,
    address: `${env.appUrl}${paths.passedLetter(passToken(letter.id))}`,
  });
  const text = stated ? [body, t("letters.guest.moved", { kind, when: stated })] : [body];
  return {
    href: paths.guestLetter(token),
    text: t("letters.guest.link", { kind, size: sizeText(letter.signed.size, t.locale) }),
    forward: mailOf(
      t("letters.guest.subject", { office: readText(office.shortName, t.locale, office.language), title, day }),
      text.join("\n\n"),
    ),
  };
}

/** Day and hours as a letter of an earlier moment states them, where they hold no longer. */
function statedIn(store: Store, view: Pick<GuestView, "t" | "office" | "briefing">, since: number): string | undefined {
  const { briefing } = view;
  const { startsLocal, endsLocal, zone } = changesSince(store, briefing, since);
  if (!startsLocal && !endsLocal && !zone && !isDateOpen(briefing)) return undefined;
  const was = { ...briefing, ...(startsLocal && { startsLocal }), ...(endsLocal && { endsLocal }), ...(zone && { zone }) };
  const [day, hours] = whenLines(view, { ...was, startsAt: instantOf(was.startsLocal, was.zone) ?? briefing.startsAt });
  return unjoined(`${lowered(day, view.t.locale)}, ${hours}`);
}

type Deciding = Pick<GuestView, "invitation" | "briefing" | "closed" | "reconfirm" | "marked" | "delegation"> & {
  edit: string | undefined;
};

/** The one thing the page asks for: the answer first, then names while any are wanted; nothing once it is closed or has no date. */
function whatToShow({ invitation, briefing, closed, reconfirm, marked, edit, delegation }: Deciding): GuestView["show"] {
  if (closed || isDateOpen(briefing)) return "nothing";
  const { answer } = invitation;
  if (!answer || reconfirm || edit === "answer" || (marked && marked !== answer)) return "answer";
  if (answer !== "accepted") return "nothing";
  const { named, toDesignate, waiting } = countSeats(delegation);
  return named > 0 && toDesignate === 0 && waiting === 0 && edit !== "names" ? "list" : "names";
}

/** The addressee, then the liaisons, then the others by rank. */
function inAskingOrder(holders: Holder[], { addresseeTenureId }: Invitation): Holder[] {
  const rank = (h: Holder): number => (h.tenureId === addresseeTenureId ? 0 : h.liaison ? 1 : 2);
  const once = new Map(holders.sort((a, b) => rank(a) - rank(b)).map((h) => [h.personId, h]));
  for (const holder of [...holders].reverse()) once.set(holder.personId, holder);
  return [...once.values()];
}

/** People of the institution, then those it sent before; without those already named. */
function knownPeople(
  store: Store,
  actor: Invitee,
  invitation: Invitation,
  holders: Holder[],
  delegation: GuestView["delegation"],
  t: Translator,
): GuestView["known"] {
  const named = new Set(delegation.map((d) => d.personId));
  const people = inAskingOrder(holders, invitation);
  const earlier = sentBefore(store, invitation, [...people, ...delegation.map((d) => ({ personId: d.id, name: d.name ?? "" }))], actor.now);
  return [
    ...people
      .filter((p) => !named.has(p.personId))
      .slice(0, OFFERED)
      .map((p) => ({ ref: p.personId, name: p.name, post: postText(p, p.form, t.locale) || null })),
    ...earlier.map((d) => ({ ref: d.id, name: d.name ?? "", post: d.post })),
  ];
}

function agendaAndPapers(
  store: Store,
  briefing: Briefing,
  token: string,
  t: Translator,
  language: GuestView["office"]["language"],
): Pick<GuestView, "agenda" | "papers"> {
  const items = agendaOf(store, briefing.officeId, briefing.id);
  const { times } = agendaTimes(briefing.startsLocal, items, briefing.endsLocal);
  const papers = ownLanguageFirst(papersForInvited(store, briefing.officeId, briefing.id), t.locale).map((paper) => ({
    id: paper.id,
    itemId: paper.itemId,
    href: paths.guestPaper(token, paper.id),
    title: paper.title,
    lang: paper.language === "all" || paper.language === t.locale ? undefined : paper.language,
    facts: [ownWord(paper.language), kindText(paper.file, t)].filter(Boolean).join(" · "),
  }));
  const agenda = items.map((item, i) => {
    const title = read(item.title, t.locale, language);
    const kind = { text: t.maybe(`vocabulary.agendaKinds.${item.kind}`) ?? "", lang: t.locale, fallback: false };
    return {
      start: times[i]?.start ?? briefing.startsLocal,
      text: title.text ? title : kind,
      papers: papers.filter((paper) => paper.itemId === item.id),
    };
  });
  return { agenda, papers };
}

/** Day, hour and place as they were when the answer was given, where they are others now. */
function changed(store: Store, view: Omit<GuestView, "changes">, since: number): Change[] {
  const { briefing } = view;
  const was = changesSince(store, briefing, since);
  if (Object.keys(was).length === 0) return [];
  const before: Briefing = { ...briefing, ...was };
  const when = (b: Briefing): string => whenLines(view, { ...b, startsAt: instantOf(b.startsLocal, b.zone) ?? b.startsAt }).join(", ");
  const where = (b: Briefing): string => whereLine(view, b);
  const changes: Change[] = [];
  if (!briefing.dateOpen && when(before) !== when(briefing)) changes.push({ field: "when", now: when(briefing), before: when(before) });
  if (where(before) !== where(briefing)) changes.push({ field: "where", now: where(briefing), before: where(before) });
  return changes;
}
