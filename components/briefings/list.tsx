import { Said } from "@/components/ui/page";
import type { Tone } from "@/components/ui/pill";
import { Tally } from "@/components/ui/tally";
import type { BriefingState } from "@/db/schema/briefings";
import { StatePill } from "./state";

export type BriefingLine = {
  href: string;
  title: { text: string; lang: string };
  locale: string;
  /** The date block; none while the date is open. */
  day?: { number: string; month: string; year?: string };
  when: string;
  zone: string;
  place: { text: string; lang: string };
  mode: string;
  state: BriefingState;
  stateText: string;
  answers: string;
  parts?: { tone: Tone; n: number }[];
};

/** Briefings as lines: the day at the left, what and where, how many answered. */
export function BriefingList({ lines }: { lines: BriefingLine[] }) {
  return (
    <ul className="briefing-list">
      {lines.map((line) => (
        <li key={line.href}>
          <div className="day" aria-hidden="true">
            {line.day ? (
              <>
                <b>{line.day.number}</b>
                {line.day.month}
                {line.day.year && <span>{line.day.year}</span>}
              </>
            ) : (
              <b>–</b>
            )}
          </div>
          <div className="what">
            <a className="name" href={line.href} lang={line.title.lang === line.locale ? undefined : line.title.lang}>
              {line.title.text}
            </a>
            <p className="meta facts">
              <span>{line.when}</span>
              {line.zone && <span>{line.zone}</span>}
              <span>
                {line.place.text && <Said reading={line.place} locale={line.locale} />}
                {line.place.text && ", "}
                {line.mode}
              </span>
            </p>
          </div>
          <div className="stands">
            <StatePill state={line.state} text={line.stateText} />
          </div>
          <div className="said">
            {line.parts && <Tally parts={line.parts} />}
            <span className="meta">{line.answers}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
