import { paths } from "@/lib/paths";
import { enterAs, expect, faults, patient, store, test } from "./house";
import { inDays } from "./rooms";

test("a briefing from a template is ready to send, agenda and institutions included: two typed fields, three clicks", async ({
  page,
  context,
  baseURL,
  hand,
}, { project }) => {
  test.setTimeout(120_000);
  await enterAs(context, baseURL ?? "", "officer", "en");
  const title = `Presentation to the ten, ${project.name}`;
  await page.goto(paths.home());
  await hand.click(page.getByRole("link", { name: "New briefing" }));
  await hand.click(page.getByRole("link", { name: /Annual presentation to the ten/ }));
  // A day that is free is proposed; another one is typed here.
  await expect(page.getByLabel("Date", { exact: true })).not.toHaveValue("");
  await expect(page.getByText("10 institutions are on the list from the start", { exact: false })).toBeVisible();
  await hand.type(page.getByLabel("Title", { exact: true }), title);
  await hand.type(page.getByLabel("Date", { exact: true }), inDays(50));
  await hand.click(page.getByRole("button", { name: "Create draft" }));
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText(/(10|9) invitations are ready/).first()).toBeVisible();
  expect([hand.fields, hand.clicks]).toEqual([2, 3]);
  hand.tell("plan a briefing that is ready to send, institutions included");
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  const count = (table: string) => store().raw.prepare(`select count(*) n from ${table} where briefing_id = ?`).get(id);
  expect(count("invitation")).toEqual({ n: 10 });
  expect(count("agenda_item")).toEqual({ n: 6 });
  expect(count("message")).toEqual({ n: 0 });
});

