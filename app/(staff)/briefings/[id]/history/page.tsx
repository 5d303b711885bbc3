import type { Metadata } from "next";
import { auditSentence } from "@/app/audit-sentence";
import { present, staffContext } from "@/app/context";
import { Pager } from "@/components/ui/list";
import { type Changed, historyCount, historyOf, PAGE } from "@/core/briefings/history/queries";
import { findBriefing } from "@/core/briefings/queries";
import { readText } from "@/core/kernel/localized";
import { formatDay, formatHour, formatZone, localOf } from "@/lib/dates";
import { joined, type Translator } from "@/lib/i18n";
import { isLocale, languageNames } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ page?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office, t, locale } = await staffContext();
  const briefing = present(findBriefing(store, actor, (await params).id));
  return { title: t("briefings.history.titled", { title: readText(briefing.title, locale, office.language) }) };
}

/** Everything that happened to the briefing and what is in it, with the values before and after. */
export default async function History({ params, searchParams }: Props) {
  const { store, actor, office, t, locale } = await staffContext();
  const briefing = present(findBriefing(store, actor, (await params).id));
  const total = historyCount(store, office.id, briefing.id);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(pages, Math.max(1, Math.floor(Number((await searchParams).page)) || 1));
  const entries = historyOf(store, actor, briefing.id, { page }).map((entry) => ({ ...entry, local: localOf(entry.at, office.zone) }));
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
                      <Changes changes={entry.changes} subject={entry.subjectType} t={t} />
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

const fieldName = (field: string, t: Translator): string =>
  t.maybe(`briefings.history.fields.${field}`) ??
  t.maybe(`briefings.fields.${field}`)?.toLocaleLowerCase() ??
  t("briefings.history.fields.other");

/** Identifiers of ours say nothing to a reader. */
const isIdentifier = (value: unknown): boolean => typeof value === "string" && /^[a-z]{2,5}_[0-9a-z]{25}$/.test(value);

function Changes({ changes: all, subject, t }: { changes: Changed[]; subject: string; t: Translator }) {
  const changes = all.filter((c) => ![c.before, c.after].flat().some(isIdentifier));
  if (changes.length === 0) return null;
  return (
    <details>
      <summary className="link meta">
        {t("briefings.history.changed", { fields: joined([...new Set(changes.map((c) => fieldName(c.field, t)))], t.locale) })}
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
                <td data-label={t("briefings.history.before")}>{valueText(change.before, change.field, t, subject)}</td>
                <td data-label={t("briefings.history.after")}>{valueText(change.after, change.field, t, subject)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A stored value in words: states and answers by their names, texts by language, lists joined. */
function valueText(value: unknown, field: string, t: Translator, subject = ""): string {
  if (value === null || value === undefined || value === "") return t("briefings.history.nothing");
  if (Array.isArray(value))
    return value.length === 0
      ? t("briefings.history.nothing")
      : joined(
          value.map((one) => valueText(one, field, t)),
          t.locale,
        );
  if (typeof value === "object")
    return Object.entries(value)
      .filter(([, one]) => one !== null && one !== "")
      .map(([key, one]) => (isLocale(key) ? `${languageNames[key]}: ${valueText(one, field, t)}` : valueText(one, key, t)))
      .join(" · ");
  const text = String(value);
  const vocabulary: Record<string, string> = {
    state: subject === "follow_up" ? "followUpStates" : "briefingStates",
    answer: "answers",
    role: "delegateRoles",
    mode: "briefingModes",
    type: "briefingTypes",
    kind: "agendaKinds",
    topics: "topics",
    sdgs: "sdgs",
  };
  const group = vocabulary[field];
  if (group) return t.maybe(`vocabulary.${group}.${text}`) ?? t.maybe(`vocabulary.modes.${text}`) ?? text;
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? formatDay(text, t.locale, "shortYear")
    : text.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/, "$1 $2");
}
