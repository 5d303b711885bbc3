import { Buffer } from "node:buffer";
import fc from "fast-check";
import ICAL from "ical.js";
import { convertIcsCalendar } from "ts-ics";
import { describe, expect, it } from "vitest";
import { type CalendarEntry, calendarText, uidOf, webCalendars } from "@/lib/calendar";
import { clean } from "@/lib/text";

const entry: CalendarEntry = {
  uid: "inv_1@enlace.example",
  sequence: 2,
  stamp: Date.parse("2021-11-22T14:00:00Z"),
  when: { start: Date.parse("2021-12-14T14:00:00Z"), end: Date.parse("2021-12-14T16:00:00Z") },
  status: "confirmed",
  summary: "Presentación ejecutiva; planes 2022, áreas de interés",
  location: "Sala Ancón, Ciudad del Saber",
  description: "Preguntas: OIM Panamá\n+507 305 3350",
  organizer: { name: 'OIM "Panamá"; oficina', address: "oficina@oim-panama.example" },
  attendee: { name: "Dra. Ana Ruiz, MINSA", address: "ana.ruiz@minsa.example" },
};

/** The fields two independent parsers read of a calendar's first entry. */
function parsed(text: string) {
  const root = new ICAL.Component(ICAL.parse(text));
  const event = root.getFirstSubcomponent("vevent");
  if (!event) throw new Error("There is no event.");
  const read = (name: string): string => String(event.getFirstPropertyValue(name) ?? "");
  const attendee = event.getFirstProperty("attendee");
  const mozilla = {
    method: String(root.getFirstPropertyValue("method")),
    uid: read("uid"),
    sequence: Number(read("sequence")),
    summary: read("summary"),
    location: read("location"),
    description: read("description"),
    start: (event.getFirstPropertyValue("dtstart") as ICAL.Time).toJSDate().getTime(),
    attendee: attendee && { name: String(attendee.getParameter("cn")), to: String(attendee.getFirstValue()).toLowerCase() },
  };
  const other = convertIcsCalendar(undefined, text);
  const [second] = other.events ?? [];
  if (!second) throw new Error("There is no event.");
  const [invited] = second.attendees ?? [];
  return [
    mozilla,
    {
      method: String(other.method),
      uid: second.uid,
      sequence: second.sequence,
      summary: second.summary,
      location: second.location ?? "",
      description: second.description ?? "",
      start: second.start.date.getTime(),
      attendee: invited && { name: invited.name, to: `mailto:${invited.email.toLowerCase()}` },
    },
  ] as const;
}

const lines = (text: string): string[] => text.split("\r\n");

describe("a calendar object", () => {
  it("says the same to two parsers", () => {
    const [one, two] = parsed(calendarText("request", [entry]));
    expect(one).toEqual({
      method: "REQUEST",
      uid: entry.uid,
      sequence: 2,
      summary: entry.summary,
      location: entry.location,
      description: entry.description,
      start: Date.parse("2021-12-14T14:00:00Z"),
      attendee: { name: "Dra. Ana Ruiz, MINSA", to: "mailto:ana.ruiz@minsa.example" },
    });
    expect(two.summary).toBe(one.summary);
    expect(two.start).toBe(one.start);
    expect(two.attendee?.to).toBe(one.attendee?.to);
  });

  it("asks one invited person for an answer, names the organizer, and keeps to UTC", () => {
    const text = calendarText("request", [entry]).replace(/\r\n /g, "");
    expect(text.match(/^ATTENDEE/gm)).toHaveLength(1);
    expect(text).toMatch(/RSVP=TRUE/);
    expect(text).toMatch(/^ORGANIZER;CN="OIM ’Panamá’; oficina":mailto:oficina@oim-panama\.example$/m);
    expect(text).toContain("DTSTART:20211214T140000Z");
    expect(text).not.toContain("TZID");
  });

  it("keeps an answer that holds, and asks for none then", () => {
    for (const [answer, status] of [
      ["accepted", "ACCEPTED"],
      ["tentative", "TENTATIVE"],
      ["declined", "DECLINED"],
    ] as const) {
      const attendee = { name: "Ana", address: "ana.ruiz@minsa.example", answer };
      const text = calendarText("request", [{ ...entry, attendee }]).replace(/\r\n /g, "");
      expect(text).toMatch(new RegExp(`^ATTENDEE.*PARTSTAT=${status};RSVP=FALSE`, "m"));
    }
    expect(calendarText("request", [entry]).replace(/\r\n /g, "")).toMatch(/PARTSTAT=NEEDS-ACTION;RSVP=TRUE/);
  });

  it("cancels under the same identity with its own method and state", () => {
    const text = calendarText("cancel", [{ ...entry, sequence: 3, status: "cancelled" }]);
    expect(text).toContain("METHOD:CANCEL");
    expect(text).toContain("STATUS:CANCELLED");
    expect(text.replace(/\r\n /g, "")).toContain("RSVP=FALSE");
    expect(parsed(text)[0]).toMatchObject({ uid: entry.uid, sequence: 3 });
  });

  it("holds a whole day as a day, in no zone", () => {
    expect(calendarText("publish", [{ ...entry, when: { day: "2021-12-03" } }])).toContain("DTSTART;VALUE=DATE:20211203");
  });

  it("takes its identity from the record and the installation", () => {
    expect(uidOf("inv_1")).toMatch(/^inv_1@[a-z.]+$/);
  });

  it("survives any text: folded by octets, ended by CRLF, nothing injected, both parsers reading what was meant", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.string({ unit: "grapheme", maxLength: 80 }),
        fc.constantFrom("", "\r\nATTENDEE:mailto:x@y.z", '";CN="x', "\\", "\\n", ":;,", "🙂👩‍⚖️", "á\u0301"),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (wild, words, trick, start) => {
          const summary = `S${words}${trick}`;
          const text = calendarText("request", [
            {
              ...entry,
              summary,
              location: `L${wild}${trick}`,
              description: `D${words}${trick}${wild}`,
              when: { start: Math.floor(start / 1000) * 1000, end: Math.floor(start / 1000) * 1000 + 3_600_000 },
              attendee: { name: `N${words}${trick}`, address: "ana.ruiz@minsa.example" },
            },
          ]);
          expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
          expect(text.replace(/\r\n/g, "")).not.toMatch(/[\r\n]/);
          for (const line of lines(text)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(text.replace(/\r\n /g, "").match(/^ATTENDEE/gm)).toHaveLength(1);
          const [one, two] = parsed(text);
          expect(one.summary).toBe(clean(summary).replace(/\s+/g, " "));
          expect(one.start).toBe(Math.floor(start / 1000) * 1000);
          expect(two.start).toBe(one.start);
          expect(two.uid).toBe(one.uid);
          expect(one.attendee?.to).toBe("mailto:ana.ruiz@minsa.example");
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("links to calendars on the web", () => {
  it("carry title, place and hours in UTC", () => {
    const { google, outlook, office } = webCalendars(entry);
    expect(new URL(google).searchParams.get("dates")).toBe("20211214T140000Z/20211214T160000Z");
    expect(new URL(google).searchParams.get("text")).toBe(entry.summary);
    expect(new URL(outlook).searchParams.get("startdt")).toBe("2021-12-14T14:00:00Z");
    expect(new URL(office).hostname).toBe("outlook.office.com");
  });
});
