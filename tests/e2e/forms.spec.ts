import type { Page, Route } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { followUps } from "@/db/schema";
import { paths } from "@/lib/paths";
import { enterAs, expect, patient, store, test } from "./house";
import { records } from "./rooms";

/** Holds back the next post until it is let go, as a slow line would. */
async function holdPost(page: Page): Promise<() => Promise<void>> {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const hold = async (route: Route) => {
    if (route.request().method() === "POST") await gate;
    await route.fallback();
  };
  await page.route("**/*", hold);
  return async () => {
    open();
    await page.unroute("**/*", hold);
  };
}

/** A follow-up of the demo's first office that is not settled. */
function openFollowUp(): string {
  const { db } = store();
  const { officeId } = db
    .select()
    .from(followUps)
    .where(eq(followUps.id, records("pa").followUp))
    .get() ?? { officeId: "" };
  const found = db
    .select()
    .from(followUps)
    .where(and(eq(followUps.officeId, officeId), eq(followUps.state, "in_progress")))
    .get();
  if (!found) throw new Error("The demo has no follow-up under way.");
  return found.id;
}

test("what is typed while a save is under way stands afterwards, and is said to be unsaved", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto(paths.followUp(openFollowUp()));
  const form = page.getByRole("region", { name: "Add what is new" });
  const note = form.getByLabel("What is new");
  const by = form.getByLabel("Who told you");
  await by.fill("A. Ruiz");
  await note.fill("The draft is with the minister.");
  const release = await holdPost(page);
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(form.locator("form")).toHaveAttribute("aria-busy", "true");
  await note.focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" A copy");
  await release();
  await expect(page).toHaveURL(/done=saved/);
  await expect(page.getByText("The draft is with the minister.", { exact: true }).first()).toBeVisible();
  await expect(note).toHaveValue("The draft is with the minister. A copy");
  await page.keyboard.type(" is here.");
  await expect(note, "the caret stays where the person writes").toHaveValue("The draft is with the minister. A copy is here.");
  await expect(by, "what was saved and left alone is emptied").toHaveValue("");
  await expect(form.getByText("Not saved yet", { exact: false })).toHaveCount(1);

  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("The draft is with the minister. A copy is here.", { exact: true }).first()).toBeVisible();
  await expect(note).toHaveValue("");
  await expect(form.getByText("Not saved yet", { exact: false })).toHaveCount(0);
});

test("what is typed while a save is refused stands afterwards", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto(paths.newFollowUp());
  const what = page.getByLabel("What is to be done");
  const release = await holdPost(page);
  await page.getByRole("button", { name: "Add follow-up" }).click();
  await expect(page.locator("form[aria-busy]")).toHaveCount(1);
  await what.focus();
  await page.keyboard.type("Referral");
  await release();
  await expect(page.getByRole("heading", { name: /to be corrected/ })).toBeVisible();
  await page.keyboard.type(" protocol");
  await expect(what).toHaveValue("Referral protocol");
});

for (const script of [true, false])
  test(`the summary of a refused form names each field and leads to it, ${script ? "with" : "without"} script`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: script, baseURL });
    await enterAs(context, baseURL ?? "", "officer", "en");
    const page = await context.newPage();
    if (script) await patient(page);
    await page.goto(paths.newFollowUp());
    await page.getByRole("button", { name: "Add follow-up" }).click();
    const summary = page.getByRole("alert").filter({ has: page.getByRole("heading", { name: "2 things are to be corrected" }) });
    await expect(summary.getByRole("link")).toHaveText(["What is to be done: fill this in.", "Lead: fill this in."]);
    await summary.getByRole("link", { name: /^Lead/ }).click();
    await expect(page.locator(":target")).toHaveAttribute("name", "lead");
    await context.close();
  });

test("what was typed outlives the session: it stays, it is carried through sign-in, and it is saved", async ({
  page,
  context,
  baseURL,
}) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto(paths.newFollowUp());
  const typed = `Outlives the session ${Date.now()}`;
  await page.getByLabel("What is to be done").fill(typed);
  const lead = page.getByLabel("Lead", { exact: true });
  await lead.selectOption({ index: 1 });
  const chosen = await lead.inputValue();
  await context.clearCookies();
  await page.getByRole("button", { name: "Add follow-up" }).click();
  const ended = page.getByRole("alert").filter({ hasText: "Your session has ended" });
  await expect(ended).toBeFocused();
  await expect(page.getByLabel("What is to be done")).toHaveValue(typed);
  await expect(lead).toHaveValue(chosen);

  const [tab] = await Promise.all([context.waitForEvent("page"), ended.getByRole("link", { name: /^Sign in/ }).click()]);
  await expect(tab).toHaveURL(/\/sign-in\?next=%2Ffollow-ups%2Fnew$/);
  await tab.getByRole("button", { name: "Marisol Vega" }).click();
  await tab.waitForURL(/\/follow-ups\/new$/);
  await expect(tab.getByLabel("What is to be done")).toHaveValue(typed);
  await expect(tab.getByLabel("Lead", { exact: true })).toHaveValue(chosen);
  await expect(tab.getByText("Not saved yet", { exact: false })).toHaveCount(2);

  await page.getByRole("button", { name: "Add follow-up" }).click();
  await expect(page).toHaveURL(/\/follow-ups\/fup_/);
  await page.goto(paths.newFollowUp());
  await expect(page.getByLabel("What is to be done"), "what was saved is not offered again").toHaveValue("");
});

test("without script too, what was typed is shown once its sender has signed in", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await enterAs(context, baseURL ?? "", "officer", "en");
  const page = await context.newPage();
  await page.goto(paths.newFollowUp());
  const typed = `Waits without script ${Date.now()}`;
  await page.getByLabel("What is to be done").fill(typed);
  await context.clearCookies();
  await page.getByRole("button", { name: "Add follow-up" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Ffollow-ups%2Fnew$/);
  await page.getByRole("button", { name: "Marisol Vega" }).click();
  await expect(page).toHaveURL(/\/follow-ups\/new$/);
  await expect(page.getByText(typed)).toBeVisible();
  await page.getByLabel("What is to be done").fill("Entered again");
  await page.getByLabel("Lead", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Add follow-up" }).click();
  await expect(page).toHaveURL(/\/follow-ups\/fup_/);
  await page.goto(paths.newFollowUp());
  await expect(page.getByText(typed)).toHaveCount(0);
  await context.close();
});

for (const script of [true, false])
  test(`a briefing on a day that has passed is recorded, not planned by mistake, ${script ? "with" : "without"} script`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: script, baseURL });
    await enterAs(context, baseURL ?? "", "officer", "en");
    const page = await context.newPage();
    if (script) await patient(page);
    await page.goto(paths.newBriefing({ template: "none" }));
    await page.getByLabel("Title", { exact: true }).fill(`Recorded afterwards ${Date.now()}`);
    await page.getByLabel("Date", { exact: true }).fill("2020-02-03");
    const box = page.getByRole("checkbox", { name: /only being recorded/ });
    await expect(box).toHaveCount(0);
    await page.getByRole("button", { name: "Create draft" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "This day has passed" })).toBeVisible();
    await box.check();
    await page.getByRole("button", { name: "Create draft" }).click();
    await page.waitForURL(/\/briefings\/brf_/);
    await expect(page.getByText("The meeting was planned for Monday 3 February 2020.", { exact: false })).toBeVisible();
    await context.close();
  });
