import type { Metadata } from "next";
import { type Context, present, staffContext } from "@/app/context";
import { one, type Query } from "@/app/query";
import { FilterLinks } from "@/components/ui/list";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { type Region, regionOf, type Totals } from "@/core/reports/region/queries";
import type { Cell } from "@/core/reports/region/rules";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("region.title") };
}

type Part = { id: string; title: string; columns: { label: string; of: (totals: Totals) => Cell }[] };

/** What the offices that report to this one come to in a year: figures alone. */
export default async function RegionPage({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const region = present(regionOf(store, actor, Number(one(await searchParams, "year")) || undefined));
  return (
    <>
      <PageHead title={t("region.title")} meta={<span>{t("region.lead", { n: region.offices.length })}</span>} />
      <FilterLinks
        label={t("region.year")}
        filters={region.years.map((year) => ({ href: paths.region({ year }), text: String(year), current: year === region.year }))}
      />
      <Sheet className="mt-6">
        {partsOf(context, region).map((part) => (
          <Section key={part.id} id={part.id} title={part.title}>
            <Figures context={context} region={region} part={part} />
          </Section>
        ))}
      </Sheet>
      <p className="meta mt-4 px-(--inset)">{t("region.note")}</p>
    </>
  );
}

/** The tables of the page; a state nothing is in anywhere has no column. */
function partsOf({ t }: Context, { all }: Region): Part[] {
  const some = (cell: Cell): boolean => cell.n > 0 || cell.few;
  const states = (Object.keys(all.briefings) as (keyof Totals["briefings"])[]).filter((state) => some(all.briefings[state]));
  const ends = (Object.keys(all.followUps) as (keyof Totals["followUps"])[]).filter((state) => some(all.followUps[state]));
  return [
    {
      id: "briefings",
      title: t("shell.briefings"),
      columns: states.map((state) => ({ label: t(`vocabulary.briefingStates.${state}`), of: (totals: Totals) => totals.briefings[state] })),
    },
    {
      id: "institutions",
      title: t("region.institutions"),
      columns: [
        { label: t("region.invited"), of: (totals: Totals) => totals.institutions.invited },
        { label: t("region.met"), of: (totals: Totals) => totals.institutions.met },
      ],
    },
    {
      id: "answers",
      title: t("region.answers"),
      columns: (["accepted", "tentative", "declined", "none"] as const).map((kind) => ({
        label: t(`vocabulary.answers.${kind}`),
        of: (totals: Totals) => totals.answers[kind],
      })),
    },
    {
      id: "follow-ups",
      title: t("shell.followUps"),
      columns: ends.map((state) => ({ label: t(`vocabulary.followUpStates.${state}`), of: (totals: Totals) => totals.followUps[state] })),
    },
  ];
}

function Figures({ context: { t, locale }, region, part }: { context: Context; region: Region; part: Part }) {
  if (part.columns.length === 0) return <p className="meta mt-2">{t("region.nothing", { year: String(region.year) })}</p>;
  const figure = (cell: Cell, sum = false): string => {
    if (cell.hidden) return t("region.hidden");
    if (!cell.few) return String(cell.n);
    return sum && cell.n > 0 ? t("region.atLeast", { n: cell.n }) : t("region.few");
  };
  const rows = region.offices.map(({ id, name, language, totals }) => ({ id, name: readText(name, locale, language), totals, sum: false }));
  if (rows.length > 1) rows.push({ id: "all", name: t("region.together"), totals: region.all, sum: true });
  return (
    <table className="table figures mt-2">
      <thead>
        <tr>
          <th scope="col">{t("region.office")}</th>
          {part.columns.map(({ label }) => (
            <th scope="col" key={label}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, totals, sum }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {part.columns.map(({ label, of }) => (
              <td key={label} data-label={label}>
                {figure(of(totals), sum)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
