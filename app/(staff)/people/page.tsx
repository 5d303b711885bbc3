import type { Metadata } from "next";
import { markContactsAction, unmarkContactsAction, verifyPostAction } from "@/app/actions/institutions";
import { type Context, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, oneOf, type Query } from "@/app/query";
import { ContactTable } from "@/components/institutions/contacts";
import { FoldLine } from "@/components/institutions/fold";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Empty, FilterLinks, Pager } from "@/components/ui/list";
import { Notice, PageHead, Sheet } from "@/components/ui/page";
import { canKeepDirectory } from "@/core/institutions/policy";
import { PAGE } from "@/core/institutions/queries";
import { type Contacts, countMarked, countToVerify, listContacts } from "@/core/institutions/verifying/queries";
import { contactShows, EXECUTIVE } from "@/core/institutions/verifying/rules";
import { paths } from "@/lib/paths";
import { institutionOptions, reasonOptions, typeOptions } from "../institutions/options";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("people.title") };
}

/** Everybody of the directory, narrowed by name, institution and state; what is found can be marked as to be verified. */
export default async function People({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await staffContext();
  const { store, actor, office, t } = context;
  const query = await searchParams;
  const show = oneOf(query, "show", contactShows);
  const types = [{ value: EXECUTIVE, label: t("people.list.executive") }, ...typeOptions(t)];
  const filter = { q: one(query, "q"), type: types.find((o) => o.value === one(query, "type"))?.value, under: one(query, "under"), show };
  const narrowed = Boolean(filter.q || filter.type || filter.under);
  const contacts = listContacts(store, actor, { ...filter, page: Number(one(query, "page")) || 1 });
  const { rows, total, page, pages } = contacts;
  const keeps = canKeepDirectory(actor, actor);
  const toVerify = countToVerify(store, actor);
  const at = (to: number) => paths.people({ ...filter, page: to > 1 ? to : undefined });
  return (
    <>
      <PageHead
        back={{ href: paths.institutions(), label: t("institutions.title") }}
        title={t("people.title")}
        meta={t("people.list.found", { n: total })}
        actions={
          keeps &&
          toVerify > 0 && (
            <ButtonLink kind="primary" href={paths.verifyPeople()}>
              {t("people.verify.oneByOne", { n: toVerify })}
            </ButtonLink>
          )
        }
      />
      <Marked context={context} since={Number(one(query, "since")) || 0} />
      <Sheet>
        <FilterLinks
          label={t("people.list.filter")}
          filters={[undefined, ...contactShows].map((s) => ({
            href: paths.people({ ...filter, show: s }),
            text: t(`people.list.shows.${s ?? "all"}`),
            count: s === "verify" ? toVerify : undefined,
            current: s === show,
          }))}
        />
        <search aria-label={t("people.list.label")}>
          <form className="finder" method="get" action={paths.people()}>
            {show && <input type="hidden" name="show" value={show} />}
            <Field name="q" type="search" label={t("people.list.q")} value={filter.q} maxLength={200} />
            <Select name="type" label={t("people.list.type")} value={filter.type} options={types} empty={t("institutions.finder.all")} />
            <Select
              name="under"
              label={t("people.list.under")}
              value={filter.under}
              options={institutionOptions(store, office)}
              empty={t("institutions.finder.all")}
            />
            <Button>{t("institutions.finder.go")}</Button>
            {narrowed && (
              <ButtonLink kind="plain" href={paths.people({ show })}>
                {t("institutions.finder.clear")}
              </ButtonLink>
            )}
          </form>
        </search>
        {keeps && contacts.posts > 0 && show !== "verify" && <Mark context={context} filter={filter} contacts={contacts} />}
        {total > 0 ? (
          <ContactTable
            t={t}
            own={office.language}
            zone={office.zone}
            contacts={rows}
            verify={keeps && show === "verify" ? { action: verifyPostAction, texts: formTexts(t) } : undefined}
          />
        ) : (
          <Empty>{t(show === "verify" && !narrowed ? "people.verify.none" : "people.list.none")}</Empty>
        )}
        <Pager
          label={t("institutions.pages")}
          range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(page * PAGE, total), total })}
          previous={page > 1 ? at(page - 1) : undefined}
          next={page < pages ? at(page + 1) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
    </>
  );
}

type Marking = { context: Context; filter: Record<string, string | undefined>; contacts: Contacts };

/** Marks everybody found: after a change of government, all contacts of the executive branch. */
function Mark({ context: { t }, filter, contacts }: Marking) {
  return (
    <div className="bulk">
      <Form
        action={markContactsAction}
        texts={formTexts(t)}
        fold={{ summary: <FoldLine text={t("people.verify.mark", { n: contacts.posts })} />, className: "fold" }}
      >
        {Object.entries(filter).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
        <input type="hidden" name="count" value={contacts.posts} />
        <p className="hint">{t("people.verify.markHint")}</p>
        <Select name="why" label={t("people.verify.why")} options={reasonOptions(t)} className="max-w-80" />
        <div className="buttons">
          <Button>{t("people.verify.markSave", { n: contacts.posts })}</Button>
        </div>
      </Form>
    </div>
  );
}

/** Just after: how many were marked together, and the way back. */
function Marked({ context: { store, actor, t }, since }: { context: Context; since: number }) {
  const n = since > 0 ? countMarked(store, actor, since) : 0;
  if (n === 0) return null;
  return (
    <Notice tone="sent" icon={<Icon name="clock" />}>
      <p>{t("people.verify.marked", { n })}</p>
      <Form action={unmarkContactsAction} texts={formTexts(t)}>
        <input type="hidden" name="since" value={since} />
        <div className="buttons">
          <Button>{t("people.verify.unmark")}</Button>
        </div>
      </Form>
    </Notice>
  );
}
