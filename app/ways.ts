import "server-only";
import type { FoundGroup, FoundItem } from "@/components/shell/found";
import type { IconName } from "@/components/ui/icon";
import { canPlanBriefings } from "@/core/briefings/policy";
import { findBriefing } from "@/core/briefings/queries";
import { canMove, isOpenForChanges } from "@/core/briefings/rules";
import { canWriteFollowUps } from "@/core/followups/policy";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findInstitution } from "@/core/institutions/queries";
import { canInvite } from "@/core/invitations/policy";
import { canKeepOffice } from "@/core/offices/policy";
import { formatDay, isDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { capitalized, fold, marked, searchWords } from "@/lib/text";
import type { Context } from "./context";

type Way = { href: string; icon: IconName; text: string; also?: string };

const itemOf = ({ href, icon, text }: Way, words: string[]): FoundItem => ({ key: href, href, icon, text: marked(text, words), note: [] });

/** The ways whose name, or what they are also called, holds every word; all of them without a word. */
const fitting = (ways: Way[], words: string[]): FoundItem[] =>
  ways.filter(({ text, also = "" }) => words.every((word) => fold(`${text} ${also}`).includes(word))).map((way) => itemOf(way, words));

/** What may be created by this person, everywhere or for the institution at hand. */
function creating({ actor, office, t, store }: Context, institutionId?: string): Way[] {
  const own = { officeId: actor.officeId };
  const also = t("find.alias.create");
  const institution = institutionId ? findInstitution(store, actor, institutionId) : undefined;
  const name = institution && (institution.acronym ?? readText(institution.name, office.language));
  return [
    ...(canPlanBriefings(actor, own) ? [{ href: paths.newBriefing(), text: t("find.create.briefing") }] : []),
    ...(canWriteFollowUps(actor, own) ? [{ href: paths.newFollowUp(), text: t("find.create.followUp") }] : []),
    ...(canKeepDirectory(actor, own) ? [{ href: paths.newInstitution(), text: t("find.create.institution") }] : []),
    ...(institution && canKeepDirectory(actor, institution)
      ? [{ href: paths.newPerson(institution.id), text: t("find.create.person", { institution: name }) }]
      : []),
    ...(canKeepOffice(actor, office) ? [{ href: paths.inviteUser(), text: t("find.create.user") }] : []),
  ].map((way) => ({ ...way, icon: "plus", also }));
}

/** Every page that is about no single record, as far as this person's role reaches. */
function going({ actor, office, t }: Context): Way[] {
  const settings = t("settings.title");
  return [
    { href: paths.home(), icon: "home", text: t("shell.home") },
    { href: paths.briefings(), icon: "briefings", text: t("shell.briefings") },
    { href: paths.followUps(), icon: "followups", text: t("shell.followUps") },
    { href: paths.review(), icon: "verified", text: t("find.goto.review") },
    { href: paths.institutions(), icon: "institutions", text: t("shell.institutions") },
    { href: paths.people(), icon: "people", text: t("people.title") },
    { href: paths.verifyPeople(), icon: "check", text: t("people.verify.title") },
    { href: paths.calendar(), icon: "calendar", text: t("shell.calendar") },
    { href: paths.messages(), icon: "mail", text: t("shell.messages") },
    { href: paths.register(), icon: "document", text: t("letters.register.title") },
    { href: paths.profile(), icon: "settings", text: t("settings.profile.title"), also: settings },
    { href: paths.security(), icon: "lock", text: t("security.title"), also: settings },
    { href: paths.subscribe(), icon: "link", text: t("calendar.feed.title"), also: settings },
    ...(canKeepDirectory(actor, actor) ? [{ href: paths.groups(), icon: "institutions" as const, text: t("planning.groups.title") }] : []),
    ...(canKeepOffice(actor, office) ? keeping(t, settings) : []),
  ];
}

/** The settings of the office, for its administrators. */
const keeping = (t: Translator, also: string): Way[] =>
  (
    [
      [paths.users(), "people", t("find.goto.users")],
      [paths.office(), "building", t("find.goto.office")],
      [paths.letterhead(), "document", t("office.papers.title")],
      [paths.logo(), "document", t("office.logo.title")],
      [paths.letterSheet(), "document", t("letters.sheet.title")],
      [paths.officeSending(), "send", t("office.sending.title")],
      [paths.retention(), "lock", t("office.keeping.title")],
      [paths.tree(), "building", t("office.tree.title")],
      [paths.signInRules(), "lock", t("security.rules.title")],
      [paths.holidays(), "calendarOff", t("settings.holidays.title")],
      [paths.templates(), "document", t("planning.templates.title")],
      [paths.mailTexts(), "send", t("wording.page.title")],
    ] as const
  ).map(([href, icon, text]) => ({ href, icon, text, also }));

/** A month of the calendar named in the query: "2026-12", "december 2026", or a month alone, the next one of that name. */
function monthIn({ actor, t, locale }: Context, q: string): Way[] {
  const words = searchWords(q);
  const year = words.find((word) => /^(199\d|20\d\d)$/.test(word));
  const letters = words.filter((word) => word !== year && !["de", "of"].includes(word));
  const now = new Date(actor.now).toISOString().slice(0, 7);
  const months = Array.from({ length: 12 }, (_, n) => String(n + 1).padStart(2, "0"));
  const named = (month: string): string => fold(formatDay(`2000-${month}-01`, locale, "month"));
  const found =
    year && letters.length === 1 && months.includes(letters[0] ?? "")
      ? letters
      : letters.length === 1 && (letters[0]?.length ?? 0) >= 3
        ? months.filter((month) => named(month).startsWith(letters[0] ?? ""))
        : [];
  return found.flatMap((month) => {
    const at = `${year ?? Number(now.slice(0, 4)) + Number(month < now.slice(5))}-${month}`;
    const text = t("find.goto.month", { month: capitalized(formatDay(`${at}-01`, locale, "month")) });
    return isDay(`${at}-01`) ? [{ href: paths.calendar({ month: at }), icon: "calendar" as const, text }] : [];
  });
}

/** What can be done with the briefing that is open. */
function briefingWays(context: Context, briefingId: string): (FoundGroup & { ways: Way[] }) | undefined {
  const { store, actor, office, t, locale } = context;
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing) return undefined;
  const { id, state } = briefing;
  const plan = canPlanBriefings(actor, briefing);
  const open = isOpenForChanges(briefing);
  const ways: (Way | false)[] = [
    { href: paths.briefing(id), icon: "briefings", text: t("briefings.rail.overview") },
    { href: paths.agenda(id), icon: "clock", text: t("briefings.rail.agenda") },
    { href: paths.invitations(id), icon: "send", text: t("briefings.rail.invitations") },
    canInvite(actor, briefing) && open && { href: paths.addInvitations(id), icon: "plus", text: t("find.here.invite") },
    { href: paths.briefingFollowUps(id), icon: "followups", text: t("briefings.rail.followUps") },
    canWriteFollowUps(actor, briefing) && { href: paths.newFollowUp({ briefing: id }), icon: "plus", text: t("find.here.followUp") },
    { href: paths.history(id), icon: "document", text: t("briefings.rail.history") },
    plan && open && { href: paths.editBriefing(id), icon: "settings", text: t("briefings.menu.edit") },
    plan && { href: paths.copyBriefing(id), icon: "plus", text: t("briefings.menu.copy") },
    plan && canMove(state, "postponed") && { href: paths.postponeBriefing(id), icon: "calendarOff", text: t("briefings.menu.postpone") },
    plan && canMove(state, "cancelled") && { href: paths.cancelBriefing(id), icon: "cross", text: t("briefings.menu.cancel") },
  ];
  return { id: "here", title: readText(briefing.title, locale, office.language), items: [], ways: ways.filter((way) => way !== false) };
}

