import { Move } from "@/components/briefings/agenda";
import { Said } from "@/components/ui/page";

export type TemplateLine = {
  id: string;
  href: string;
  copyHref: string;
  name: { text: string; lang: string };
  locale: string;
  meta: string;
  /** "Workshop, 2 of 4": names the buttons' row, and is read out after a move. */
  place: string;
};

type Words = Record<"up" | "down" | "copy" | "archive" | "restore", string>;

/** Templates in their order, each with what can be done with it; those put `away` can only come back. The buttons belong to the form `arrange`. */
export function TemplateList({ lines, words, away = false }: { lines: TemplateLine[]; words: Words; away?: boolean }) {
  return (
    <ol className="templates">
      {lines.map((line) => (
        <li key={line.id} data-place={line.place}>
          <div>
            <a className="name" href={line.href}>
              <Said reading={line.name} locale={line.locale} />
            </a>
            <p className="meta">{line.meta}</p>
          </div>
          <div className="acts">
            {!away && (
              <>
                <Move act="up" row={line} words={words.up} icon="up" off={line === lines[0]} />
                <Move act="down" row={line} words={words.down} icon="down" off={line === lines.at(-1)} />
                <a className="button plain" href={line.copyHref}>
                  {words.copy}
                  <span className="heard-only">: {line.name.text}</span>
                </a>
              </>
            )}
            <button className="button plain" form="arrange" name="act" value={`${away ? "restore" : "archive"}:${line.id}`} type="submit">
              {away ? words.restore : words.archive}
              <span className="heard-only">: {line.name.text}</span>
            </button>
          </div>
        </li>
      ))}
    </ol>
  );
}
