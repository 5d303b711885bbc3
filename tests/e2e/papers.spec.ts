import type { Locator, Page } from "@playwright/test";
import { paths } from "@/lib/paths";
import { aDocx, aPdf, coreProps } from "../files/made";
import { enter, expect, faults, test } from "./house";
import { records } from "./rooms";

const pdf = (name: string, parts = {}) => ({
  name,
  mimeType: "application/pdf",
  // No two runs bring the same bytes: they would be refused as known.
  buffer: aPdf({ info: `/Subject (${crypto.randomUUID()})`, ...parts }),
});
const bytesOf = async (page: Page, link: Locator): Promise<{ name: string; text: string }> => {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("latin1") };
};
const wcag = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const everyRule = [...wcag, "best-practice"];
const accessible = async (page: Page, rules = wcag): Promise<void> => {
  expect(await faults(page, rules)).toEqual([]);
};

/** Walks from the briefing to the form, chooses these files and sends them. */
async function upload(page: Page, files: ReturnType<typeof pdf>[], more: { title?: string; language?: string } = {}): Promise<void> {
  await page.goto(paths.papers(records("pa").briefing, { add: 1 }));
  await page.getByLabel("Files").setInputFiles(files);
  if (more.title) await page.getByLabel("Title").fill(more.title);
  if (more.language) await page.getByLabel("Language").selectOption(more.language);
  await page.getByRole("button", { name: "Upload" }).click();
}

test("an officer uploads a paper, renews it and changes who gets it; history tells", async ({ page, hand }, { project }) => {
  await enter(page, "officer");
  const title = `Programme ${project.name}`;
  const { briefing } = records("pa");
  await page.goto(paths.agenda(briefing));
  await page.getByRole("link", { name: "Papers", exact: true }).click();
  await hand.click(page.getByRole("link", { name: "Add papers" }));
  await page.getByLabel("Files").setInputFiles([pdf("Programa.pdf")]);
  await hand.type(page.getByLabel("Title"), title);
  await hand.click(page.getByRole("button", { name: "Upload" }));
  await expect(page.getByText("The paper is there.")).toBeVisible();
  hand.tell("upload a paper");
  await accessible(page);

  const row = page.locator(".papers > li", { hasText: title });
  const first = await bytesOf(page, row.getByRole("link", { name: title, exact: true }));
  expect(first.name).toBe("Programa.pdf");
  expect(first.text).toMatch(/^%PDF-/);

  await row.getByRole("link", { name: /^New version/ }).click();
  await page.getByLabel("File", { exact: true }).setInputFiles([pdf("Programa final.pdf")]);
  await page.getByRole("button", { name: "Put in its place" }).click();
  await expect(row).toContainText("version 2");
  await row.getByText("Earlier versions: 1").click();
  expect((await bytesOf(page, row.getByRole("link", { name: /Version 1/ }))).text).toBe(first.text);

  await row.getByRole("link", { name: /^Edit/ }).click();
  await page.getByRole("radio", { name: /Office only/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Office only");
  await row.getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByText(`Taken away: ${title}`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();
  await page.goto(paths.history(briefing));
  await expect(page.getByText(/put version 2 of a paper in its place/).first()).toBeVisible();
});

test("what cannot be taken is refused in a sentence each, and what can is there", async ({ page }, { project }) => {
  await enter(page, "officer");
  const named = {
    ...pdf("Nota.docx"),
    buffer: aDocx([coreProps(`Ana Ruiz ${project.name}`)], { body: `<w:p>${crypto.randomUUID()}</w:p>` }),
  };
  const wrong: [ReturnType<typeof pdf>, RegExp][] = [
    [{ ...pdf("plano.svg"), buffer: Buffer.from("<svg onload='alert(1)'/>") }, /type are not taken/],
    [{ ...pdf("falso.pdf"), buffer: Buffer.from("<html><script>alert(1)</script>") }, /not what its name says/],
    [pdf("activo.pdf", { more: "5 0 obj << /S /JavaScript /JS (1) >> endobj" }), /holds a program/],
    [pdf("factura.exe.pdf"), /ends twice/],
    [{ ...pdf("vacio.pdf"), buffer: Buffer.alloc(0) }, /empty/],
    [{ ...pdf("macro.docx"), buffer: aDocx([{ name: "word/vbaProject.bin", text: "x" }]) }, /holds a program/],
  ];
  await upload(page, [named, ...wrong.map(([file]) => file)]);
  await expect(page.getByText("The paper is there.")).toBeVisible();
  for (const [file, why] of wrong) await expect(page.getByRole("listitem").filter({ hasText: file.name })).toHaveText(why);
  await expect(page.getByText(`The file names Ana Ruiz ${project.name}.`).first()).toBeVisible();
  await accessible(page);

  // What is too large never leaves, and what was typed stays.
  await upload(page, [{ ...pdf("grande.pdf"), buffer: Buffer.alloc(20_000_001) }], { title: "Kept" });
  await expect(page.getByRole("alert").filter({ hasText: "grande.pdf" })).toContainText("larger than 20 MB");
  await expect(page.getByLabel("Title")).toHaveValue("Kept");
});

test("a foreign page, a manager and another office can bring nothing and get nothing", async ({ page, request }) => {
  const { briefing } = records("pa");
  await enter(page, "officer");
  await page.goto(paths.papers(briefing));
  const href = (await page.locator(".papers a.link").first().getAttribute("href")) ?? "";
  expect(href).toContain("/papers/mat_");
  const form = { multipart: { language: "es", visibility: "public", file: pdf("a.pdf") } };
  const post = (headers = {}) => page.request.post(paths.uploadPapers(briefing), { ...form, headers, maxRedirects: 0 });
  expect((await post({ origin: "https://evil.example" })).status()).toBe(403);
  expect((await request.get(href)).status()).toBe(401);
  for (const account of ["manager", "neighbour"] as const) {
    await page.context().clearCookies();
    await enter(page, account);
    expect((await post()).status()).toBe(404);
    expect((await page.request.get(href)).status()).toBe(account === "manager" ? 200 : 404);
  }
});

test("the liaison's documents are accessible, standing open too, in the light and in the dark", async ({ page }) => {
  const [token = ""] = records("pa").tokens;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(paths.guest(token, { lang: "fr" }));
    for (const fold of await page.locator("summary").all()) if (await fold.isVisible()) await fold.click();
    await expect(page.locator(".papers").first()).toBeVisible();
    await accessible(page, everyRule);
  }
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("an officer uploads, and the liaison downloads", async ({ page }, { project }) => {
    await enter(page, "officer");
    const title = `Without script ${project.name}`;
    await upload(page, [pdf("Sin script ñ.pdf")], { title, language: "en" });
    await expect(page.getByText("The paper is there.")).toBeVisible();
    await upload(page, [{ ...pdf("falso.pdf"), buffer: Buffer.from("no") }], { title: "Kept" });
    await expect(page.getByText(/not what its name says/)).toBeVisible();
    await expect(page.getByLabel("Title")).toHaveValue("Kept");

    await page.context().clearCookies();
    const [token = ""] = records("pa").tokens;
    await page.goto(paths.guest(token, { lang: "en" }));
    expect(await page.locator("script").count()).toBe(0);
    await page.getByText(/^Documents \(/).click();
    const { name, text } = await bytesOf(page, page.getByRole("link", { name: title }).last());
    expect(name).toBe("Sin script ñ.pdf");
    expect(text).toMatch(/^%PDF-/);
  });
});
