import { paths } from "@/lib/paths";
import { expect, faults, links, mails, test } from "./house";

test("a colleague comes in by a mailed link, which a scanner's visit neither spends nor uses", async ({ page, request }, { project }) => {
  const address = project.name === "desktop" ? "officer2@oim-panama.example" : "admin@oim-panama.example";
  await page.goto(paths.signIn());
  await page.getByLabel("E-mail address").fill(address);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Look in your mailbox")).toBeVisible();

  const mine = async () =>
    (await mails())
      .filter((m) => m.to?.[0]?.address === address)
      .flatMap(links)
      .filter((l) => l.includes("/sign-in/confirm/"))
      .at(-1);
  await expect.poll(mine, { timeout: 30_000 }).toBeTruthy();
  const { pathname } = new URL((await mine()) ?? "");
  for (let visit = 0; visit < 2; visit++) {
    const seen = await request.get(pathname);
    expect(seen.status()).toBe(200);
    expect(seen.headers()["set-cookie"] ?? "").not.toContain("enlace");
  }
  await page.goto(pathname);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("main").getByRole("button").first().click();
  await page.waitForURL(/\/home/);

  // Spent: it lets nobody in again.
  await page.context().clearCookies();
  await page.goto(pathname);
  await expect(page).not.toHaveURL(/\/home/);
  await expect(page.getByRole("button", { name: /^Sign in$/ })).toHaveCount(0);
});

test("an unknown address gets the same answer", async ({ page }) => {
  await page.goto(paths.signIn());
  await page.getByLabel("E-mail address").fill("nobody@elsewhere.example");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Look in your mailbox")).toBeVisible();
  expect((await mails()).some((m) => m.to?.[0]?.address === "nobody@elsewhere.example")).toBe(false);
});
