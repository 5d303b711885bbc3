import type { Page } from "@playwright/test";
import { paths } from "@/lib/paths";
import { enterAs, expect, store, test } from "./house";
import { records } from "./rooms";

const nextYear = new Date().getUTCFullYear() + 1;

/** A day of March next year, as a date field takes it. */
const march = (day: number): string => new Date(Date.UTC(nextYear, 2, day)).toISOString().slice(0, 10);

/** A day in words, as the pages write it: "Sunday 14 March 2027". */
const named = (day: string, length: "long" | "short" = "long"): string =>
  new Intl.DateTimeFormat("en-GB", { weekday: length, day: "numeric", month: length, year: "numeric", timeZone: "UTC" })
    .format(Date.parse(`${day}T12:00:00Z`))
    .replace(",", "");

/** The second Sunday of March, on which the clock of New York goes forward. */
const sunday = 8 + ((7 - new Date(Date.UTC(nextYear, 2, 1)).getUTCDay()) % 7);
const [before, change, monday, after] = [march(sunday - 5), march(sunday), march(sunday + 1), march(sunday + 2)] as const;

const briefingId = (page: Page): string => new URL(page.url()).pathname.split("/")[2] ?? "";

/** A draft that meets in New York next year at 9:00, on the Tuesday before its clock goes forward, with two institutions on its list. */
async function inNewYork(page: Page, title: string): Promise<string> {
  await page.goto(paths.newBriefing({ template: "none" }));
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Date", { exact: true }).fill(before);
  await page.locator("details.fold summary").first().click();
  await page.getByLabel("From", { exact: true }).fill("09:00");
  await page.getByLabel("To", { exact: true }).fill("11:00");
  await page.getByLabel("Time zone").selectOption("America/New_York");
  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const id = briefingId(page);
  await page.goto(paths.addInvitations(id));
  for (const box of (await page.getByRole("main").getByRole("checkbox").all()).slice(0, 2)) await box.check();
  await page.getByRole("button", { name: "Add the chosen ones" }).click();
  await page.waitForURL((url) => url.pathname.endsWith("/invitations") || url.pathname.endsWith("/send"));
  return id;
}

test("a briefing is copied across the change to summer time: its hour stays on the clock, its guests stay, nothing leaves", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  test.setTimeout(120_000);
  await enterAs(context, baseURL ?? "", "officer", "en");
  const id = await inNewYork(page, `Coordination in New York, ${project.name}`);
  await page.goto(paths.briefing(id));
  await expect(page.getByText("New York (UTC−5)").first()).toBeVisible();

  await page.getByRole("main").locator("summary", { hasText: "More" }).first().click();
  await page.getByRole("link", { name: "Copy", exact: true }).click();
  await expect(page.getByText("2 institutions with their seats", { exact: false })).toBeVisible();
  const day = page.getByLabel("Date of the new briefing");

  await day.fill(change);
  await expect(page.getByText(`${named(change)} falls on a weekend.`)).toBeVisible();
  await page.getByLabel("From", { exact: true }).fill("02:30");
  await page.getByRole("button", { name: "Create the copy" }).click();
  await expect(page.getByText("skips 02:30", { exact: false }).first()).toBeVisible();

  await page.getByLabel("From", { exact: true }).fill("09:00");
  await page.getByRole("button", { name: `Take ${named(monday)}` }).click();
  await expect(day).toHaveValue(monday);
  await day.fill(after);
  await expect(page.getByText("falls on a weekend")).toHaveCount(0);
  await page.getByRole("button", { name: "Create the copy" }).click();
  await page.waitForURL(/done=copied/);
  await expect(page.getByText(`${named(after, "short")}, 9:00–11:00`).first()).toBeVisible();
  await expect(page.getByText("New York (UTC−4)").first()).toBeVisible();

  const copy = briefingId(page);
  expect(copy).not.toBe(id);
  const invited = (of: string) =>
    store().raw.prepare("select institution_id, state, answer from invitation where briefing_id = ? order by institution_id").all(of);
  expect(invited(copy)).toEqual(invited(id));
  expect(invited(copy)).toHaveLength(2);
  expect(store().raw.prepare("select count(*) n from message where briefing_id = ?").get(copy)).toEqual({ n: 0 });
});

test("who plans on a day off hears why, and which other briefing has the same institutions", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const { briefing } = records("pa");
  const other = store()
    .raw.prepare(
      `select substr(b.starts_local, 1, 10) day from briefing b join invitation i on i.briefing_id = b.id
       where b.id <> ? and i.institution_id in (select institution_id from invitation where briefing_id = ? and state <> 'withdrawn')
       and i.state <> 'withdrawn' and b.state <> 'cancelled' limit 1`,
    )
    .get(briefing, briefing) as { day: string };
  await page.goto(paths.editBriefing(briefing));
  await page.getByLabel("Date", { exact: true }).fill(other.day);
  await expect(page.getByText("also invited to:", { exact: false })).toBeVisible();
  await page.getByLabel("Last day to reply").fill(`${nextYear}-01-09`);
  await expect(page.getByText(`${named(`${nextYear}-01-09`)} is a holiday: Martyrs’ Day.`)).toBeVisible();
});

test("the calendar shows a month of the office: days on a desk, a list on a phone, the month in the address", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "es");
  const phone = project.name === "phone";
  await page.goto(paths.calendar({ month: "2021-12" }));
  await expect(page.getByRole("heading", { level: 1, name: "Diciembre de 2021" })).toBeVisible();
  const table = page.getByRole("table", { name: "diciembre de 2021" });
  const list = page.getByRole("region", { name: "mar 14 dic" });
  await expect(table).toBeVisible({ visible: !phone });
  await expect(list).toBeVisible({ visible: phone });
  // The week begins on Sunday in Panama.
  if (!phone) await expect(table.getByRole("columnheader").first()).toHaveText("dom");
  const shown = phone ? page.locator(".agenda-days") : table;
  await expect(shown.getByText("Feriado: Día de las Madres")).toBeVisible();
  await expect(shown.getByRole("link", { name: /Presentación ejecutiva/ }).first()).toBeVisible();

  await page.getByRole("link", { name: "Mes siguiente" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/month=2022-01$/);
  await expect(page.getByRole("heading", { level: 1, name: "Enero de 2022" })).toBeVisible();
  await page.goto(paths.calendar({ month: "2021-12", view: "agenda" }));
  await expect(list).toBeVisible();
  await expect(table).toHaveCount(0);
  await page.goto(paths.calendar({ month: "2021-13" }));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
