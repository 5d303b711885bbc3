import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

export type PaperRow = {
  id: string;
  title: string;
  /** The language it is marked with, where that is one. */
  lang?: string;
  href: string;
  /** What it is, its language, whom it is for, when it came from whom. */
  facts: string[];
  /** "Plans for 2022, 2 of 3": names the buttons' row, and is read out after a move. */
  place: string;
  /** Why others do not get the newest version yet, with the button that settles it. */
  waits?: ReactNode;
  earlier: { href: string; text: string }[];
  renewHref: string;
  editHref: string;
  form?: ReactNode;
  first: boolean;
  last: boolean;
};

export type PaperWords = { up: string; down: string; edit: string; remove: string; renew: string; earlier: string };

/** The papers of one place in their order. The buttons belong to the form `arrange`; without `acts` the list is only read. */
export function PaperList({ rows, words, acts }: { rows: PaperRow[]; words: PaperWords; acts: boolean }) {
  return (
    <ol className="papers">
      {rows.map((row) => (
        <li key={row.id} id={row.id} data-place={row.place}>
          <div className="what">
            <p className="name">
              <a className="link" href={row.href} lang={row.lang}>
                {row.title}
              </a>
            </p>
            <p className="meta facts">
              {row.facts.map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
            </p>
            {row.waits}
            {row.earlier.length > 0 && (
              <details>
                <summary className="link meta">{words.earlier.replace("{n}", String(row.earlier.length))}</summary>
                <ul>
                  {row.earlier.map(({ href, text }) => (
                    <li key={href}>
                      <a className="link" href={href}>
                        {text}
                      </a>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
          {acts && <Acts row={row} words={words} />}
          {row.form && <div className="agenda-form">{row.form}</div>}
        </li>
      ))}
    </ol>
  );
}

function Acts({ row, words }: { row: PaperRow; words: PaperWords }) {
  return (
    <div className="acts no-print">
      {(["up", "down"] as const).map((act) => (
        <button
          key={act}
          className="button step"
          form="arrange"
          name="act"
          value={`${act}:${row.id}`}
          type="submit"
          id={`${act}-${row.id}`}
          aria-disabled={(act === "up" ? row.first : row.last) || undefined}
          aria-keyshortcuts={act === "up" ? "Alt+ArrowUp" : "Alt+ArrowDown"}
        >
          <Icon name={act} label={`${words[act]}: ${row.place}`} />
        </button>
      ))}
      <a className="button plain" href={row.renewHref}>
        {words.renew}
        <span className="heard-only">: {row.title}</span>
      </a>
      <a className="button plain" href={row.editHref}>
        {words.edit}
        <span className="heard-only">: {row.title}</span>
      </a>
      <button className="button plain" form="arrange" name="act" value={`remove:${row.id}`} type="submit">
        {words.remove}
        <span className="heard-only">: {row.title}</span>
      </button>
    </div>
  );
}
