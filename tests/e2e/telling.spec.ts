import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { briefings, institutionNames, invitations, messages } from "@/db/schema";
import { paths } from "@/lib/paths";
import { expect, store, test } from "./house";
import { as, house, meeting, sound } from "./own";

/** A meeting whose two institutions were invited three days ago. */
function told(place: ReturnType<typeof house>): string {
  const id = meeting(place);
  const sentAt = Date.now() - 72 * 3_600_000;
  store().db.update(briefings).set({ state: "inviting" }).where(eq(briefings.id, id)).run();
  store().db.update(invitations).set({ state: "sent", sentAt }).where(eq(invitations.briefingId, id)).run();
  return id;
}

const notices = (id: string) =>
  store()
    .db.select()
    .from(messages)
    .where(eq(messages.briefingId, id))
    .all()
    .filter((m) => m.kind === "change");

/** Nothing, however long its name, pushes the page aside. */
const unmoved = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);

test("what a postponement would say is read beforehand, a date that is over is refused, and nothing typed is lost", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  const place = house(project.name);
  const id = told(place);
  await as(context, baseURL, place.officer);
  store()
    .db.update(institutionNames)
    .set({ acronym: "x".repeat(200) })
    .where(eq(institutionNames.officeId, place.officeId))
    .run();
  await page.goto(paths.postponeBriefing(id));
  await expect(page.getByText(/^Last told: /)).toHaveCount(2);
  await unmoved(page);
  await expect(page.getByText(/^Will be told by mail: /)).toHaveCount(2);
  await sound(page);

  await page.getByLabel("New date").fill("2021-01-04");
  await page.getByLabel("Reason").fill("The room is closed that day.");
  await page.getByRole("button", { name: "Postpone", exact: true }).click();
  await expect(page.getByText(/This day has passed/).first()).toBeVisible();
  await expect(page.getByLabel("New date")).toHaveValue("2021-01-04");
  expect(notices(id)).toEqual([]);

  const { startsLocal } = store().db.select().from(briefings).where(eq(briefings.id, id)).get() ?? { startsLocal: "" };
  const next = new Date(Date.parse(`${startsLocal.slice(0, 10)}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("New date").fill(next);
  await page.getByRole("button", { name: "Preview the messages" }).click();
  const letters = page.getByRole("region", { name: "What they will read" });
  await expect(letters.getByText(/^Aplazada: /)).toBeVisible();
  await expect(letters.getByRole("heading", { name: /^In Spanish, as / })).toHaveCount(1);
  await expect(page.getByLabel("Reason")).toHaveValue("The room is closed that day.");
  await expect(page.getByLabel("New date")).toHaveValue(next);
  await sound(page);
  await unmoved(page);
  expect(notices(id)).toEqual([]);
  await page.getByRole("button", { name: "Postpone", exact: true }).click();
  await expect.poll(() => notices(id).length).toBe(2);
});

test("without script the letters of a cancellation and of an edit are read beforehand too", async ({ browser, baseURL }, { project }) => {
  const place = house(project.name);
  const id = told(place);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await as(context, baseURL, place.officer);
  const page = await context.newPage();
  await page.goto(paths.cancelBriefing(id));
  await page.getByLabel("Reason").fill("No quorum");
  await page
    .getByRole("button", { name: /^Preview of what .* gets$|^Preview/ })
    .last()
    .click();
  await expect(page.getByText(/^Cancelada: /)).toBeVisible();
  await expect(page.getByLabel("Reason")).toHaveValue("No quorum");

  await page.goto(paths.editBriefing(id));
  await page.getByRole("button", { name: "Preview the messages" }).click();
  await expect(page.getByText(/Nothing changes of what the institutions were told/).first()).toBeVisible();
  await page.locator("input[name=venue]").fill("Sala Portobelo");
  await page.getByRole("button", { name: "Preview the messages" }).click();
  await expect(page.getByText(/^Cambio: /)).toBeVisible();
  await expect(page.locator("input[name=venue]")).toHaveValue("Sala Portobelo");
  expect(notices(id)).toEqual([]);
  await context.close();
});
