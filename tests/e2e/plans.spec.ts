import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { messages } from "@/db/schema";
import { paths } from "@/lib/paths";
import { expect, patient, store, test } from "./house";
import { as, house, meeting, sound } from "./own";

/** The form of a sending, as somebody has filled it in. */
async function fill(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: /ALFA/ }).uncheck();
  await page.getByLabel(/Hold until the foreign ministry/).check();
  await page.getByLabel("Reference of the note").fill("N-77");
  await page.getByLabel(/To confirm, type how many/).fill("1");
}

for (const script of [true, false])
  test(`what was ticked and typed stays while a message is looked at, ${script ? "with" : "without"} script`, async ({ browser, baseURL }, {
    project,
  }) => {
    const context = await browser.newContext({ ...project.use, baseURL, javaScriptEnabled: script });
    const page = await context.newPage();
    if (script) await patient(page);
    const own = house(project.name);
    const id = meeting(own);
    await as(context, baseURL, own.officer);
    await page.goto(paths.sendInvitations(id));
    await fill(page);
    await page.getByRole("button", { name: "Preview: BETA" }).click();
    await expect(page.getByRole("heading", { name: /What BETA will get/ })).toBeVisible();
    await expect(page.getByRole("checkbox", { name: /ALFA/ })).not.toBeChecked();
    await expect(page.getByRole("checkbox", { name: /BETA/ })).toBeChecked();
    await expect(page.getByLabel(/Hold until the foreign ministry/)).toBeChecked();
    await expect(page.getByLabel("Reference of the note")).toHaveValue("N-77");
    await expect(page.getByLabel(/To confirm, type how many/)).toHaveValue("1");
    if (script) await sound(page);
    // The enter key sends; it does not look at the first one.
    await page.getByLabel(/To confirm, type how many/).press("Enter");
    await expect(page).toHaveURL(/done=onHold/);
    expect(store().db.select().from(messages).where(eq(messages.briefingId, id)).all()).toEqual([]);
    await context.close();
  });
