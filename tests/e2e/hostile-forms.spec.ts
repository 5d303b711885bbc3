import type { Page, Response } from "@playwright/test";
import { paths } from "@/lib/paths";
import { hostile } from "../hostile";
import { enterAs, expect, test } from "./house";
import { adminPages, plainPages, recordPages, records } from "./rooms";

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

test("an address with anything in it leads to its page or to the one that says there is none", async ({ page, context, baseURL }) => {
  test.setTimeout(180_000);
  await enterAs(context, baseURL ?? "", "admin", "en");
  const own = records("pa");
  const get = async (path: string): Promise<number> => (await page.request.get(path, { maxRedirects: 0 })).status();
  const odd = [
    "x",
    "ins_1",
    "null",
    "__proto__",
    "..%2f..%2fetc",
    "%00",
    "%ff",
    "%e2%80%ae",
    "a".repeat(3000),
    encodeURIComponent("'; drop table person; --"),
  ];
  for (const path of recordPages(own)) {
    const id = /[a-z]{3}_[0-9a-z]{25}/.exec(path)?.[0] ?? "";
    for (const text of odd) expect.soft(await get(path.replaceAll(id, text)), `${path} with ${text.slice(0, 20)}`).toBeLessThan(500);
  }
  for (const path of [...plainPages(), ...adminPages(own)])
    for (const text of ["\u0000", "\u202e", "null", "1e9", "-1", "NaN", "99999999999999999999", "%", "a".repeat(3000), "__proto__"]) {
      const query = new URLSearchParams(
        [
          "q",
          "kind",
          "page",
          "show",
          "month",
          "view",
          "type",
          "topic",
          "when",
          "institution",
          "briefing",
          "done",
          "template",
          "r",
          "at",
        ].map((name) => [name, text]),
      );
      expect.soft(await get(`${path.split("?")[0]}?${query}`), `${path} with ${JSON.stringify(text.slice(0, 20))}`).toBeLessThan(500);
    }
});

test("a post that no form of ours sends is refused, and the page goes on", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const post = async (path: string, data: string | Buffer, type: string, more: Record<string, string> = {}) =>
    (await page.request.post(path, { data, headers: { "content-type": type, ...more }, maxRedirects: 0 })).status();
  const form = "application/x-www-form-urlencoded";
  for (const path of [
    paths.newInstitution(),
    paths.signIn(),
    paths.signOut(),
    paths.search(),
    paths.find(),
    "/sign-in/confirm",
    "/language",
  ]) {
    expect.soft(await post(path, "x".repeat(3_000_000), form), `${path}, too long`).toBeLessThan(500);
    expect.soft(await post(path, "{}", "application/json"), `${path}, no form`).toBeLessThan(500);
    expect.soft(await post(path, "\u0000", "text/plain"), `${path}, a text`).toBeLessThan(500);
    expect
      .soft(await post(path, "[]", "text/plain;charset=UTF-8", { "next-action": "0".repeat(42) }), `${path}, an act there is not`)
      .toBeLessThan(500);
  }
  for (const path of [paths.signOut(), "/sign-in/confirm", "/language"])
    expect.soft(await post(path, "--x\r\nbroken", "multipart/form-data; boundary=x"), `${path}, a broken form`).toBe(400);
  // A name every object has is no sentence to say.
  expect((await page.goto(paths.home({ done: "__proto__" })))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
