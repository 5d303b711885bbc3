import type { Page } from "@playwright/test";
import { enter, enterAs, expect, test } from "./house";

const place = (page: Page) => page.getByText(/^\d+ of \d+$/).first();
const story = (page: Page) => page.locator("main h2").first();

test("a manager reviews by keyboard alone", async ({ page, hand }, { project }) => {
  test.skip(project.name === "phone", "a telephone has no keys; the next test taps");
  test.setTimeout(120_000);
  await enter(page, "manager");
  await page.goto("/follow-ups/review");
  await expect(place(page)).toBeVisible();
  const begun = Date.now();

  // What was reported done: verify. With evidence that is one key; else one line more.
  const first = await story(page).textContent();
  // The page stands before its keys are heard.
  await page.waitForLoadState("networkidle");
  await hand.press("v");
  const how = page.getByLabel("How do you know?");
  const asked = await how.waitFor({ state: "visible", timeout: 3000 }).then(
    () => true,
    () => false,
  );
  if (asked) {
    await expect(how).toBeFocused();
    await page.keyboard.type("Seen at the shelter on Friday.");
    await hand.press("Enter");
  }
  await expect(page.getByText(/^Verified:/)).toBeVisible();
  await expect(story(page)).not.toHaveText(first ?? "");

  // Undo brings it back, then it is decided again.
  await hand.press("z");
  await expect(story(page)).toHaveText(first ?? "");
  await hand.press("j");
  await expect(page.getByText(/^Skipped:/)).toBeVisible();

  // A new date, and a question to the liaison, each accepted as it stands.
  const second = await story(page).textContent();
  await hand.press("d");
  await page.getByRole("radio", { name: "The institution asked for more time" }).focus();
  await hand.press("Space");
  await hand.press("Enter");
  await expect(story(page)).not.toHaveText(second ?? "");

  // The rest of the queue is skipped, so that the end is reached by keys too.
  for (let n = 0; n < 60 && !(await page.getByText(/reviewed:/).isVisible()); n++) {
    const at = await place(page).textContent();
    await hand.press("j");
    await page.waitForFunction((text) => document.querySelector("h1 .of")?.textContent !== text, at, { timeout: 20_000 });
  }
  await expect(page.getByText(/reviewed:/)).toBeVisible();
  console.log(`counted: review: ${hand.keys} keys, ${hand.clicks} clicks, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  expect(hand.clicks).toBe(0);
});

test("a manager decides by taps", async ({ page, context, baseURL, hand }) => {
  await enterAs(context, baseURL ?? "", "manager", "en");
  await page.goto("/follow-ups/review");
  const first = await story(page).textContent();
  await hand.click(page.getByRole("button", { name: /^Skip/ }));
  await expect(page.getByText(/^Skipped:/)).toBeVisible();
  await expect(story(page)).not.toHaveText(first ?? "");
  expect(hand.clicks, "one tap a decision").toBe(1);
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await expect(story(page)).toHaveText(first ?? "");
});

test("an officer reads the review and decides nothing", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto("/follow-ups/review");
  await expect(place(page)).toBeVisible();
  for (const verb of ["Verify", "Drop", "Reopen"]) await expect(page.getByRole("button", { name: new RegExp(`^${verb}`) })).toHaveCount(0);
});
