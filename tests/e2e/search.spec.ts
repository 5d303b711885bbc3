import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import type { FoundAnswer } from "@/components/shell/found";
import { institutions, invitations, people } from "@/db/schema";
import { paths } from "@/lib/paths";
import { enter, enterAs, expect, faults, store, test } from "./house";
import { adminPages, plainPages, records } from "./rooms";

const box = (page: Page) => page.getByRole("dialog").getByRole("combobox");
const option = (page: Page, name: string | RegExp) => page.getByRole("option", { name });
const door = (page: Page) => page.locator("a.search");

async function open(page: Page, asked = ""): Promise<void> {
  await door(page).click();
  await expect(box(page)).toBeFocused();
  if (asked) await box(page).fill(asked);
}

test("the palette finds while one types, is worked by keys alone and gives the focus back", async ({ page, context, baseURL }, {
  project,
}) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto(paths.newFollowUp());
  const what = page.getByLabel("What is to be done");
  await what.fill("Half a sentence");
  if (project.name === "phone") await open(page);
  else {
    await expect(page.locator(".search kbd")).toHaveText("Ctrl K");
    await page.keyboard.press("Control+k");
    await expect(box(page)).toBeFocused();
  }
  await page.keyboard.type("minis SALUD");
  await expect(page.getByRole("group", { name: "Best result" }).getByRole("option")).toHaveText(/MINSA.*Ministerio de Salud/);
  await expect(option(page, /MINSA/).first()).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("status")).toHaveText(/result/);
  await expect(page.locator("mark").first()).toHaveText("Minis");
  const chosen = () => box(page).getAttribute("aria-activedescendant");
  const first = await chosen();
  await page.keyboard.press("End");
  expect(await chosen()).not.toBe(first);
  await expect(option(page, /on one page/)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(first);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  expect(await chosen()).toBe(first);
  expect(await faults(page)).toEqual([]);

  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(what).toHaveValue("Half a sentence");
  if (project.name !== "phone") {
    await expect(what).toBeFocused();
    await page.keyboard.press("Control+k");
    await expect(box(page)).toBeFocused();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  } else await expect(door(page)).toBeFocused();
});

test("Enter opens the best result, also before it has come, and with Control a tab of its own", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "es");
  await page.goto(paths.home());
  await open(page);
  await page.keyboard.type("mides");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/institutions\/ins_/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Desarrollo Social");

  await open(page);
  await expect(page.getByRole("group", { name: "Ir a" })).toBeVisible();
  await box(page).fill("calend");
  await expect(option(page, "Calendario").first()).toHaveAttribute("aria-selected", "true");
  const [tab] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Control+Enter")]);
  await tab.waitForURL(/\/calendar$/);
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("a reference, a number, an address and a telephone lead to their record", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const { db } = store();
  const { invitation, institution } = records("pa");
  const { reference = "" } = db.select().from(invitations).where(eq(invitations.id, invitation)).get() ?? {};
  const [person] = db
    .select()
    .from(people)
    .all()
    .filter(
      (one) =>
        one.phone && one.email && one.officeId === db.select().from(institutions).where(eq(institutions.id, institution)).get()?.officeId,
    );
  await page.goto(paths.home());
  await open(page, reference.toLowerCase());
  await expect(page.getByRole("group", { name: "Best result" }).getByRole("option")).toHaveText(new RegExp(`^${reference}`));
  for (const q of [person?.email ?? "", (person?.phone ?? "").replace(/\D/g, "").slice(-7)]) {
    await box(page).fill(q);
    await expect(option(page, new RegExp(person?.displayName ?? "")).first(), q).toBeVisible();
  }
  await box(page).fill("#1");
  await expect(page.getByRole("group", { name: "Best result" }).getByRole("option")).toHaveText(/No\. 1 ·/);
});

test("the palette creates what a role may, and knows the briefing that is open", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const { briefing } = records("pa");
  await page.goto(paths.agenda(briefing));
  await open(page);
  await expect(option(page, "Invite institutions")).toBeVisible();
  await expect(option(page, "New briefing")).toBeVisible();
  await expect(option(page, "Office details")).toHaveCount(0);
  await box(page).fill("minsa");
  await expect(option(page, "New person at MINSA")).toBeVisible();
  await box(page).fill("december 2026");
  await expect(option(page, "Calendar: December 2026")).toBeVisible();
  await box(page).fill("xyzzy");
  await expect(page.getByRole("status")).toHaveText(/Nothing was found for “xyzzy”/);
  await expect(option(page, "New institution")).toBeVisible();

  await context.clearCookies();
  await enterAs(context, baseURL ?? "", "manager", "en");
  await page.goto(paths.home());
  await open(page);
  await expect(option(page, "New follow-up")).toBeVisible();
  await expect(option(page, "New briefing")).toHaveCount(0);
  await expect(option(page, "New institution")).toHaveCount(0);
});

