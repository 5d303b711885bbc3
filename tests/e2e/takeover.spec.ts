import type { BrowserContext, Page } from "@playwright/test";
import { paths } from "@/lib/paths";
import { enterAs, expect, markUntaken, test, untaken } from "./house";
import { adminPages, plainPages, publicPages, recordPages, records } from "./rooms";

const scripts = /\/_next\/static\/.*\.js/;

/** A tab whose scripts are kept back until they are let come: what somebody sees and does on a slow line. */
async function slow(context: BrowserContext) {
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.soft(error.message, page.url()).toBe(""));
  await page.addInitScript(markUntaken);
  let held: (() => void)[] | undefined;
  await page.route(scripts, async (route) => {
    await new Promise<void>((go) => (held ? held.push(go) : go()));
    await route.continue();
  });
  return {
    page,
    open: async (path: string): Promise<void> => {
      held = [];
      await page.goto(path, { waitUntil: "domcontentloaded" });
      await page.evaluate(() => document.fonts.ready);
      await expect(untaken(page), `${path} waits`).toBeAttached();
    },
    come: async (): Promise<void> => {
      for (const go of held ?? []) go();
      held = undefined;
      await expect(untaken(page), `${page.url()} is taken over`).not.toBeAttached();
    },
  };
}

/** Where everything stands that can be pressed or typed into; what does not scroll with the page, on the screen. */
const places = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
      .filter((one) => one.checkVisibility())
      .map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        let box: Element | null = one;
        while (box && !/fixed|sticky/.test(getComputedStyle(box).position)) box = box.parentElement;
        const name = one.getAttribute("href") ?? one.getAttribute("name") ?? one.textContent ?? "";
        return `${one.localName} ${name.slice(-40)} at ${[x, box ? y : y + scrollY, width, height].map(Math.round)}`;
      }),
  );

/** Types into every field and ticks every box. */
const type = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const typed: Record<string, string> = { time: "10:45", number: "7" };
    // A day is looked up when the script has come, which may show something more.
    const fields = [
      ...document.querySelectorAll<HTMLInputElement>("input:not([type=hidden], [type=file], [type=date]), textarea, select"),
    ].filter((one) => !one.disabled && !one.readOnly);
    for (const one of fields) {
      if (one.type === "checkbox") one.checked = !one.checked;
      else if (one.type === "radio") one.checked = true;
      else if (one instanceof HTMLSelectElement) one.selectedIndex = one.options.length - 1;
      else one.value = typed[one.type] ?? `${one.value} x`;
      for (const event of ["input", "change"]) one.dispatchEvent(new Event(event, { bubbles: true }));
    }
    const stands = (one: HTMLInputElement) => (/checkbox|radio/.test(one.type) ? `${one.value} ${one.checked}` : one.value);
    const was = fields.map((one): [HTMLInputElement, string] => [one, stands(one)]);
    Object.assign(window, {
      lost: () => was.flatMap(([one, text]) => (one.isConnected && stands(one) === text ? [] : [`${one.name}: ${text} → ${stands(one)}`])),
    });
  });

const walks: [string, () => string[]][] = [
  ["the pages for anybody and of the office", () => [...publicPages(), ...plainPages()]],
  ["the pages about a record", () => recordPages(records("pa"))],
  ["the pages of an administrator", () => adminPages(records("pa"))],
];
for (const [what, all] of walks)
  test(`nothing moves and nothing typed is lost when the script comes late: ${what}`, async ({ context, baseURL }) => {
    test.setTimeout(300_000);
    await enterAs(context, baseURL ?? "", "admin", "es");
    const { page, open, come } = await slow(context);
    for (const path of all()) {
      await open(path);
      await type(page);
      const before = await places(page);
      await come();
      expect.soft(await page.evaluate("lost()"), `${path} keeps what was typed`).toEqual([]);
      const after = await places(page);
      const moved = [...after.filter((one) => !before.includes(one)), ...before.filter((one) => !after.includes(one))];
      expect.soft(moved.slice(0, 5), `${path} stays where it is`).toEqual([]);
    }
  });

test("a caret stays where somebody types on, a day typed early is looked up, and all rows ticked early are ticked", async ({
  context,
  baseURL,
}, { project }) => {
  await enterAs(context, baseURL ?? "", "admin", "en");
  const { page, open, come } = await slow(context);
  await open(paths.letterhead());
  const head = page.locator("[name='letterHead.en']");
  await head.focus();
  await page.keyboard.press("Home");
  await page.keyboard.type("The ");
  await come();
  await page.keyboard.type("old ");
  await expect(head).toHaveValue(/^The old Country Office/);

  await open(paths.newBriefing({ template: "none" }));
  await page.getByLabel("Date", { exact: true }).fill(`${new Date().getUTCFullYear() + 1}-11-03`);
  await come();
  await expect(page.locator(".day-note").first()).toContainText("3 November");

  // On a phone there is no such box: rows are cards.
  if (project.name === "phone") return;
  await open(paths.invitations(records("pa").briefing));
  await page.locator(".board thead .pick input").check();
  await come();
  await expect(page.locator(".board tbody .pick input:not(:checked)")).toHaveCount(0);
  await expect(page.locator(".board thead .pick input")).toBeChecked();
});
