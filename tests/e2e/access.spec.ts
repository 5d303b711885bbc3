import { readdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { locales } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { enter, enterAs, expect, faults, test } from "./house";
import { adminPages, plainPages, publicPages, recordPages, records } from "./rooms";

/** Nothing that a machine can find wrong, nothing wider than the screen, a title and one heading. Goes on after a finding, to tell all. */
async function sound(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect.soft(answer?.status(), path).toBe(200);
  expect.soft(await faults(page), path).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(wide, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(await page.locator("h1").count(), `${path} has one heading of the first rank`).toBe(1);
}

test("the walk leaves no page out", () => {
  const r = records("pa");
  const walked = [...publicPages(), ...plainPages(), ...recordPages(r), ...adminPages(r)].map((path) => path.split("?")[0] ?? path);
  const routes = readdirSync("app", { recursive: true })
    .map((file) => `/${file}`)
    .filter((file) => file.endsWith("/page.tsx"))
    .map((file) => file.slice(0, -"/page.tsx".length).replace(/\/\([^)]*\)/g, "") || "/");
  // What only leads on, what needs a mailed link or a second factor (journeys of sign-in), a question for clearance, a
  // message that has not left (journey of messages), and a region with offices below it (journeys of the office's staff).
  const elsewhere = [
    "/settings",
    "/sign-in/confirm/[token]",
    "/sign-in/second",
    "/sign-in/second/app",
    "/sign-in/second/codes",
    "/region",
    "/briefings/[id]/invitations/clearance/[clearanceId]",
    "/messages/[messageId]/edit",
  ];
  const missed = routes.filter((route) => {
    const shape = new RegExp(`^${route.replace(/\[[^\]]+\]/g, "[^/]+")}$`);
    return !elsewhere.includes(route) && !walked.some((path) => shape.test(path));
  });
  expect(missed).toEqual([]);
});

test("every page that anybody may open is accessible", async ({ page }) => {
  test.setTimeout(180_000);
  const [token = ""] = records("pa").tokens;
  for (const path of [...publicPages(), paths.guest(token)]) await sound(page, path);
});

test("every page of an officer is accessible", async ({ page }) => {
  test.setTimeout(300_000);
  await enter(page, "officer");
  for (const path of plainPages()) await sound(page, path);
});

test("every page about a record is accessible", async ({ page }) => {
  test.setTimeout(300_000);
  await enter(page, "officer");
  for (const path of recordPages(records("pa"))) await sound(page, path);
});

test("every page of an administrator is accessible", async ({ page }) => {
  test.setTimeout(180_000);
  await enter(page, "admin");
  for (const path of adminPages(records("pa"))) await sound(page, path);
});

for (const language of locales)
  for (const theme of ["light", "dark"] as const)
    test(`the five main screens are accessible in ${language}, ${theme}`, async ({ page, context, baseURL }) => {
      test.setTimeout(120_000);
      const { briefing, tokens } = records("pa");
      await page.emulateMedia({ colorScheme: theme });
      await enterAs(context, baseURL ?? "", "manager", language);
      for (const path of [
        paths.home(),
        paths.briefing(briefing),
        paths.invitations(briefing),
        paths.review(),
        paths.guest(tokens[1] ?? "", { lang: language }),
      ])
        await sound(page, path);
    });
