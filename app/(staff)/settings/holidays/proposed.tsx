import type { ReactNode } from "react";
import { addCountryDays } from "@/app/actions/country-days";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import type { HolidayRow } from "@/core/offices/queries";
import { holidaysOf } from "@/db/reference/countries";
import { formatDay } from "@/lib/dates";
import { countries, countryOf } from "@/lib/holidays";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";

type Props = { context: Context; rows: HolidayRow[]; today: string; asked: { country: string; year: string } };

/** The days of a country for a year, to be looked through before they are added. */
export async function Proposed({ context, rows, today, asked }: Props) {
  const { t, locale, office } = context;
  const all = await countries(locale);
  const chosen = all.find(({ code }) => code === asked.country);
  const country = chosen?.code ?? (await countryOf(office.zone)) ?? "";
  const year = /^(199\d|20\d\d)$/.test(asked.year) ? asked.year : today.slice(0, 4);
  const known = new Set(rows.filter((row) => row.calendar === "country").map((row) => row.day));
  const listed = chosen ? await holidaysOf(chosen.code, Number(year), office.language) : [];
  const open = listed.filter(({ day }) => !known.has(day));
  return (
    <Section id="country" title={t("planning.country.title")}>
      <p className="mt-1 mb-4 text-muted">{t("planning.country.text")}</p>
      <form method="get" action={`${paths.holidays()}#country`} className="hours">
        <Select
          name="country"
          label={t("planning.country.country")}
          value={country}
          options={all.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Field name="year" type="number" label={t("planning.country.year")} value={year} min={1990} max={2099} inputMode="numeric" />
        <Button>{t("planning.country.propose")}</Button>
      </form>
      {chosen && (
        <Form action={addCountryDays} texts={formTexts(t)} className="form mt-4" key={`${chosen.code}${year}`}>
          <input type="hidden" name="country" value={chosen.code} />
          <input type="hidden" name="year" value={year} />
          {open.length === 0 ? (
            <p>{t(listed.length > 0 ? "planning.country.allThere" : "planning.country.none", { country: chosen.name, year })}</p>
          ) : (
            <>
              <Choices
                name="days"
                label={t("planning.country.days", { country: chosen.name, year, n: open.length })}
                options={open.map(({ day, name }) => {
                  const said = read(name, locale, office.language);
                  return { value: day, label: said.text, hint: formatDay(day, locale, "weekday"), lang: said.lang };
                })}
                value={open.map(({ day }) => day)}
                multiple
                className="stacked"
              />
              <div className="buttons">
                <Button>{t("planning.country.add")}</Button>
              </div>
            </>
          )}
        </Form>
      )}
      <p className="meta mt-4">
        {t.rich("planning.country.source", {
          a: (chunks: ReactNode) => (
            <a className="link" href="https://github.com/commenthol/date-holidays" rel="noreferrer">
              {chunks}
            </a>
          ),
        })}
      </p>
    </Section>
  );
}
