import type { Page } from "@playwright/test";
import { paths } from "@/lib/paths";
import { enterAs, expect, test } from "./house";

/** A name nobody else in this run has, for the pages that two windows visit at once. */
const unlike = (project: string): string => `${project} ${Date.now().toString(36)}`;

async function addInstitution(page: Page, name: string, acronym: string): Promise<void> {
  await page.goto(paths.newInstitution());
  await page.getByLabel("Name in Spanish").fill(name);
  await page.getByLabel("Acronym or short name").fill(acronym);
  await page.getByLabel("Type", { exact: true }).selectOption({ label: "Ministry" });
  await page.getByRole("button", { name: "Add institution" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function rename(page: Page, institution: string, name: string, acronym: string, since: string): Promise<void> {
  await page.goto(`${institution}/edit`);
  const names = page.getByRole("region", { name: "Names over time" });
  await names.getByText("New name from a day on").click();
  const form = names.locator("form").filter({ hasText: "Is called so since" });
  await form.getByLabel("Is called so since").fill(since);
  await form.getByLabel("Name in Spanish").fill(name);
  await form.getByLabel("Acronym or short name").fill(acronym);
  await form.getByLabel("Legal act").fill(`Ley de ${since}`);
  await form.getByRole("button", { name: "Save this name" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("a ministry is renamed and renamed back; every name stands in its time and is found", async ({ page, context, baseURL }, {
  project,
}) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  const [first, second] = [`Instituto de Puertos ${tag}`, `Ministerio de Puertos ${tag}`];
  await addInstitution(page, first, "IPU");
  const institution = page.url().split("?")[0] ?? "";
  await rename(page, institution, second, "MINPU", "2023-03-08");
  await rename(page, institution, first, "IPU", "2024-01-02");

  const names = page.getByRole("region", { name: "Names over time" }).getByRole("listitem");
  await expect(names).toHaveText([
    /IPU.+since 2 Jan 2024 · Ley de 2024-01-02/,
    /MINPU.+8 Mar 2023 to 1 Jan 2024 · Ley/,
    /IPU.+until 7 Mar 2023/,
  ]);
  await page.goto(paths.institutions({ q: `minpu ${tag}` }));
  await expect(page.getByRole("main").getByRole("link", { name: "IPU" })).toBeVisible();
});
