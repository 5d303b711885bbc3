import { paths } from "@/lib/paths";
import { enterAs, expect, faults, patient, test } from "./house";

// Each run changes a kind of its own, so that neither sees the other's texts.
const kinds = { desktop: "Cancellation, to people named", phone: "Change, to people named" } as const;

test("an administrator puts a message into the office's own words", async ({ page, context, baseURL }, { project }) => {
  test.setTimeout(120_000);
  const name = kinds[project.name === "desktop" ? "desktop" : "phone"];
  await enterAs(context, baseURL ?? "", "admin", "en");
  await page.goto(paths.mailTexts());
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();

  const body = page.getByLabel("Text in Spanish");
  const ours = await body.inputValue();
  await body.fill(`${ours}\n\n{{event.tilte}}`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".errors")).toContainText("Perhaps {{event.title}} is meant.");
  await expect(body).toHaveValue(`${ours}\n\n{{event.tilte}}`);

  // A placeholder is put in where one was writing, by pointer or keyboard.
  await body.fill(`${ours}\n\nNos vemos en `);
  const put = page.getByRole("button", { name: "{{event.venue}}" });
  await put.focus();
  await put.press("Enter");
  await expect(body).toHaveValue(`${ours}\n\nNos vemos en {{event.venue}}`);
  await page.getByRole("button", { name: /^Show how it arrives\W*Español/u }).click();
  await expect(page.locator(".shown .paper")).toContainText("Nos vemos en");
  await expect(page.locator(".shown .paper")).not.toContainText("{{");
  await expect(body).toHaveValue(`${ours}\n\nNos vemos en {{event.venue}}`);
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Earlier texts" })).toBeVisible();
  await expect(page.getByText("Another language was changed later")).toHaveCount(2);
  await page.getByRole("button", { name: /^It is still right\W*Français/u }).click();
  await expect(page.getByText("Another language was changed later")).toHaveCount(1);

  await page.getByRole("button", { name: /^Back to our text\W*Español/u }).click();
  await expect(body).toHaveValue(ours);
  await page
    .getByRole("button", { name: /^Bring back\W*Español/u })
    .last()
    .click();
  await expect(body).toHaveValue(`${ours}\n\nNos vemos en {{event.venue}}`);
  await page.getByRole("button", { name: /^Back to our text\W*Español/u }).click();
  await expect(body).toHaveValue(ours);
});

test("where a colleague saved meanwhile, what was typed stays and the page tells how the texts stand now", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  const kind = project.name === "desktop" ? "seat_given" : "nominee_withdrawal";
  await enterAs(context, baseURL ?? "", "admin", "en");
  await page.goto(paths.mailText(kind));
  const english = page.getByRole("region", { name: "English" });
  await expect(english.getByText("Our text", { exact: true })).toBeVisible();
  const colleague = await context.newPage();
  await patient(colleague);
  await colleague.goto(paths.mailText(kind));
  await colleague.getByLabel("Subject in English").fill("Theirs");
  await colleague.getByRole("button", { name: "Save" }).click();
  await expect(colleague.getByRole("heading", { name: "Earlier texts" })).toBeVisible();

  await page.getByLabel("Subject in English").fill("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".notice.warn")).toBeVisible();
  await expect(page.getByLabel("Subject in English")).toHaveValue("Mine");
  await expect(english.getByText(/^Changed on/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Earlier texts" })).toBeVisible();

  await colleague.getByRole("button", { name: /^Back to our text\W*English/u }).click();
  await expect(colleague.getByLabel("Subject in English")).not.toHaveValue("Theirs");
  await expect(colleague.getByText("Another language was changed later")).toHaveCount(0);
  await colleague.close();
});

test("without script a text is shown before it is saved, and nothing typed is lost", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  await enterAs(context, baseURL ?? "", "admin", "en");
  const page = await context.newPage();
  await page.goto(paths.mailText("cancelled"));
  await page.getByLabel("Subject in English").fill("Off: {{event.title}}");
  await page.getByRole("button", { name: /^Show how it arrives\W*English/u }).click();
  await expect(page.locator(".shown .paper")).toContainText("Off: ");
  await expect(page.getByLabel("Subject in English")).toHaveValue("Off: {{event.title}}");
  await expect(page.locator(".places-list").getByText("{{salutation}}").filter({ visible: true })).toHaveCount(1);
  await expect(page.locator(".places-list button").filter({ visible: true })).toHaveCount(0);
  await page.goto(paths.register());
  await expect(page.getByRole("button", { name: "Search" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await context.close();
});

test("an officer has no such page", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const found = await page.goto(paths.mailTexts());
  expect(found?.status()).toBe(404);
});
