import type { Metadata } from "next";
import { one, type Query } from "@/app/query";
import { Sheet } from "@/components/ui/page";
import { holidayRows } from "@/core/offices/queries";
import { dayOf } from "@/lib/dates";
import { keeperContext } from "../keepers";
import { AddDay } from "./add";
import { Days, Yearly } from "./days";
import { Pauses } from "./pauses";
import { Proposed } from "./proposed";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("settings.holidays.title") };
}

/** The days off of the country, the office and the United Nations: those ahead, those of each year, and how to add one. */
export default async function Holidays({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await keeperContext();
  const { store, actor, office } = context;
  const today = dayOf(actor.now, office.zone);
  const rows = holidayRows(store, office.id);
  const ahead = rows.filter((row) => !row.yearly && (row.lastDay ?? row.day) >= today);
  const query = await searchParams;
  return (
    <Sheet className="max-w-3xl">
      <Days context={context} rows={ahead} />
      <Yearly context={context} rows={rows.filter((row) => row.yearly)} today={today} />
      <AddDay context={context} />
      <Proposed context={context} rows={rows} today={today} asked={{ country: one(query, "country"), year: one(query, "year") }} />
      <Pauses context={context} today={today} />
    </Sheet>
  );
}