test("the palette leaves out no page that is about no single record", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "admin", "en");
  const { groups } = (await (await page.request.get(paths.find())).json()) as FoundAnswer;
  const offered = new Set(groups.flatMap(({ items }) => items.map(({ href }) => href)));
  const record = /\w{3}_[0-9a-z]{25}/;
  const all = [...plainPages(), ...adminPages(records("pa"))].filter((path) => !path.includes("?") && !record.test(path));
  // The box itself, the page of a phone that lists the others, and what a page of settings leads to.
  const elsewhere = [
    paths.search(),
    paths.more(),
    paths.newGroup(),
    paths.newTemplate(),
    paths.mailText("invitation"),
    paths.mailText("sign_in"),
  ];
  expect(all.filter((path) => !offered.has(path) && !elsewhere.includes(path))).toEqual([]);
});

test("what was opened last comes first, by identifier alone, and is gone after the sign-out", async ({ page }) => {
  await enter(page, "officer");
  const { institution, person } = records("pa");
  const kept = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  for (const [path, id] of [
    [paths.institution(institution), institution],
    [paths.person(person), person],
  ] as const) {
    await page.goto(path);
    await expect.poll(kept).toContain(id);
  }
  await page.goto(paths.home());
  await open(page);
  const recent = page.getByRole("listbox").getByRole("group").first().getByRole("option");
  await expect(recent).toHaveCount(2);
  await expect(recent.first()).toHaveAttribute("href", paths.person(person));
  expect(await kept()).toMatch(/^\[\["enlace\.recent\.usr_\w+","\[(\\"\w{3}_\w{25}\\",?)+\]"\]\]$/);
  await page.goto(paths.profile());
  await page.getByRole("main").locator(`form[action="${paths.signOut()}"] button`).first().click();
  await page.waitForURL(/\/sign-in/);
  expect(await kept()).toBe("[]");
});

test("a palette that gets no answer says so and leads to the page; without a session it leads to sign in and back", async ({
  page,
  context,
  baseURL,
}) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto(paths.home());
  await page.route("**/api/find*", (route) => route.abort());
  await open(page, "salud");
  await expect(
    page
      .getByRole("dialog")
      .getByText(/No answer came/)
      .last(),
  ).toBeVisible();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=salud$/);

  await page.unroute("**/api/find*");
  await context.clearCookies();
  await door(page).click();
  await page.waitForURL(/\/sign-in\?next=/);
});

test("the data behind it is the office's alone, and for nobody without a session or from elsewhere", async ({ page, request, baseURL }) => {
  expect((await request.get(paths.find({ q: "minsa" }))).status()).toBe(401);
  await enter(page, "neighbour");
  const answer = await page.request.get(
    paths.find({ q: "minsa", recent: records("pa").institution, at: paths.agenda(records("pa").briefing) }),
  );
  expect(answer.headers()["cache-control"]).toContain("no-store");
  expect(await answer.text()).not.toContain("Ministerio");
  expect(await answer.text()).not.toContain(records("pa").briefing);
  const recent = await page.request.get(paths.find({ recent: records("pa").institution, at: paths.agenda(records("pa").briefing) }));
  expect(await recent.text()).not.toMatch(/ins_|brf_/);
  const foreign = await page.request.get(paths.find({ q: "a" }), {
    headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  });
  expect(foreign.status()).toBe(403);
  expect((await page.request.get(`${baseURL}${paths.find({ q: "\u0000%_\"'“" })}`)).status()).toBe(200);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the door leads to the page, which finds, narrows and creates", async ({ page, context, baseURL }) => {
    await enterAs(context, baseURL ?? "", "officer", "fr");
    await page.goto(paths.home());
    await door(page).click();
    await page.waitForURL(/\/search$/);
    await page.getByRole("searchbox").fill("sante ministere");
    await page.getByRole("button", { name: "Rechercher" }).click();
    await page.waitForURL(/\/search\?q=/);
    await expect(page.getByRole("main").locator("mark").first()).toBeVisible();
    await page.getByRole("navigation", { name: "Restreindre les résultats" }).getByRole("link", { name: "Institutions" }).click();
    await page.waitForURL(/kind=institution/);
    await expect(page.getByRole("main").locator(".hits li")).not.toHaveCount(0);
    await page.goto(paths.search({ q: "xyzzy" }));
    await expect(page.getByRole("status")).toContainText("xyzzy");
    await expect(page.getByRole("link", { name: "Nouvelle institution" })).toBeVisible();
  });
});
