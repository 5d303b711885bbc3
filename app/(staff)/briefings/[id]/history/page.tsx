import type { Metadata } from "next";
import { auditSentence } from "@/app/audit-sentence";
import { present, staffContext } from "@/app/context";
import { Pager } from "@/components/ui/list";
import { type Changed, historyCount, historyOf, PAGE } from "@/core/briefings/history/queries";
import { findBriefing } from "@/core/briefings/queries";
import { listStaff } from "@/core/offices/queries";
import { formatDay, formatHour, formatZone, localOf } from "@/lib/dates";
import { joined } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";
import { fieldName, isBeginning, isTellable, type Reader, valueText } from "./values";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ page?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("briefings.history.title") };
}

/** Everything that happened to the briefing and what is in it, with the values before and after. */
export default async function History({ params, searchParams }: Props) {
  const { store, actor, office, t, locale } = await staffContext();
  const briefing = present(findBriefing(store, actor, (await params).id));
  const total = historyCount(store, office.id, briefing.id);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(pages, Math.max(1, Math.floor(Number((await searchParams).page)) || 1));
  const entries = historyOf(store, actor, briefing.id, { page }).map((entry) => ({ ...entry, local: localOf(entry.at, office.zone) }));
  const reader = {
    t,
    names: new Map(listStaff(store, actor).map((member) => [member.userId, member.name])),
    year: briefing.startsLocal.slice(0, 4),
  };
  const days = [...new Set(entries.map((entry) => entry.local.slice(0, 10)))];
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t("briefings.history.title")}</h2>
      <p className="meta mt-1 mb-4 max-w-2xl">{t("briefings.history.lead", { place: formatZone(office.zone, actor.now, locale) })}</p>
      <div className="sheet">
        {days.map((day) => (
          <section key={day} aria-label={formatDay(day, locale)}>
            <h3>{capitalized(formatDay(day, locale))}</h3>
            <dl className="dates">
              {entries
                .filter((entry) => entry.local.startsWith(day))
                .map((entry) => (
                  <div className="contents" key={entry.id}>
                    <dt>{formatHour(entry.local, locale)}</dt>
                    <dd>
                      {auditSentence(entry, t)}
                      {!isBeginning(entry.action) && <Changes changes={entry.changes} reader={{ ...reader, subject: entry.subjectType }} />}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <Pager
          label={t("briefings.history.pages")}
          range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(total, page * PAGE), total })}
          previous={page > 1 ? paths.history(briefing.id, { page: page - 1 }) : undefined}
          next={page < pages ? paths.history(briefing.id, { page: page + 1 }) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </div>
    </section>
  );
}

/** What an entry changed, field by field; fields that only point at other records are left out. */
function Changes({ changes: all, reader }: { changes: Changed[]; reader: Reader }) {
  const { t } = reader;
  const changes = all.filter((change) => isTellable(change, reader));
  if (changes.length === 0) return null;
  return (
    <details>
      <summary className="link meta">
        {t("briefings.history.changed", { fields: joined([...new Set(changes.flatMap((c) => fieldName(c.field, t) ?? []))], t.locale) })}
      </summary>
      <div className="overflow-x-auto">
        <table className="table my-2">
          <thead>
            <tr>
              <th scope="col">{t("briefings.history.field")}</th>
              <th scope="col">{t("briefings.history.before")}</th>
              <th scope="col">{t("briefings.history.after")}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field}>
                <th scope="row">{fieldName(change.field, t)}</th>
                <td data-label={t("briefings.history.before")}>{valueText(change.before, change.field, reader)}</td>
                <td data-label={t("briefings.history.after")}>{valueText(change.after, change.field, reader)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
