import type { Page } from "@playwright/test";
import { paths } from "@/lib/paths";
import { enterAs, expect, faults, test } from "./house";

const unlike = (project: string): string => `${project}${Date.now().toString(36)}`;

async function addInstitution(page: Page, name: string, acronym: string): Promise<string> {
  await page.goto(paths.newInstitution());
  await page.getByLabel("Name in Spanish").fill(name);
  await page.getByLabel("Acronym or short name").fill(acronym);
  await page.getByLabel("Type", { exact: true }).selectOption({ label: "Ministry" });
  await page.getByRole("button", { name: "Add institution" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return page.url().split("?")[0] ?? "";
}

async function addFollowUp(page: Page, what: string, lead: string): Promise<void> {
  await page.goto(paths.newFollowUp());
  await page.getByLabel("What is to be done").fill(what);
  await page.getByLabel("Lead", { exact: true }).selectOption({ label: lead });
  await page.getByRole("button", { name: "Add follow-up" }).click();
  await expect(page.getByText(what).first()).toBeVisible();
}

const sound = async (page: Page) => expect(await faults(page)).toEqual([]);

test("two that merge hand over what is open, are read as now and as then, and are two again", async ({ page, context, baseURL }, {
  project,
}) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  const old = await addInstitution(page, `Banco Viejo ${tag}`, `BAVI ${tag}`);
  const heir = await addInstitution(page, `Banco Nuevo ${tag}`, `BANU ${tag}`);
  await addFollowUp(page, `Open the branch ${tag}`, `BAVI ${tag} · Banco Viejo ${tag}`);

  await page.goto(`${old}/edit`);
  await page.getByRole("link", { name: "It came from another institution, or another one followed it" }).click();
  await page.getByLabel("How", { exact: true }).selectOption({ label: "Merged into" });
  await page.getByLabel("The other institution").selectOption({ label: `BANU ${tag} · Banco Nuevo ${tag}` });
  await page.getByRole("button", { name: "See what hangs on it" }).click();
  await expect(page.getByRole("link", { name: new RegExp(`Open the branch ${tag}`) })).toBeVisible();
  await sound(page);
  await page.getByLabel("All of it goes to").selectOption({ label: `BANU ${tag}` });
  await page.getByRole("main").locator("input[type=date]").fill("2024-05-02");
  await page.getByRole("button", { name: "Record the succession" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Banco Viejo ${tag}` })).toBeVisible();

  await page.goto(heir);
  await expect(page.getByRole("link", { name: `Open the branch ${tag}` })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "How the past is read" })).toBeVisible();
  await sound(page);
  await page.getByRole("link", { name: `Open the branch ${tag}` }).click();
  await expect(page.getByText(new RegExp(`Led by BAVI ${tag} until .+; by BANU ${tag} from then on`))).toBeVisible();

  await page.goto(`${old}/edit`);
  await page.getByRole("button", { name: "Remove: entered by mistake" }).click();
  await expect(page.getByRole("button", { name: "Remove: entered by mistake" })).toHaveCount(0);
  await page.goto(old);
  await expect(page.getByRole("link", { name: `Open the branch ${tag}` })).toBeVisible();
});

test("every number of an institution's time line opens exactly its rows", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "manager", "en");
  await page.goto(paths.institutions({ q: "MINSA" }));
  await page.getByRole("main").getByRole("link", { name: "MINSA", exact: true }).first().click();
  const filters = () => page.getByRole("navigation", { name: "Show of the time line" }).getByRole("link");
  await expect(filters().first()).toBeVisible();
  const links = await filters().evaluateAll((all) =>
    all.map((a) => [(a as HTMLAnchorElement).href, Number(a.querySelector("b")?.textContent)] as const),
  );
  expect(links.length).toBeGreaterThan(4);
  for (const [href, n] of links) {
    let rows = 0;
    for (let next: string | null = href; next; ) {
      await page.goto(next);
      rows += await page.locator("[data-event]").count();
      next = await page
        .getByRole("navigation", { name: "Pages of the time line" })
        .getByRole("link", { name: "Next" })
        .getAttribute("href", { timeout: 500 })
        .catch(() => null);
    }
    expect(rows, href).toBe(n);
  }
  await sound(page);
});

test("a merge shows where two records differ, takes what is chosen, and gives it back", async ({ page, context, baseURL }, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  await addInstitution(page, `Oficina Lacustre ${tag}`, `OLA ${tag}`);
  const kept = await addInstitution(page, `Ministerio de Lagos ${tag}`, `MILA ${tag}`);
  await page.goto(`${kept}/merge`);
  await page.getByLabel("The double", { exact: true }).selectOption({ label: `OLA ${tag} · Oficina Lacustre ${tag}` });
  await page.getByRole("button", { name: "Preview" }).click();
  const field = page.getByRole("group", { name: "Acronym or short name" });
  await expect(field.getByRole("radio", { name: new RegExp(`^MILA ${tag}`) })).toBeChecked();
  await sound(page);
  await field.getByRole("radio", { name: new RegExp(`^OLA ${tag}`) }).check();
  await page.getByRole("button", { name: "Merge the two" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Ministerio de Lagos ${tag}` })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`OLA ${tag}`);
  await page.getByRole("button", { name: "Undo the merge" }).click();
  await page.goto(kept);
  await expect(page.getByRole("main")).toContainText(`MILA ${tag}`);
});
