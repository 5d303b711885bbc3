import { and, eq } from "drizzle-orm";
import { memberships } from "@/db/schema";
import { paths } from "@/lib/paths";
import { expect, store, test } from "./house";
import { as, house, sound } from "./own";

test("an officer chooses a daily digest and stops it again, with script and without", async ({ page, context, browser, baseURL }, {
  project,
}) => {
  const own = house(project.name);
  const chosen = () =>
    store()
      .db.select()
      .from(memberships)
      .where(and(eq(memberships.officeId, own.officeId), eq(memberships.userId, own.officer.userId)))
      .get()?.digest;
  await as(context, baseURL, own.officer);
  await page.goto(`${paths.profile()}#digest`);
  const digest = page.getByRole("region", { name: "Digest by mail" });
  await expect(digest.getByRole("radio", { name: "None" })).toBeChecked();
  await digest.getByRole("radio", { name: "Each working day" }).check();
  await digest.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/done=saved/);
  await expect(digest.getByRole("radio", { name: "Each working day" })).toBeChecked();
  expect(chosen()).toBe("daily");
  await sound(page);

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await as(plain, baseURL, own.officer);
  const bare = await plain.newPage();
  await bare.goto(paths.profile());
  const again = bare.getByRole("region", { name: "Digest by mail" });
  await again.getByRole("radio", { name: "None" }).check();
  await again.getByRole("button", { name: "Save" }).click();
  await expect(again.getByRole("radio", { name: "None" })).toBeChecked();
  expect(chosen()).toBeNull();
  await plain.close();
});
