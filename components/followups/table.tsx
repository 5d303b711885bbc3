import { Fragment } from "react";
import { Said } from "@/components/ui/page";
import type { FollowUpRow, Party } from "@/core/followups/register/rules";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { FollowUpPill } from "./state";
import { dueShort, momentDay, type Reader, shortName, writtenIn } from "./words";

/** Follow-ups as rows: what, who, until when, how it stands. Cards on a phone. */
export function FollowUpTable({
  rows,
  parties,
  reader,
  origin = true,
}: {
  rows: FollowUpRow[];
  parties: Map<string, Party[]>;
  reader: Reader;
  /** Whether the briefing stands below; not on the briefing's own page. */
  origin?: boolean;
}) {
  const { t } = reader;
  return (
    <table className="table follow-ups">
      <thead>
        <tr>
          <th scope="col">{t("followups.columns.what")}</th>
          <th scope="col">{t("followups.columns.lead")}</th>
          <th scope="col">{t("followups.columns.due")}</th>
          <th scope="col">{t("followups.columns.state")}</th>
          <th scope="col">{t("followups.columns.news")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const due = dueShort(row, reader);
          return (
            <tr key={row.id}>
              <th scope="row">
                <a className="name" href={paths.followUp(row.id)} lang={writtenIn(reader)}>
                  {row.what}
                </a>
                <span className="meta">
                  {t("followups.number", { number: row.number })}
                  {origin && row.briefing && (
                    <>
                      {" · "}
                      <Said reading={read(row.briefing.title, t.locale, reader.own)} locale={t.locale} />
                    </>
                  )}
                  {row.projectCode && ` · ${row.projectCode}`}
                </span>
              </th>
              <td>
                <Lead row={row} parties={parties.get(row.id) ?? []} reader={reader} />
              </td>
              <td className="nowrap" data-label={due.text && !due.late ? t("followups.columns.due") : undefined}>
                {due.text && <span className={due.late ? "late" : undefined}>{due.text}</span>}
              </td>
              <td>
                <FollowUpPill state={row.state} t={t} />
              </td>
              <td className="nowrap text-muted" data-label={t("followups.columns.news")}>
                {momentDay(row.newsAt, reader)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Lead({ row: { lead }, parties, reader }: { row: FollowUpRow; parties: Party[]; reader: Reader }) {
  const { t, own, office } = reader;
  return (
    <>
      {lead.kind === "office" ? (
        <b className="font-semibold">{office}</b>
      ) : (
        <a className="name" href={paths.institution(lead.institutionId ?? "")} lang={writtenIn(reader)}>
          {shortName(lead.acronym, lead.name, own)}
        </a>
      )}
      {(lead.user || lead.kind === "person") && (
        <span className="meta">
          {lead.person && lead.personId ? (
            <a className="name font-normal!" href={paths.person(lead.personId)}>
              {lead.person}
            </a>
          ) : (
            (lead.user ?? t("followups.story.former"))
          )}
        </span>
      )}
      {parties.length > 0 && (
        <span className="meta">
          {t.rich("followups.withOthers", {
            list: () =>
              parties.map((p, i) => (
                <Fragment key={p.institutionId}>
                  {i > 0 && ", "}
                  <a className="name font-normal!" href={paths.institution(p.institutionId)}>
                    {shortName(p.acronym, p.name, own)}
                  </a>
                </Fragment>
              )),
          })}
        </span>
      )}
    </>
  );
}
