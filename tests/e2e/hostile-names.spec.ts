import { paths } from "@/lib/paths";
import { enterAs, expect, test } from "./house";

test("a name as long as a name may be, without a space, pushes no page aside", async ({ page, context, baseURL }, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const name = `${project.name}${Date.now().toString(36)}`.padEnd(200, "x");
  await page.goto(paths.newInstitution());
  await page.getByLabel("Name in Spanish").fill(name);
  await page.getByLabel("Type", { exact: true }).selectOption({ label: "Ministry" });
  await page.getByRole("button", { name: "Add institution" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const id = /ins_[0-9a-z]+/.exec(page.url())?.[0] ?? "";
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  for (const path of [
    paths.institution(id),
    paths.editInstitution(id),
    paths.mergeInstitution(id),
    paths.newPerson(id),
    paths.institutions({ q: name.slice(0, 20) }),
    paths.search({ q: name.slice(0, 20) }),
    paths.newGroup(),
    paths.newFollowUp(),
  ]) {
    await page.goto(path);
    expect.soft(await beyond(), path).toBe(0);
  }
});
