import ical, {
  escape as escaped,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
} from "ical-generator";
import { Temporal } from "temporal-polyfill";
import { env } from "./env";
import { clean } from "./text";

/** A mailbox in a calendar: who invites, or who is invited. */
type Party = { name: string; address: string };

/** Something a calendar shows. `stamp`, `start` and `end` are milliseconds UTC; `day` (`YYYY-MM-DD`) is a whole day instead. */
export type CalendarEntry = {
  /** Unique in this installation and the same for life; see `uidOf`. */
  uid: string;
  /** Raised by the organizer when time or place changes, and with a cancellation (RFC 5546, 2.1.4). */
  sequence: number;
  /** When this version was written; orders versions of one sequence. */
  stamp: number;
  when: { start: number; end: number } | { day: string };
  status: "confirmed" | "tentative" | "cancelled";
  summary: string;
  location?: string;
  description?: string;
  url?: string;
  /** Shown to nobody but the calendar's owner, where their program heeds it. */
  confidential?: boolean;
  organizer?: Party;
  /** The one invited: their calendar offers them to accept or decline; with an answer that holds, it keeps that one. */
  attendee?: Party & { answer?: "accepted" | "tentative" | "declined" };
};

/** `request` asks for an answer, `cancel` takes back what was asked, `publish` only tells (RFC 5546, 1.4). */
export type CalendarMethod = "request" | "cancel" | "publish";

const methods = {
  request: ICalCalendarMethod.REQUEST,
  cancel: ICalCalendarMethod.CANCEL,
  publish: ICalCalendarMethod.PUBLISH,
} as const;

const answers = {
  accepted: ICalAttendeeStatus.ACCEPTED,
  tentative: ICalAttendeeStatus.TENTATIVE,
  declined: ICalAttendeeStatus.DECLINED,
} as const;

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const;

/** The identity of a record in every calendar it reaches. */
export const uidOf = (id: string): string => `${id}@${new URL(env.appUrl).hostname}`;

/** Readers disagree on quotation marks and backslashes within the quoted name of a party. */
const partyName = (name: string): string => clean(name).replace(/["\\]/g, "’").replace(/\s+/g, " ");

const oneLine = (text: string): string => clean(text).replace(/\s+/g, " ");

const utc = (at: number) => Temporal.Instant.fromEpochMilliseconds(at);

/** An iCalendar object (RFC 5545): times in UTC, lines folded by octets, each ended by CRLF, the last one too. */
export function calendarText(method: CalendarMethod, entries: readonly CalendarEntry[], name?: string): string {
  const calendar = ical({
    prodId: { company: "Enlace", product: "Enlace", language: "EN" },
    method: methods[method],
    // The library writes a name as it comes.
    ...(name ? { name: escaped(oneLine(name), false), ttl: 3600 } : {}),
  });
  for (const entry of entries) {
    const { uid, sequence, stamp, when, status, summary, location, description, url, confidential, organizer, attendee } = entry;
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: utc(stamp),
      ...("day" in when ? { allDay: true, start: Temporal.PlainDate.from(when.day) } : { start: utc(when.start), end: utc(when.end) }),
      status: statuses[status],
      summary: oneLine(summary),
      location: location ? oneLine(location) : null,
      description: description ? clean(description) : null,
      url: url ?? null,
      class: confidential ? ICalEventClass.CONFIDENTIAL : null,
      organizer: organizer ? { name: partyName(organizer.name), email: organizer.address } : null,
      attendees: attendee
        ? [
            {
              name: partyName(attendee.name) || attendee.address,
              email: attendee.address,
              rsvp: method === "request" && !attendee.answer,
              role: ICalAttendeeRole.REQ,
              type: ICalAttendeeType.INDIVIDUAL,
              status: attendee.answer ? answers[attendee.answer] : ICalAttendeeStatus.NEEDSACTION,
            },
          ]
        : [],
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** Addresses that put an entry into a calendar on the web, each opened by a person; they carry nothing personal. */
export function webCalendars({
  when,
  summary,
  location = "",
  description = "",
}: CalendarEntry): Record<"google" | "outlook" | "office", string> {
  if ("day" in when) throw new Error("A whole day has no hours to link to.");
  const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
  const compact = (at: number): string => iso(at).replace(/[-:]/g, "");
  const google = new URLSearchParams({
    action: "TEMPLATE",
    text: summary,
    dates: `${compact(when.start)}/${compact(when.end)}`,
    location,
    details: description,
  });
  const compose = new URLSearchParams({
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: summary,
    startdt: iso(when.start),
    enddt: iso(when.end),
    location,
    body: description,
  });
  return {
    google: `https://calendar.google.com/calendar/render?${google}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${compose}`,
    office: `https://outlook.office.com/calendar/0/deeplink/compose?${compose}`,
  };
}
