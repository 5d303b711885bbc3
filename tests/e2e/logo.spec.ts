import sharp from "sharp";
import { paths } from "@/lib/paths";
import { enter, expect, faults, test } from "./house";
import { records } from "./rooms";

const image = async (width: number, height: number, background: string) => ({
  name: "Logo oficina.png",
  mimeType: "image/png",
  buffer: await sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: Buffer.from(`<svg width="${width}" height="${height}"><circle cx="40%" cy="50%" r="30%" fill="#fff"/></svg>`) }])
    .png()
    .toBuffer(),
});

test("an administrator gives the office a logo, institutions see it, and it is taken away again", async ({ page, browser, baseURL }, {
  project,
}) => {
  test.skip(project.name !== "desktop", "the office has one logo");
  await enter(page, "admin");
  await page.goto(paths.letterhead());
  await page.getByRole("link", { name: "Add a logo" }).click();
  await page
    .getByLabel("Add a logo")
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg onload='alert(1)'/>") });
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not what its name says" })).toBeVisible();
  await page.getByLabel("Add a logo").setInputFiles(await image(900, 300, "#0033a0"));
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.locator(".logo-line img")).toHaveJSProperty("complete", true);

  const [token = ""] = records("pa").tokens;
  const guest = await browser.newPage({ baseURL, javaScriptEnabled: false, colorScheme: "dark" });
  await guest.goto(paths.guest(token, { lang: "en" }));
  const logo = guest.locator(".office img");
  await expect(logo).toHaveAttribute("alt", /./);
  expect(await logo.evaluate((img: HTMLImageElement) => [img.complete, img.naturalWidth > 0, img.width, img.height])).toEqual([
    true,
    true,
    96,
    32,
  ]);
  const bytes = await guest.request.get((await logo.getAttribute("src")) ?? "");
  expect([bytes.headers()["content-type"], bytes.headers()["cache-control"]]).toEqual(["image/png", "public, max-age=31536000, immutable"]);
  expect((await bytes.body()).length).toBeLessThanOrEqual(12_000);

  await page.getByRole("link", { name: "Change the logo" }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "Remove the logo" }).click();
  await page.getByRole("button", { name: "Remove the logo" }).click();
  await expect(page.getByText("Removed.")).toBeVisible();
  await guest.reload();
  await expect(guest.locator(".office img")).toHaveCount(0);
  await guest.close();
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("a file that is no logo is refused in a sentence", async ({ page }) => {
    await enter(page, "admin");
    await page.goto(paths.logo());
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "logo.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") });
    await page.getByRole("button", { name: "Upload" }).click();
    await expect(page.getByRole("alert")).toContainText("A logo is a PNG, JPEG or WebP image.");
  });
});
