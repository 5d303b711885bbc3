import { endDay, openDay } from "@/app/actions/offices";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Empty } from "@/components/ui/list";
import { Said, Section } from "@/components/ui/page";
import type { HolidayRow } from "@/core/offices/queries";
import { formatDay } from "@/lib/dates";
import { read } from "@/lib/localized";

/** The closed days ahead, each with the calendar it is of. */
export function Days({ context, rows }: { context: Context; rows: HolidayRow[] }) {
  const { t, locale } = context;
  const when = ({ day, lastDay }: HolidayRow): string =>
    lastDay
      ? t("settings.holidays.span", { from: formatDay(day, locale, "short"), to: formatDay(lastDay, locale, "shortYear") })
      : formatDay(day, locale, "weekday");
  return (
    <Section id="closed" title={t("settings.holidays.heading")}>
      <p className="mt-1 mb-4 text-muted">{t("settings.holidays.text")}</p>
      {rows.length === 0 && <Empty>{t("settings.holidays.none")}</Empty>}
      <ul className="closed-days">
        {rows.map((row) => (
          <li key={row.id}>
            <span>{when(row)}</span>
            <Named row={row} context={context} />
            <Remove row={row} context={context} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The days of each year; one that is no longer law gets its last day, so that earlier years stay as they were. */
export function Yearly({ context, rows, today }: { context: Context; rows: HolidayRow[]; today: string }) {
  const { t, locale, office } = context;
  if (rows.length === 0) return null;
  const when = ({ day, until }: HolidayRow): string => {
    const facts = { day: formatDay(day, locale, "plain"), since: day.slice(0, 4), until: until?.slice(0, 4) };
    return t(until ? "settings.holidays.eachUntil" : "settings.holidays.each", facts);
  };
  return (
    <Section id="yearly" title={t("settings.holidays.everyYear")}>
      <ul className="closed-days">
        {rows.map((row) => (
          <li key={row.id}>
            <span>{when(row)}</span>
            <div>
              <Named row={row} context={context} />
              {!row.until && (
                <details>
                  <summary className="link">
                    {t("settings.holidays.endTitle", { name: read(row.name, locale, office.language).text })}
                  </summary>
                  <Form action={endDay} texts={formTexts(t)} className="form mt-3 mb-3">
                    <input type="hidden" name="holidayId" value={row.id} />
                    <Field name="until" type="date" label={t("settings.holidays.until")} value={today} min={row.day} required />
                    <div className="buttons">
                      <Button>{t("settings.holidays.end")}</Button>
                    </div>
                  </Form>
                </details>
              )}
            </div>
            <Remove row={row} context={context} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Named({ row, context: { t, locale, office } }: { row: HolidayRow; context: Context }) {
  return (
    <span>
      <Said reading={read(row.name, locale, office.language)} locale={locale} />
      <span className="meta">
        {" · "}
        {t(`settings.holidays.short.${row.calendar}`)}
      </span>
    </span>
  );
}

function Remove({ row, context: { t, locale } }: { row: HolidayRow; context: Context }) {
  return (
    <Form action={openDay} texts={formTexts(t)} className="">
      <input type="hidden" name="holidayId" value={row.id} />
      <Button kind="plain">
        {t("settings.holidays.remove")} <span className="heard-only">{formatDay(row.day, locale, "weekday")}</span>
      </Button>
    </Form>
  );
}
