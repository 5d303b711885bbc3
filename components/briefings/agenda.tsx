import { Fragment, type ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Said } from "@/components/ui/page";
import { byDay } from "@/core/briefings/agenda/rules";
import { formatDay } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import { capitalized } from "@/lib/text";

export type AgendaRow = {
  id: string;
  /** Local start, `YYYY-MM-DDTHH:mm`. */
  start: string;
  hour: string;
  length: string;
  title: { text: string; lang: string };
  locale: Locale;
  /** The kind, where the title does not say it. */
  kind?: string;
  speakers: { name: string; post?: string }[];
  papers?: PaperLink[];
  /** "Opening remarks, 2 of 6, 9:20": names the buttons' row, and is read out after a move. */
  place: string;
};

/** A paper where it is only named: its title, and what it is. */
export type PaperLink = { href: string; title: string; lang?: string; facts: string };

/** The papers of an item, or of the meeting, each its own download. */
export function PaperLinks({ papers }: { papers: PaperLink[] }) {
  if (papers.length === 0) return null;
  return (
    <ul className="paper-links">
      {papers.map(({ href, title, lang, facts }) => (
        <li key={href}>
          <Icon name="document" size={16} />
          <span>
            <a className="link" href={href} lang={lang}>
              {title}
            </a>{" "}
            <span className="meta">{facts}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

type List = {
  rows: AgendaRow[];
  words?: { up: string; down: string; edit: string; remove: string };
  editHref: (id: string) => string;
  openId?: string;
  form?: ReactNode;
};

/** The items in their order, over several days each under its date. The buttons belong to the form `arrange`; without `words` the list is only read. */
export function AgendaList(list: List) {
  const days = byDay(list.rows);
  return days.map(({ day, items }) => (
    <Fragment key={day}>
      {days.length > 1 && items[0] && <h3 className="agenda-day">{capitalized(formatDay(day, items[0].locale))}</h3>}
      <ol className="agenda">
        {items.map((row) => (
          <Item key={row.id} row={row} {...list} />
        ))}
      </ol>
    </Fragment>
  ));
}

function Item({ row, rows, words, editHref, openId, form }: List & { row: AgendaRow }) {
  return (
    <li id={row.id} data-place={row.place}>
      <div className="when">
        <b>{row.hour}</b>
        <span className="meta">{row.length}</span>
      </div>
      <div className="what">
        <p className="name">
          <Said reading={row.title} locale={row.locale} />
        </p>
        {row.kind && <p className="meta">{row.kind}</p>}
        {row.speakers.map((speaker) => (
          <p key={`${speaker.name}${speaker.post}`}>
            {speaker.name}
            {speaker.post && <span className="text-muted">, {speaker.post}</span>}
          </p>
        ))}
        {row.papers && <PaperLinks papers={row.papers} />}
      </div>
      {words && (
        <div className="acts no-print">
          <Move act="up" row={row} words={words.up} icon="up" off={row === rows[0]} />
          <Move act="down" row={row} words={words.down} icon="down" off={row === rows.at(-1)} />
          <a className="button plain" href={editHref(row.id)} aria-current={openId === row.id ? "true" : undefined}>
            {words.edit}
            <span className="heard-only">: {row.title.text}</span>
          </a>
          <button className="button plain" form="arrange" name="act" value={`remove:${row.id}`} type="submit">
            {words.remove}
            <span className="heard-only">: {row.title.text}</span>
          </button>
        </div>
      )}
      {openId === row.id && <div className="agenda-form">{form}</div>}
    </li>
  );
}

/** A step up or down. At the ends it stays reachable, so that focus is not lost, and says that it does nothing. */
export function Move({
  act,
  row,
  words,
  icon,
  off,
}: {
  act: "up" | "down";
  row: Pick<AgendaRow, "id" | "place">;
  words: string;
  icon: "up" | "down";
  off: boolean;
}) {
  return (
    <button
      className="button step"
      form="arrange"
      name="act"
      value={`${act}:${row.id}`}
      type="submit"
      id={`${act}-${row.id}`}
      aria-disabled={off || undefined}
      aria-keyshortcuts={act === "up" ? "Alt+ArrowUp" : "Alt+ArrowDown"}
    >
      <Icon name={icon} label={`${words}: ${row.place}`} />
    </button>
  );
}
