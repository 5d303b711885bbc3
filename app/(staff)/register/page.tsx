import type { Metadata } from "next";
import { staffContext } from "@/app/context";
import { one, oneOf, type Query } from "@/app/query";
import { PrintButton } from "@/components/invitations/print";
import { RegisterTable } from "@/components/letters/table";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Empty, Pager } from "@/components/ui/list";
import { PageHead, Sheet } from "@/components/ui/page";
import { briefingsByIds } from "@/core/briefings/queries";
import { PAGE, registerOf } from "@/core/invitations/letters/queries";
import { letterKinds } from "@/db/schema/letters";
import { joined } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { rowOf } from "./rows";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("letters.register.title") };
}

/** Every number of the office's register of outgoing notes, narrowed by words, year and kind. */
export default async function RegisterPage({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const query = await searchParams;
  const kind = oneOf(query, "kind", letterKinds);
  const year = /^\d{4}$/.test(one(query, "year")) ? Number(one(query, "year")) : undefined;
  const filter = { q: one(query, "q"), year, kind };
  const narrowed = Boolean(filter.q || year || kind);
  const { rows, total, page, pages, years } = registerOf(store, actor, { ...filter, page: Number(one(query, "page")) || 1 });
  const briefings = briefingsByIds(store, actor.officeId, [...new Set(rows.map((row) => row.briefingId))]);
  const at = (to: number) => paths.register({ ...filter, page: to > 1 ? to : undefined });
  const column = (name: "number" | "date" | "kind" | "to" | "briefing" | "via" | "state" | "files") =>
    t(`letters.register.columns.${name}`);
  return (
    <>
      <PageHead
        title={t("letters.register.title")}
        meta={t("letters.register.found", { n: total })}
        actions={total > 0 && <PrintButton text={t("invitations.board.print")} />}
      />
      <p className="meta mb-4">
        {narrowed
          ? t("letters.register.narrowed", {
              what: joined(
                [kind && t(`letters.kinds.${kind}`), year && String(year), filter.q && `“${filter.q}”`].filter(
                  (one) => typeof one === "string" && one !== "",
                ) as string[],
                t.locale,
              ),
            })
          : t("letters.register.lead")}
      </p>
      <Sheet>
        {years.length > 0 && (
          <search aria-label={t("letters.register.label")} className="no-print">
            <form className="finder" method="get" action={paths.register()}>
              <Field name="q" type="search" label={t("letters.register.q")} value={filter.q} maxLength={200} />
              <Select
                name="year"
                label={t("letters.register.year")}
                value={year ? String(year) : undefined}
                options={years.map((one) => ({ value: String(one), label: String(one) }))}
                empty={t("letters.register.all")}
              />
              <Select
                name="kind"
                label={t("letters.register.kind")}
                value={kind}
                options={letterKinds.map((one) => ({ value: one, label: t(`letters.kinds.${one}`) }))}
                empty={t("letters.register.allKinds")}
              />
              <Button>{t("institutions.finder.go")}</Button>
              {narrowed && (
                <ButtonLink kind="plain" href={paths.register()}>
                  {t("institutions.finder.clear")}
                </ButtonLink>
              )}
            </form>
          </search>
        )}
        {rows.length > 0 ? (
          <RegisterTable
            rows={rows.map((row) => rowOf(row, briefings, context))}
            words={{
              number: column("number"),
              date: column("date"),
              kind: column("kind"),
              to: column("to"),
              briefing: column("briefing"),
              via: column("via"),
              state: column("state"),
              files: column("files"),
            }}
          />
        ) : (
          <Empty>{t(narrowed ? "letters.register.none" : "letters.register.empty")}</Empty>
        )}
        <Pager
          label={t("letters.register.pages")}
          range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(page * PAGE, total), total })}
          previous={page > 1 ? at(page - 1) : undefined}
          next={page < pages ? at(page + 1) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
    </>
  );
}