test("an administrator copies a template, arranges its agenda, and puts it away", async ({ page, context, baseURL }, { project }) => {
  test.setTimeout(120_000);
  await enterAs(context, baseURL ?? "", "admin", "en");
  const name = `Copy for ${project.name}`;
  await page.goto(paths.templates());
  const line = (called: string) => page.getByRole("listitem").filter({ hasText: called });
  await line("Bilateral meeting").getByRole("link", { name: "Copy" }).click();
  await expect(page.getByText("The 4 items of the agenda come with it.")).toBeVisible();
  await page.getByLabel("Name in English").fill(name);
  await page.getByLabel("Working days to reply").fill("0");
  await page.getByRole("button", { name: "Create template" }).click();
  await expect(page.locator(".errors")).toContainText("Working days to reply");
  await expect(page.getByLabel("Name in English")).toHaveValue(name);
  await page.getByLabel("Working days to reply").fill("3");
  await page.getByRole("button", { name: "Create template" }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();

  const agenda = page.getByRole("region", { name: "Agenda" });
  const first = await agenda.getByRole("listitem").first().locator(".name").textContent();
  await agenda
    .getByRole("button", { name: /^Move down/ })
    .first()
    .click();
  await expect(agenda.getByRole("listitem").nth(1)).toContainText(first ?? "");
  await agenda.getByRole("link", { name: "Add item" }).click();
  await page.locator("#new").getByLabel("Minutes").fill("25");
  await page.locator("#new").getByRole("button", { name: "Add this item" }).click();
  await expect(agenda.locator("ol.agenda > li")).toHaveCount(5);
  expect(await faults(page)).toEqual([]);

  await page.goto(paths.templates());
  await line(name).getByRole("button", { name: "Put away" }).click();
  await expect(page.getByRole("region", { name: "Put away" }).getByRole("link", { name })).toBeVisible();
  await page.goto(paths.newBriefing());
  await expect(page.getByText(name)).toHaveCount(0);
});

test("those invited before become a group, which is one way to choose on any briefing", async ({ page, context, baseURL }, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const { id } = store()
    .raw.prepare("select id from briefing where starts_local like '2021-12-14%' and office_id = (select id from office where key = 'pa')")
    .get() as { id: string };
  await page.goto(paths.newGroup({ briefing: id }));
  await expect(page.getByLabel("Name in Spanish")).toHaveValue("Las 10 instituciones del 14 de diciembre de 2021");
  await page.getByLabel("Name in English").fill(`Again, ${project.name}`);
  await page.getByRole("button", { name: "Create group" }).click();
  await page.waitForURL(/settings\/groups/);
  await expect(page.getByRole("listitem").filter({ hasText: `Again, ${project.name}` })).toContainText("10 institutions");

  await page.goto(paths.newBriefing({ template: "none" }));
  await page.getByLabel("Title", { exact: true }).fill(`By group, ${project.name}`);
  await page.getByLabel("Date", { exact: true }).fill(inDays(55));
  await page.getByRole("button", { name: "Create draft" }).click();
  await page.waitForURL(/briefings\/brf_/);
  await page.goto(paths.addInvitations(new URL(page.url()).pathname.split("/")[2] ?? ""));
  await page.getByRole("link", { name: `Again, ${project.name}` }).click();
  await expect(page.getByRole("heading", { name: `Again, ${project.name}` })).toBeVisible();
  await expect(page.getByRole("main").getByRole("checkbox", { checked: true })).toHaveCount(10);
});

test("a pause is said while planning and on the calendar; days of another country are proposed and added", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  test.setTimeout(120_000);
  await enterAs(context, baseURL ?? "", "admin", "en");
  const year = new Date().getUTCFullYear() + 2;
  const month = project.name === "desktop" ? "06" : "07";
  await page.goto(paths.holidays());
  const pauses = page.getByRole("region", { name: "Pauses" });
  await pauses.getByLabel("First day").fill(`${year}-${month}-05`);
  await pauses.getByLabel("Last day").fill(`${year}-${month}-20`);
  await pauses.getByLabel("Reason in English").fill("General elections");
  await pauses.getByRole("button", { name: "Add the pause" }).click();
  await expect(pauses.getByText("General elections").first()).toBeVisible();

  await page.goto(paths.newBriefing({ template: "none" }));
  await page.getByLabel("Date", { exact: true }).fill(`${year}-${month}-12`);
  await expect(page.getByText("General elections. Nobody is reminded in it.", { exact: false })).toBeVisible();
  await page.goto(paths.calendar({ month: `${year}-${month}`, view: "agenda" }));
  await expect(page.getByText(/^Pause until .*General elections/).first()).toBeVisible();

  await page.goto(paths.holidays());
  await page.getByLabel("Country", { exact: true }).selectOption("HT");
  await page.getByLabel("Year", { exact: true }).fill(String(project.name === "desktop" ? year : year + 1));
  await page.getByRole("button", { name: "Propose the days" }).click();
  const proposed = page.getByRole("region", { name: "Legal holidays of a country" });
  await expect(proposed.getByText("Battle of Vertières Day")).toBeVisible();
  await proposed.getByLabel(/Flag and Universities/).uncheck();
  await proposed.getByRole("button", { name: "Add the chosen days" }).click();
  await expect(page.getByRole("region", { name: "Days off ahead" }).getByText("Battle of Vertières Day").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Days off ahead" }).getByText("Flag and Universities", { exact: false })).toHaveCount(0);
});

test("a reader elsewhere sees the hour of the meeting with its zone, and below it their own", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, timezoneId: "Europe/Madrid" });
  await enterAs(context, baseURL ?? "", "officer", "en");
  const page = await context.newPage();
  await patient(page);
  const { id } = store()
    .raw.prepare("select id from briefing where starts_local like '2021-12-14%' and office_id = (select id from office where key = 'pa')")
    .get() as { id: string };
  await page.goto(paths.briefing(id));
  await expect(page.getByText("Panama (UTC−5)").first()).toBeVisible();
  await expect(page.getByText(/In your time zone: Tue.*15:00.*17:00.*\(UTC\+1\)/)).toBeVisible();
  await context.close();
});
