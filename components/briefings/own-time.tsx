"use client";

import { useEffect, useState } from "react";

type Props = {
  /** Start and end, milliseconds UTC. */
  from: number;
  to: number;
  /** The zone of the meeting, to tell whether the reader's clock shows the same hour then. */
  zone: string;
  /** The reader's language with its region. */
  locale: string;
  /** "In your time zone: {time}". */
  text: string;
};

/** The hour on the reader's own clock, where that is another one on the day of the meeting. Only the browser knows its zone: without script nothing is said. */
export function OwnTime({ from, to, zone, locale, text }: Props) {
  const [time, setTime] = useState("");
  useEffect(() => setTime(ownTime(from, to, zone, locale)), [from, to, zone, locale]);
  return time ? <span>{text.replace("{time}", time)}</span> : null;
}

const offset = (at: number, timeZone: string): string =>
  (
    new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "shortOffset" }).formatToParts(at).find((part) => part.type === "timeZoneName")
      ?.value ?? ""
  )
    .replace("GMT", "UTC")
    .replace("-", "−");

function ownTime(from: number, to: number, zone: string, locale: string): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (offset(from, own) === offset(from, zone) && offset(to, own) === offset(to, zone)) return "";
  const clock = new Intl.DateTimeFormat(locale, { weekday: "short", hour: "numeric", minute: "2-digit", timeZone: own });
  const range = clock.formatRange(from, to).replace(/\s*–\s*/, "–");
  return `${range} (${offset(from, own)})`;
}
