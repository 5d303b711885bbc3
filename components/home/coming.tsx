import type { ReactNode } from "react";
import type { Tone } from "@/components/ui/pill";
import { Tally } from "@/components/ui/tally";

export type Coming = {
  id: string;
  href: string;
  /** Weekday, day and month of the block at the left. */
  day: { before: string; number: string; after: string };
  title: ReactNode;
  meta: string;
  parts: { tone: Tone; n: number }[];
  words: string;
};

/** The next briefings: date, title, and what the institutions have said so far. */
export function NextBriefings({ briefings }: { briefings: Coming[] }) {
  return (
    <ol className="coming">
      {briefings.map((b) => (
        <li key={b.id}>
          <p className="day">
            {b.day.before} <b>{b.day.number}</b> {b.day.after}
          </p>
          <div>
            <a className="name" href={b.href}>
              {b.title}
            </a>
            <p className="meta">{b.meta}</p>
            <Tally parts={b.parts} />
            <p className="meta">{b.words}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Four plain figures, each a link to its rows. */
export function Figures({ figures }: { figures: { n: number; words: string; href: string }[] }) {
  return (
    <ul className="figures">
      {figures.map((f) => (
        <li key={f.words}>
          <a href={f.href}>
            <b>{f.n}</b> <span>{f.words}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What an office does first, computed from its data; gone when all is done. */
export function FirstRun({
  title,
  steps,
}: {
  title: string;
  steps: { text: string; href: string; done: boolean; state: string; icon: ReactNode }[];
}) {
  return (
    <section className="sheet" aria-labelledby="first">
      <div className="sheet-head">
        <h2 id="first">{title}</h2>
      </div>
      <ol className="needs">
        {steps.map((step) => (
          <li key={step.href + step.text}>
            {step.icon}
            <p>
              {step.done ? (
                step.text
              ) : (
                <a className="name" href={step.href}>
                  {step.text}
                </a>
              )}
            </p>
            <p className="due meta">{step.state}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