const idIn = (address: string, prefix: string): string | undefined => new RegExp(`/(${prefix}_[0-9a-z]{25})(?:/|$)`).exec(address)?.[1];

/**
 * The ways of the palette that fit `q`: the acts of the record open at the address `at`, what can be created, where to go.
 * Beside results, `for` names the institution a person may be added to.
 */
export function waysFor(context: Context, q: string, { at, institutionId }: { at: string; institutionId?: string }): FoundGroup[] {
  const words = searchWords(q);
  const { t } = context;
  const here = idIn(at, "brf");
  const briefing = here ? briefingWays(context, here) : undefined;
  const created = creating(context, idIn(at, "ins") ?? institutionId);
  const groups: FoundGroup[] = [
    ...(briefing ? [{ id: briefing.id, title: briefing.title, items: fitting(briefing.ways, words) }] : []),
    // A person at the institution that was found belongs to its result, whatever was typed.
    {
      id: "create",
      title: t("find.create.title"),
      items:
        words.length > 0 && institutionId
          ? created.filter(isFor(institutionId, words)).map((way) => itemOf(way, words))
          : fitting(created, words),
    },
    {
      id: "goto",
      title: t("find.goto.title"),
      items: [...monthIn(context, q).map((way) => itemOf(way, [])), ...fitting(going(context), words)],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

const isFor =
  (institutionId: string, words: string[]) =>
  ({ href, text, also = "" }: Way): boolean =>
    href === paths.newPerson(institutionId) || words.every((word) => fold(`${text} ${also}`).includes(word));
