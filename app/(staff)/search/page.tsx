import type { Metadata } from "next";
import { type Context, staffContext } from "@/app/context";
import { countText, foundPage, LONGEST, meantItems } from "@/app/found";
import { one, oneOf, type Query } from "@/app/query";
import { waysFor } from "@/app/ways";
import { type FoundItem, Marked } from "@/components/shell/found";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Empty, FilterLinks, Pager } from "@/components/ui/list";
import { PageHead, Section } from "@/components/ui/page";
import { type Kind, kinds, MOST } from "@/core/reports/finding/rules";
import { paths } from "@/lib/paths";

/** Hits of one kind among all of them, and on a page of their own. */
const SHOWN = 5;
const PAGE = 25;

type Props = { searchParams: Promise<Query> };
type Of = ReturnType<typeof foundPage>;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { t } = await staffContext();
  const q = one(await searchParams, "q").trim();
  return { title: q ? t("find.titled", { q }) : t("find.title") };
}

/** What is found of each kind, or a page of one; the palette on a page of its own, which needs no script. */
export default async function Search({ searchParams }: Props) {
  const context = await staffContext();
  const { t } = context;
  const asked = await searchParams;
  const q = one(asked, "q").trim();
  const chosen = oneOf(asked, "kind", kinds);
  const page = Number(one(asked, "page")) || 1;
  const found: Of[] = q
    ? kinds.map((kind) => (kind === chosen ? foundPage(context, kind, q, page, PAGE) : foundPage(context, kind, q, 1, SHOWN)))
    : [];
  const meant = q && !chosen ? meantItems(context, q) : [];
  const total = found.reduce((sum, { total: n }) => sum + n, meant.length);
  const only = found.find(({ kind }) => kind === chosen);
  const link = (kind?: Kind) => paths.search({ q, kind });
  return (
    <>
      <PageHead
        title={t("find.title")}
        meta={q && total > 0 ? t("find.found", { n: total, count: countText(context, total), q }) : undefined}
      />
      <Box q={q} kind={chosen} context={context} />
      {q && total > 0 && (
        <FilterLinks
          label={t("find.kinds.label")}
          filters={[
            { href: link(), text: t("find.everything"), current: !chosen },
            ...found
              .filter(({ kind, total: n }) => n > 0 || kind === chosen)
              .map(({ kind, total: n }) => ({
                href: link(kind),
                text: n > MOST ? `${t(`find.kinds.${kind}`)} (${countText(context, n)})` : t(`find.kinds.${kind}`),
                count: n > MOST ? undefined : n,
                current: kind === chosen,
              })),
          ]}
        />
      )}
      <div className="results">
        {q && total === 0 && <Nothing q={q} context={context} />}
        {only ? <OneKind of={only} q={q} context={context} /> : <AllKinds found={found} meant={meant} link={link} context={context} />}
        {q && <Ways q={q} found={found} context={context} />}
      </div>
    </>
  );
}

function Box({ q, kind, context: { t } }: { q: string; kind?: Kind; context: Context }) {
  return (
    <search>
      <form className="form mb-4" action={paths.search()}>
        {kind && <input type="hidden" name="kind" value={kind} />}
        <div className="field">
          <label htmlFor="q">{t("find.label")}</label>
          <span className="hint" id="q-hint">
            {t("find.hint")}
          </span>
          <div className="flex gap-2">
            <input
              className="input"
              id="q"
              name="q"
              type="search"
              defaultValue={q}
              aria-describedby="q-hint"
              maxLength={LONGEST}
              // biome-ignore lint/a11y/noAutofocus: whoever comes to the empty search page comes to type
              autoFocus={!q}
            />
            <Button kind="primary">{t("find.go")}</Button>
          </div>
        </div>
      </form>
    </search>
  );
}

/** Lines of results on a sheet of their own. */
function Lines({ items }: { items: FoundItem[] }) {
  return (
    <ul className="sheet hits">
      {items.map(({ key, href, icon, text, lang, note }) => (
        <li key={key}>
          <Icon name={icon} />
          <a className="name" href={href} lang={lang}>
            <Marked pieces={text} />
          </a>
          <span className="meta">
            <Marked pieces={note} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function AllKinds({ found, meant, link, context }: { found: Of[]; meant: FoundItem[]; link: (kind: Kind) => string; context: Context }) {
  const { t } = context;
  return (
    <>
      {meant.length > 0 && (
        <Section id="references" title={t("find.references")}>
          <Lines items={meant} />
        </Section>
      )}
      {found
        .filter(({ items }) => items.length > 0)
        .map(({ kind, items, total }) => (
          <Section
            key={kind}
            id={kind}
            title={t(`find.kinds.${kind}`)}
            aside={
              total > items.length && (
                <a className="link" href={link(kind)}>
                  {t("find.allOf", { n: countText(context, total) })}
                </a>
              )
            }
          >
            <Lines items={items} />
          </Section>
        ))}
    </>
  );
}

/** A page of one kind; of very many the first, with the advice to say more. */
function OneKind({ of: { kind, items, total, page, pages }, q, context }: { of: Of; q: string; context: Context }) {
  const { t } = context;
  const to = (number: number) => paths.search({ q, kind, page: number > 1 ? number : undefined });
  const shown = Math.min(total, MOST);
  return (
    <Section id={kind} title={t(`find.kinds.${kind}`)}>
      {items.length > 0 ? <Lines items={items} /> : <p className="text-muted">{t("find.noneOf", { q })}</p>}
      {total > MOST && page === pages && <p className="meta mt-3">{t("find.first", { n: MOST })}</p>}
      <Pager
        label={t("find.pages")}
        range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(page * PAGE, shown), total: countText(context, total) })}
        previous={page > 1 ? to(page - 1) : undefined}
        next={page < pages ? to(page + 1) : undefined}
        words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
      />
    </Section>
  );
}

/** Nothing was found: what to try, and the lists to look through. */
function Nothing({ q, context: { t } }: { q: string; context: Context }) {
  const lists = [
    { href: paths.institutions(), text: t("find.kinds.institution") },
    { href: paths.briefings(), text: t("find.kinds.briefing") },
    { href: paths.followUps({ show: "all" }), text: t("find.kinds.follow_up") },
  ];
  return (
    <div className="sheet">
      <Empty>
        <p role="status">{t("find.none", { q })}</p>
        <p className="flex flex-wrap gap-x-4">
          {t("find.try")}{" "}
          {lists.map(({ href, text }) => (
            <a key={href} className="link" href={href}>
              {text}
            </a>
          ))}
        </p>
      </Empty>
    </div>
  );
}

/** Ways to create and to go that fit the words; those to create always, for what was not found may have to be made. */
function Ways({ q, found, context }: { q: string; found: Of[]; context: Context }) {
  const institutionId = found.find(({ kind }) => kind === "institution")?.items[0]?.key;
  const fitting = waysFor(context, q, { at: "", institutionId });
  const [create] = waysFor(context, "", { at: "", institutionId });
  const groups = [...(create?.id === "create" ? [create] : []), ...fitting.filter(({ id }) => id !== "create")];
  return groups.map(({ id, title, items }) => (
    <Section key={id} id={id} title={title}>
      <ul className="found-ways">
        {items.map(({ key, href, icon, text }) => (
          <li key={key}>
            <a href={href}>
              <Icon name={icon} />
              <Marked pieces={text} />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  ));
}
