import type { Page } from "@playwright/test";
import { paths } from "@/lib/paths";
import { enterAs, expect, test } from "./house";

/** A word no other name of this run has: two windows visit the same directory at once. */
const unlike = (project: string): string => `${project}${Date.now().toString(36)}`;

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
  await addInstitution(page, first, `IPU ${tag}`);
  const institution = page.url().split("?")[0] ?? "";
  await rename(page, institution, second, `MINPU ${tag}`, "2023-03-08");
  await rename(page, institution, first, `IPU ${tag}`, "2024-01-02");

  const names = page.getByRole("region", { name: "Names over time" }).getByRole("listitem");
  await expect(names).toHaveText([
    /IPU.+since 2 Jan 2024 · Ley de 2024-01-02/,
    /MINPU.+8 Mar 2023 to 1 Jan 2024 · Ley/,
    /IPU.+until 7 Mar 2023/,
  ]);
  await page.goto(paths.institutions({ q: `minpu ${tag}` }));
  await expect(page.getByRole("main").getByRole("link", { name: `IPU ${tag}` })).toBeVisible();
});

test("who adds a double is warned while typing, also without script after the first post", async ({ page, context, baseURL, browser }, {
  project,
}) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  await addInstitution(page, `Ministerio de Faros ${tag}`, `MIFA ${tag}`);
  await page.goto(paths.newInstitution());
  await page.getByLabel("Name in Spanish").pressSequentially(`Min. de Faros ${tag}`);
  await expect(page.getByText("This may be in the directory already")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: `Ministerio de Faros ${tag}` })).toBeVisible();

  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
  const bare = await plain.newPage();
  await bare.goto(`${baseURL}${paths.newInstitution()}`);
  await bare.getByLabel("Name in Spanish").fill(`Min. de Faros ${tag}`);
  await bare.getByLabel("Type", { exact: true }).selectOption({ label: "Ministry" });
  await bare.getByRole("button", { name: "Add institution" }).click();
  await expect(bare.getByRole("alert")).toContainText(`“Ministerio de Faros ${tag}” is in the directory`);
  await bare.getByLabel("It is another one: add it").check();
  await bare.getByRole("button", { name: "Add institution" }).click();
  await expect(bare.getByRole("heading", { level: 1, name: `Min. de Faros ${tag}` })).toBeVisible();
  await plain.close();
});

test("a double is merged with a preview, found by both names, and made two again", async ({ page, context, baseURL }, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  const [kept, double] = [`Ministerio de Canales ${tag}`, `Oficina Fluvial ${tag}`];
  await addInstitution(page, double, `OFLU ${tag}`);
  const gone = page.url().split("?")[0] ?? "";
  await page.getByRole("link", { name: "Add a person" }).click();
  await page.getByLabel("Name", { exact: true }).fill(`Delfina ${tag}`);
  await page.getByLabel("… or another post").fill("Capitana");
  await page.getByRole("button", { name: "Add person" }).click();
  await expect(page.getByRole("link", { name: `Delfina ${tag}` })).toBeVisible();
  await addInstitution(page, kept, `MICA ${tag}`);
  const stays = page.url().split("?")[0] ?? "";

  await page.goto(`${stays}/edit`);
  await page.getByRole("link", { name: "Merge with a double" }).click();
  await page.getByLabel("The double", { exact: true }).selectOption({ label: `OFLU ${tag} · ${double}` });
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("1 post");
  await page.getByRole("button", { name: "Merge the two" }).click();
  await expect(page.getByRole("heading", { level: 1, name: kept })).toBeVisible();
  await expect(page.getByRole("link", { name: `Delfina ${tag}` })).toBeVisible();
  await page.goto(paths.institutions({ q: `fluvial ${tag}` }));
  await expect(page.getByRole("main").getByRole("link", { name: `MICA ${tag}` })).toBeVisible();
  await page.goto(gone);
  await expect(page.getByRole("main")).toContainText(`This record went into ${kept}`);
  await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);

  await page.getByRole("button", { name: "Undo the merge" }).click();
  await expect(page.getByRole("link", { name: `Delfina ${tag}` })).toBeVisible();
  await page.goto(stays);
  await expect(page.getByRole("heading", { level: 1, name: kept })).toBeVisible();
  await expect(page.getByRole("link", { name: `Delfina ${tag}` })).toHaveCount(0);
});
