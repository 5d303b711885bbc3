import type { Metadata } from "next";
import type { ReactNode } from "react";
import { type Context, staffContext } from "@/app/context";
import { Button } from "@/components/ui/button";
import { PageHead, Said } from "@/components/ui/page";
import { partOf, searchBriefings } from "@/core/briefings/queries";
import { searchFollowUps } from "@/core/followups/register/queries";
import { searchPeople } from "@/core/institutions/people/queries";
import { listInstitutions } from "@/core/institutions/queries";
import { formatDay } from "@/lib/dates";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** Hits of one kind before "All". */
const SHOWN = 5;

type Group = {
  id: string;
  title: string;
  /** Where all of them are listed, when there are more. */
  all?: string;
  hits: { key: string; href: string; text: ReactNode; note: ReactNode }[];
};
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function wordsOf(searchParams: Props["searchParams"]): Promise<string> {
  const { q } = await searchParams;
  return typeof q === "string" ? q.slice(0, 200).trim() : "";
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { t } = await staffContext();
  const q = await wordsOf(searchParams);
  return { title: q ? t("home.search.titled", { q }) : t("home.search.title") };
}

export default async function Search({ searchParams }: Props) {
  const context = await staffContext();
  const { t } = context;
  const q = await wordsOf(searchParams);
  const groups = q ? search(context, q).filter((group) => group.hits.length > 0) : [];
  return (
    <>
      <PageHead title={t("home.search.title")} />
      <search>
        <form className="form" action={paths.search()}>
          <div className="field">
            <label htmlFor="q">{t("home.search.label")}</label>
            <span className="hint" id="q-hint">
              {t("home.search.hint")}
            </span>
            <div className="flex gap-2">
              <input
                className="input"
                id="q"
                name="q"
                type="search"
                defaultValue={q}
                aria-describedby="q-hint"
                maxLength={200}
                // biome-ignore lint/a11y/noAutofocus: whoever comes to the empty search page comes to type
                autoFocus={!q}
              />
              <Button kind="primary">{t("home.search.go")}</Button>
            </div>
          </div>
        </form>
      </search>
      {q && groups.length === 0 && <p className="mt-6 text-muted">{t("home.search.none", { q })}</p>}
      <div className="mt-8 grid max-w-3xl gap-8">
        {groups.map((group) => (
          <section key={group.id} aria-labelledby={group.id}>
            <div className="flex items-baseline justify-between gap-4 pb-2">
              <h2 id={group.id}>{group.title}</h2>
              {group.all && (
                <a className="link" href={group.all}>
                  {t("home.search.more")}
                </a>
              )}
            </div>
            <ul className="sheet hits">
              {group.hits.map((hit) => (
                <li key={hit.key}>
                  <a className="name" href={hit.href}>
                    {hit.text}
                  </a>
                  <span className="meta">{hit.note}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** Asks each room for its first hits; what can be listed leads to the whole list. */
function search({ store, actor, office, t, locale }: Context, q: string): Group[] {
  const said = (text: Parameters<typeof read>[0]) => <Said reading={read(text, locale, office.language)} locale={locale} />;
  // One more than is shown tells whether there are more.
  const institutions = listInstitutions(store, actor, { q }).rows;
  const people = searchPeople(store, actor, q, SHOWN);
  const briefings = searchBriefings(store, actor, q, SHOWN + 1);
  const followUps = searchFollowUps(store, actor, q, SHOWN + 1);
  const more = (found: unknown[], href: string) => (found.length > SHOWN ? href : undefined);
  return [
    {
      id: "institutions",
      title: t("home.search.institutions"),
      all: more(institutions, paths.institutions({ q })),
      hits: institutions.slice(0, SHOWN).map((i) => ({
        key: i.id,
        href: paths.institution(i.id),
        text: i.acronym ?? said(i.name),
        note: i.acronym ? <span lang="es">{i.name.es ?? ""}</span> : t.maybe(`vocabulary.institutionTypes.${i.type}`),
      })),
    },
    {
      id: "people",
      title: t("home.search.people"),
      hits: people.map((p) => ({ key: p.id, href: paths.person(p.id), text: p.displayName, note: p.email ?? p.phone ?? "" })),
    },
    {
      id: "briefings",
      title: t("home.search.briefings"),
      all: more(briefings, paths.briefings({ q, when: briefings[0] && partOf(briefings[0], actor.now) })),
      hits: briefings.slice(0, SHOWN).map((b) => ({
        key: b.id,
        href: paths.briefing(b.id),
        text: said(b.title),
        note: `${formatDay(b.startsLocal.slice(0, 10), locale, "weekday")} · ${t(`vocabulary.briefingStates.${b.state}`)}`,
      })),
    },
    {
      id: "follow-ups",
      title: t("home.search.followUps"),
      all: more(followUps, paths.followUps({ q, show: "all" })),
      hits: followUps.slice(0, SHOWN).map((f) => ({
        key: f.id,
        href: paths.followUp(f.id),
        text: f.what,
        note: [t(`vocabulary.followUpStates.${f.state}`), f.dueOn ? formatDay(f.dueOn, locale, "shortYear") : ""]
          .filter(Boolean)
          .join(" · "),
      })),
    },
  ];
}
