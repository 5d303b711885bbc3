import { eq } from "drizzle-orm";
import { briefings, messages } from "@/db/schema";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { expect, store, test } from "./house";
import { as, house, meeting, sound } from "./own";

const leaving = (id: string) => store().db.select().from(messages).where(eq(messages.briefingId, id)).all();
const stateOf = (id: string) => store().db.select().from(briefings).where(eq(briefings.id, id)).get()?.state;
const weeksAgo = () => dayOf(Date.now() - 21 * 86_400_000, "America/Panama");

test("an officer holds invitations for the foreign ministry, finds them on Home, releases them, and takes that back", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  test.setTimeout(120_000);
  const place = house(project.name);
  const id = meeting(place);
  await as(context, baseURL, place.officer);
  await page.goto(paths.sendInvitations(id));
  await expect(page.getByLabel("Asked on")).toBeHidden();
  await page.getByLabel(/^Hold until the foreign ministry/).check();
  await expect(page.getByRole("button", { name: "Send the invitations" })).toHaveCount(0);
  await sound(page);
  await page.getByLabel("Asked on").fill(weeksAgo());
  await page.getByLabel("Reference of the note").fill("NV-12");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel(/To confirm, type how many/)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Reference of the note"), "nothing typed is lost").toHaveValue("NV-12");
  await page.getByLabel(/To confirm, type how many/).fill("2");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("On hold").first()).toBeVisible();
  expect(leaving(id)).toEqual([]);

  await page.goto(paths.home());
  await page.getByRole("link", { name: "2 invitations wait" }).click();
  await expect(page.getByRole("heading", { name: "Waiting for the foreign ministry" })).toBeVisible();
  await expect(page.getByText(/reference NV-12/).first()).toBeVisible();
  await sound(page);

  await page.goto(paths.briefing(id));
  await page.getByRole("link", { name: "Release 2" }).click();
  await page.getByRole("button", { name: "Release and send 2" }).click();
  await expect(page.getByText(/2 invitations leave/).first()).toBeVisible();
  expect(leaving(id)).toHaveLength(2);
  expect(stateOf(id)).toBe("inviting");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back. Nothing has left.")).toBeVisible();
  expect(stateOf(id)).toBe("scheduled");

  await page.goto(paths.heldInvitations(id));
  await page.getByText("Change the note").click();
  await page.getByLabel("Reference of the note").fill("NV-13");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/reference NV-13/).first()).toBeVisible();
  await page.getByRole("button", { name: "Make drafts again" }).click();
  await expect(page.getByRole("heading", { name: "2 invitations are ready" })).toBeVisible();
  expect(leaving(id).every((m) => m.state === "cancelled")).toBe(true);
});

test("without script, what was typed of the note stays, and another office sees none of it", async ({ browser, baseURL }, { project }) => {
  const [place, other] = [house(project.name), house(project.name)];
  const id = meeting(place);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await as(context, baseURL, place.officer);
  await page.goto(`${baseURL}${paths.sendInvitations(id)}`);
  await page.getByLabel(/^Hold until the foreign ministry/).check();
  await page.getByLabel("Reference of the note").fill("NV-12");
  await page.getByLabel(/To confirm, type how many/).fill("1");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Reference of the note")).toHaveValue("NV-12");
  await page.getByLabel(/To confirm, type how many/).fill("2");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("On hold").first()).toBeVisible();
  await as(context, baseURL, other.officer);
  expect((await page.goto(`${baseURL}${paths.heldInvitations(id)}`))?.status()).toBe(404);
  await context.close();
});

test("a meeting is marked confidential: mail previews keep still about it, the office and the institution's page do not", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  const place = house(project.name);
  const id = meeting(place);
  await as(context, baseURL, place.officer);
  await page.goto(paths.editBriefing(id));
  await page.getByLabel(/^Confidential/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Confidential", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Plans for 2022" })).toBeVisible();
  await sound(page);
  await page.goto(paths.sendInvitations(id));
  const preview = page.getByRole("region", { name: /^What ALFA will get$/ });
  await expect(preview.getByText(/Reunión con la OIM/).first()).toBeVisible();
  await expect(preview.getByText("Planes para 2022")).toHaveCount(0);
});
