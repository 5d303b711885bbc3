import { Pill } from "@/components/ui/pill";
import type { LetterState } from "@/core/invitations/letters/rules";

export type FileLink = { href: string; text: string; label: string };

/** A line of the register, every text ready. */
export type LetterRow = {
  id: string;
  href: string;
  number: string;
  date: string;
  kind: string;
  to: { lines: string[]; lang: string };
  briefing: { href: string; text: string; lang: string };
  via: string;
  state: LetterState;
  stateText: string;
  /** What of its words no longer holds. */
  remark: string;
  files: FileLink[];
};

const looks = { void: ["none", "minus"], received: ["yes", "check"], signed: ["yes", "document"], issued: ["sent", "mail"] } as const;

/** Where a letter stands, as a pill. */
export const LetterPill = ({ state, text }: { state: LetterState; text: string }) => (
  <Pill tone={looks[state][0]} icon={looks[state][1]}>
    {text}
  </Pill>
);

/** Files as links, each with what it is of for those who hear the page. */
export const FileLinks = ({ files }: { files: FileLink[] }) => (
  <span className="files">
    {files.map(({ href, text, label }) => (
      <a key={href} className="link" href={href} aria-label={label} download>
        {text}
      </a>
    ))}
  </span>
);

type Words = Record<"number" | "date" | "kind" | "to" | "briefing" | "via" | "state" | "files", string>;

/** The register of outgoing notes, one line a number. */
export function RegisterTable({ rows, words }: { rows: LetterRow[]; words: Words }) {
  const heads = ["number", "date", "to", "briefing", "state", "files"] as const;
  return (
    <table className="table register">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {words[head]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <a className="name number-of" href={row.href}>
                {row.number}
              </a>
              <span className="meta">{row.kind}</span>
            </th>
            <td data-label={words.date} className="day-of">
              {row.date}
            </td>
            <td data-label={words.to}>
              <span lang={row.to.lang}>{row.to.lines[0]}</span>
              <span className="meta" lang={row.to.lang}>
                {row.to.lines.slice(1).join(", ")}
              </span>
              {row.via && (
                <span className="meta" lang={row.to.lang}>
                  {row.via}
                </span>
              )}
            </td>
            <td data-label={words.briefing}>
              <a className="link" href={row.briefing.href} lang={row.briefing.lang}>
                {row.briefing.text}
              </a>
            </td>
            <td data-label={words.state}>
              <LetterPill state={row.state} text={row.stateText} />
              {row.remark && <span className="meta">{row.remark}</span>}
            </td>
            <td data-label={words.files}>
              <FileLinks files={row.files} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
