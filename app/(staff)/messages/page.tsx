import type { Metadata } from "next";
import { type Context, staffContext } from "@/app/context";
import { messageKinds } from "@/app/mailing";
import { one, oneOf, type Query } from "@/app/query";
import { Live } from "@/components/invitations/live";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Empty, FilterLinks, Pager } from "@/components/ui/list";
import { PageHead, Said, Sheet } from "@/components/ui/page";
import { findBriefing } from "@/core/briefings/queries";
import type { Planned } from "@/core/invitations/planning/queries";
import { expected, pageOf } from "@/core/mail/expecting/queries";
import { countHeld, countsByShow, listHeld, listMessages, type MessageFilter, MOST, PAGE } from "@/core/mail/listing/queries";
import { isPrivate, isShow, namesOfKind, type Show, shows } from "@/core/mail/listing/rules";
import { mailVersion } from "@/core/mail/waves/queries";
import { languageNames, locales } from "@/lib/locales";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { HeldTable } from "./held";
import { IncomingMails } from "./incoming";
import { PlannedTable } from "./planned";
import { MessageTable } from "./table";
import { Waves } from "./waves";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("outbox.title") };
}

type Props = { searchParams: Promise<Query> };

/** Every message of the office, by what became of it; what somebody has to decide about comes first. */
export default async function Messages({ searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const query = await searchParams;
  const filter = filterOf(query);
  const planned = expected(store, actor, filter);
  const counts = { ...countsByShow(store, actor, filter), held: countHeld(store, actor, filter), planned: planned.length };
  const show = isShow(query.show) ? query.show : counts.look > 0 ? "look" : "all";
  const found = foundBy(context, show, filter, { planned, counts }, Number(one(query, "page")) || 1);
  const { batchId, briefingId, ...narrow } = filter;
  const narrowed = Object.values(narrow).some(Boolean);
  const at = (to: Show, number = 1) => paths.messages({ ...addressOf(filter), show: to, page: number > 1 ? number : undefined });
  return (
    <>
      <PageHead title={t("outbox.title")} meta={t("outbox.count", { look: counts.look, waiting: counts.waiting })} />
      <Waves context={context} briefingId={briefingId} />
      <Sheet label={t("outbox.title")} className="desk-of-mail">
        <FilterLinks
          label={t("outbox.filter")}
          filters={shows.map((s) => ({
            href: at(s),
            text: t(`outbox.shows.${s}`),
            count: counts[s] > MOST ? `${MOST}+` : counts[s],
            current: s === show,
            minor: s !== show && counts[s] === 0 && s !== "all",
          }))}
        />
        <Finder context={context} filter={filter} show={show} narrowed={narrowed} />
        <About context={context} filter={filter} show={show} />
        {found.total === 0 ? (
          <Empty>
            <p>{t(narrowed ? "outbox.none.found" : show === "look" ? "outbox.none.look" : "outbox.none.other")}</p>
          </Empty>
        ) : (
          found.table
        )}
        <Pager
          label={t("outbox.pages")}
          range={t("common.list.range", {
            from: (found.page - 1) * PAGE + 1,
            to: Math.min(found.page * PAGE, found.total),
            total: found.total,
          })}
          previous={found.page > 1 ? at(show, found.page - 1) : undefined}
          next={found.page < found.pages ? at(show, found.page + 1) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
      {!briefingId && !batchId && <IncomingMails context={context} />}
      <Live
        url={paths.mailVersion()}
        version={mailVersion(store, actor)}
        since={actor.now}
        calm
        within=":is(main form, main details[open])"
        texts={{ label: t("outbox.live"), show: "", news: [] }}
      />
    </>
  );
}

type Known = { planned: Planned[]; counts: ReturnType<typeof countsByShow> };

/** The rows of a view, whatever they are: messages, or what is to become one. */
function foundBy(context: Context, show: Show, filter: MessageFilter, { planned, counts }: Known, page: number) {
  const { store, actor } = context;
  if (show === "planned") {
    const { rows, ...where } = pageOf(planned, page);
    return { ...where, table: <PlannedTable context={context} rows={rows} /> };
  }
  if (show === "held") {
    const { rows, ...where } = listHeld(store, actor, filter, page);
    return { ...where, table: <HeldTable context={context} rows={rows} /> };
  }
  const { rows, ...where } = listMessages(store, actor, show, filter, counts, page);
  return { ...where, table: <MessageTable context={context} rows={rows} /> };
}

const filterOf = (query: Query): MessageFilter => ({
  briefingId: one(query, "briefing") || undefined,
  batchId: one(query, "batch") || undefined,
  kind: one(query, "kind") || undefined,
  language: oneOf(query, "language", locales),
  q: one(query, "q") || undefined,
});

const addressOf = ({ briefingId, batchId, kind, language, q }: MessageFilter) => ({
  briefing: briefingId,
  batch: batchId,
  kind,
  language,
  q,
});

/** The search with its filters; works as a plain GET. */
function Finder({ context: { t }, filter, show, narrowed }: { context: Context; filter: MessageFilter; show: Show; narrowed: boolean }) {
  const { briefing, batch } = addressOf(filter);
  return (
    <search aria-label={t("outbox.finder.label")}>
      <form className="finder" method="get" action={paths.messages()}>
        <input type="hidden" name="show" value={show} />
        {briefing && <input type="hidden" name="briefing" value={briefing} />}
        {batch && <input type="hidden" name="batch" value={batch} />}
        <Field name="q" type="search" label={t("outbox.finder.q")} value={filter.q} maxLength={200} />
        <Select
          name="kind"
          label={t("outbox.finder.kind")}
          value={filter.kind}
          empty={t("outbox.finder.all")}
          options={Object.keys(messageKinds)
            .filter((kind) => !isPrivate({ kind }))
            .flatMap(namesOfKind)
            .map((kind) => ({ value: kind, label: t.maybe(`outbox.kinds.${kind}`) ?? kind }))}
        />
        <Select
          name="language"
          label={t("outbox.finder.language")}
          value={filter.language}
          empty={t("outbox.finder.all")}
          options={locales.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
        <Button>{t("outbox.finder.go")}</Button>
        {narrowed && (
          <ButtonLink kind="plain" href={paths.messages({ briefing, batch, show })}>
            {t("outbox.finder.clear")}
          </ButtonLink>
        )}
      </form>
    </search>
  );
}

/** Which briefing, or which sending, the list is about, and the way to all of them. */
function About({ context: { store, actor, office, t, locale }, filter, show }: { context: Context; filter: MessageFilter; show: Show }) {
  const briefing = filter.briefingId ? findBriefing(store, actor, filter.briefingId) : undefined;
  if (!filter.briefingId && !filter.batchId) return null;
  return (
    <p className="facts px-(--inset) pb-3 text-muted">
      {filter.batchId && <span>{t("outbox.ofWave")}</span>}
      {briefing && (
        <span>
          {t.rich("outbox.of", {
            link: () => (
              <a className="link" href={paths.invitations(briefing.id)}>
                <Said reading={read(briefing.title, locale, office.language)} locale={locale} />
              </a>
            ),
          })}
        </span>
      )}
      <a className="link" href={paths.messages({ show })}>
        {t("outbox.everything")}
      </a>
    </p>
  );
}
