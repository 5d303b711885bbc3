import { Icon } from "@/components/ui/icon";
import type { FollowUpRow, Party } from "@/core/followups/register/rules";
import { isOverdue } from "@/core/followups/rules";
import type { Verdict } from "@/db/schema/followups";
import { verdictLooks } from "./state";
import { dueShort, leadShort, type Reader, shortName, writtenIn } from "./words";

export type QueueRow = { row: FollowUpRow; parties: Party[]; href: string; verdict?: Verdict; current: boolean };

/** What is to be decided, in order; decided rows stay, with their mark. */
export function Queue({ rows, before, after, reader }: { rows: QueueRow[]; before: number; after: number; reader: Reader }) {
  const { t } = reader;
  return (
    <nav className="queue" aria-label={t("followups.review.queue")}>
      {before > 0 && <p className="meta">{t("followups.review.before", { n: before })}</p>}
      <ol>
        {rows.map(({ row, parties, href, verdict, current }) => (
          <li key={row.id} className={verdict && "decided"}>
            <a href={href} aria-current={current ? "true" : undefined}>
              <span lang={writtenIn(reader)}>{row.what}</span>
              {verdict && (
                <Icon name={verdictLooks[verdict].icon} className={verdictLooks[verdict].tone} label={t(`followups.verdicts.${verdict}`)} />
              )}
              <span className="meta">
                <Who row={row} parties={parties} reader={reader} />
                <When row={row} reader={reader} decided={verdict !== undefined} />
              </span>
            </a>
          </li>
        ))}
      </ol>
      {after > 0 && <p className="meta">{t("followups.review.after", { n: after })}</p>}
    </nav>
  );
}

function Who({ row, parties, reader }: { row: FollowUpRow; parties: Party[]; reader: Reader }) {
  const { t, own } = reader;
  if (row.lead.kind !== "office") return <span lang={writtenIn(reader)}>{leadShort(row.lead, reader)}</span>;
  const others = parties.map((p) => shortName(p.acronym, p.name, own));
  return others.length > 0 ? t("followups.usFor", { names: others.join(", ") }) : t("followups.us");
}

function When({ row, reader, decided }: { row: FollowUpRow; reader: Reader; decided: boolean }) {
  const due = dueShort(row, reader);
  if (!due.text) return null;
  const text = decided || isOverdue(row, reader.today) ? due.text : reader.t("followups.dueOn", { day: due.text });
  return (
    <>
      {" · "}
      <span className={due.late && !decided ? "late" : undefined}>{text}</span>
    </>
  );
}
