import { and, eq, isNull } from "drizzle-orm";
import { calendarFeeds, users } from "@/db/schema";
import type { FeedContents } from "@/db/schema/reports";
import type { Store } from "@/db/store";
import { type CalendarEntry, uidOf } from "@/lib/calendar";
import { addDays, dayOf } from "@/lib/dates";
import { env } from "@/lib/env";
import { type Translator, translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import { senderAddress } from "@/lib/mail/transport";
import { paths } from "@/lib/paths";
import { derivedToken } from "@/lib/secret";
import { hashToken, looksLikeToken } from "@/lib/tokens";
import type { Briefing } from "../../briefings/queries";
import { toldOutside } from "../../invitations/confidential/rules";
import { whereText } from "../../invitations/sending/mail";
import type { Staff } from "../../kernel/actor";
import { type Office, officesOfUser } from "../../offices/queries";
import { type Calendar, calendarOf } from "../calendar/queries";

/** The token of a feed; only the holder of the installation's secret can compute it. */
export const feedToken = (id: string): string => derivedToken("calendar-feed", id);

export type Feed = { id: string; contents: FeedContents; createdAt: number; token: string };

/** The actor's address of this office's calendar; `undefined` while they have none. */
export function ownFeed(store: Store, actor: Staff): Feed | undefined {
  const found = store.db
    .select({ id: calendarFeeds.id, contents: calendarFeeds.contents, createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.officeId, actor.officeId), eq(calendarFeeds.userId, actor.userId), isNull(calendarFeeds.revokedAt)))
    .get();
  return found && { ...found, token: feedToken(found.id) };
}

/** Days of the past and of the time ahead that a subscribed calendar holds. */
const BEHIND = 92;
const AHEAD = 400;

/**
 * What the calendar of a token shows at `now` (milliseconds UTC), in its owner's language; `undefined` for a token that
 * is unknown or taken away, and for an owner who may not come into the office any more.
 */
export function feedOf(store: Store, token: string, now: number): { name: string; entries: CalendarEntry[] } | undefined {
  if (!looksLikeToken(token)) return undefined;
  const found = store.db
    .select({ feed: calendarFeeds, user: users })
    .from(calendarFeeds)
    .innerJoin(users, eq(users.id, calendarFeeds.userId))
    .where(and(eq(calendarFeeds.tokenHash, hashToken(token)), isNull(calendarFeeds.revokedAt)))
    .get();
  const place = found && officesOfUser(store, found.user.id, now).find(({ office }) => office.id === found.feed.officeId);
  if (!found || !place) return undefined;
  const { office } = place;
  const t = translator(found.user.language);
  const today = dayOf(now, office.zone);
  const lying = calendarOf(store, { officeId: office.id }, addDays(today, -BEHIND), addDays(today, AHEAD));
  return {
    name: t("calendar.feed.name", { office: readText(office.shortName, t.locale, office.language) }),
    // Whoever publishes is the organizer (RFC 5546, 3.2.1).
    entries: entriesOf(lying, found.feed.contents, { office, t, now }).map((entry) => ({ ...entry, organizer: organizerOf(office, t) })),
  };
}

const organizerOf = (office: Office, t: Translator) => ({
  name: readText(office.shortName, t.locale, office.language),
  address: office.contactEmail ?? senderAddress(),
});

type Shown = { office: Office; t: Translator; now: number };

/** Each meeting once, however many days it lasts; then, where wanted, whole days on which something is due. */
function entriesOf({ meetings, replies, dues }: Calendar, contents: FeedContents, shown: Shown): CalendarEntry[] {
  const once = [...new Map(meetings.map(({ briefing }) => [briefing.id, briefing])).values()];
  const entries = once.map((briefing) => meeting(briefing, shown));
  if (contents === "meetings") return entries;
  const { t, office, now } = shown;
  const day = { sequence: 0, stamp: now, status: "confirmed" as const };
  return [
    ...entries,
    ...replies.map((reply) => ({
      ...day,
      uid: uidOf(`reply-${reply.briefing.id}`),
      when: { day: reply.day },
      summary: t("calendar.feed.reply", { title: readText(toldOutside(reply.briefing, office).title, t.locale, office.language) }),
      confidential: reply.briefing.confidential,
      url: env.appUrl + paths.invitations(reply.briefing.id),
    })),
    ...dues.map((due) => ({
      ...day,
      uid: uidOf(due.id),
      when: { day: due.dueOn },
      summary: t("calendar.feed.due", { what: due.what }),
      url: env.appUrl + paths.followUp(due.id),
    })),
  ];
}

const meeting = (found: Briefing, shown: Shown): CalendarEntry => entry(toldOutside(found, shown.office), shown);

const entry = (briefing: Briefing, { office, t, now }: Shown): CalendarEntry => ({
  uid: uidOf(briefing.id),
  sequence: briefing.sequence,
  stamp: now,
  when: { start: briefing.startsAt, end: briefing.endsAt },
  status: briefing.state === "draft" ? "tentative" : "confirmed",
  summary: readText(briefing.title, t.locale, office.language),
  location: briefing.confidential ? undefined : whereText({ t }, briefing),
  confidential: briefing.confidential,
  url: env.appUrl + paths.briefing(briefing.id),
});
