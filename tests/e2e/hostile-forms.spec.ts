import type { Page, Response } from "@playwright/test";
import { paths } from "@/lib/paths";
import { hostile } from "../hostile";
import { enterAs, expect, test } from "./house";
import { records } from "./rooms";

/** What a browser sends of a text: a half of a letter becomes a sign. */
const texts = Object.entries(hostile).map(([what, text]): [string, string] => [what, Buffer.from(text, "utf8").toString("utf8")]);

const broken = (page: Page): Response[] => {
  const found: Response[] = [];
  page.on("response", (response) => response.status() >= 500 && found.push(response));
  return found;
};

/** Types a text into every field of a form that takes words, past every limit of the browser, and sends it. */
async function fill(page: Page, text: string): Promise<void> {
  const form = page
    .locator("main form")
    .filter({ has: page.locator("input:not([type=hidden]), textarea") })
    .first();
  await form.evaluate((element, value) => {
    for (const field of element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")) {
      if (["hidden", "radio", "checkbox", "submit", "file"].includes(field.type)) continue;
      field.removeAttribute("maxlength");
      field.removeAttribute("required");
      if (field instanceof HTMLInputElement) field.type = "text";
      field.value = value;
    }
    for (const list of element.querySelectorAll("select")) list.selectedIndex = Math.max(0, list.options.length - 1);
  }, text);
  await form.locator("button[type=submit], button:not([type])").last().click();
}

test("a form met with anything says what is to be corrected and keeps what was typed, or saves it", async ({ page, context, baseURL }) => {
  test.setTimeout(240_000);
  await enterAs(context, baseURL ?? "", "admin", "en");
  const r = records("pa");
  const failed = broken(page);
  const forms = [
    paths.newInstitution(),
    paths.newPerson(r.institution),
    paths.newFollowUp(),
    paths.newBriefing({ template: "none" }),
    paths.profile(),
    paths.inviteUser(),
    paths.holidays(),
  ];
  // Each form takes its turn of the texts; the inputs themselves take all of them elsewhere.
  for (const [n, path] of forms.entries())
    for (const [what, text] of texts.filter((_, t) => t % forms.length === n || t < 2)) {
      await page.goto(path);
      const said = page.locator("main .errors, main .notice, .toast").first();
      await fill(page, text);
      await expect(async () => {
        const elsewhere = new URL(page.url()).pathname !== new URL(path, page.url()).pathname;
        expect(elsewhere || (await said.isVisible()), `${path} with ${what}`).toBe(true);
      }).toPass();
      if (new URL(page.url()).pathname === new URL(path, page.url()).pathname && (await page.locator("main .errors").first().isVisible())) {
        const kept = await page
          .locator("main .errors")
          .first()
          .locator("xpath=ancestor::form")
          .locator("input:not([type=hidden]), textarea")
          .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
        // A date field shows no text that is no date, and one of one line no break.
        expect
          .soft(
            kept.some((value) => value !== "" && text.replace(/[\r\n]/g, "").includes(value.replace(/\n/g, "").trim().slice(0, 5))) ||
              text.trim() === "",
            `${path} keeps ${what}`,
          )
          .toBe(true);
      }
    }
  expect(failed.map((response) => response.url())).toEqual([]);
});
