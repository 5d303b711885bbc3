import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { sendInvitations } from "@/core/invitations/sending/commands";
import { enqueue } from "@/core/kernel/outbox";
import { invitations, messages, users } from "@/db/schema";
import type { MessageState } from "@/db/schema/kernel";
import { newId } from "@/lib/ids";
import { paths } from "@/lib/paths";
import { expect, links, mails, store, test } from "./house";
import { as, house, meeting, sound } from "./own";

type Place = ReturnType<typeof house>;

/** Two invitations of an office of the test's own, on their way; their messages. */
function wave(place: Place) {
  const { db } = store();
  const briefingId = meeting(place);
  const ids = db
    .select({ id: invitations.id })
    .from(invitations)
    .where(eq(invitations.briefingId, briefingId))
    .all()
    .map(({ id }) => id);
  const sent = sendInvitations(store(), { ...place.officer, now: Date.now() }, { briefingId, invitations: ids, count: ids.length });
  if (!sent.ok) throw new Error(sent.code);
  return { briefingId, batchId: sent.value.batchId, ids: written(briefingId).map((m) => m.id) };
}
const written = (briefingId: string) => store().db.select().from(messages).where(eq(messages.briefingId, briefingId)).all();
const one = (id: string) => store().db.select().from(messages).where(eq(messages.id, id)).get();

/** A message of the office that stands so, to somebody of this name. */
function stands({ officeId, officer }: Place, state: MessageState, name: string, subject: string): string {
  const now = Date.now();
  const to = { name, address: `${newId("x")}@alfa.example` };
  const id = enqueue(
    store(),
    { ...officer, now },
    { kind: "reminder", key: newId("key"), officeId, to, language: "fr", sendAfter: now + 1e9 },
  );
  if (!id) throw new Error("not written");
  const values = { state, subject, sentAt: state === "sent" ? now : null, lastError: state === "failed" ? "552 5.2.2 Mailbox full" : null };
  store().db.update(messages).set(values).where(eq(messages.id, id)).run();
  return id;
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("an officer edits one message of a wave, tries it on herself, takes one back and undoes the rest", async ({ page, context, baseURL }, {
  project,
}) => {
  test.setTimeout(120_000);
  const place = house(project.name);
  const { briefingId, ids } = wave(place);
  const [first = "", second = ""] = ids;
  // The minute of a wave must not run out while the journey looks at it.
  store()
    .db.update(messages)
    .set({ sendAfter: Date.now() + 600_000 })
    .where(eq(messages.briefingId, briefingId))
    .run();
  await as(context, baseURL, place.officer);
  await page.goto(paths.messages());
  await expect(page.getByRole("heading", { name: "Sendings under way" })).toBeVisible();
  await expect(page.getByText("0 of 2 left, 2 waiting")).toBeVisible();
  await sound(page);

  await page.goto(paths.message(first));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Invitación");
  await sound(page);
  await page.getByRole("button", { name: "Edit before it leaves" }).click();
  await expect(page.getByText(/^It waits for you until/)).toBeVisible();
  await page.getByLabel("Subject").fill("Una invitación para ALFA");
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("heading", { name: "As you typed it, not saved yet" })).toBeVisible();
  await expect(page.locator(".paper").getByText("Una invitación para ALFA")).toBeVisible();
  expect(one(first)?.words).toBeNull();
  await sound(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The words are saved; it leaves a minute from now.")).toBeVisible();
  expect(one(first)?.words?.subject).toBe("Una invitación para ALFA");

  await page.getByRole("button", { name: "Send a test to myself" }).click();
  await expect(page.getByText("The test is on its way to you.")).toBeVisible();
  const mine = store().db.select().from(users).where(eq(users.id, place.officer.userId)).get()?.email;
  const arrived = async () => (await mails()).filter((mail) => mail.to?.[0]?.address === mine);
  await expect.poll(async () => (await arrived()).length, { timeout: 20_000 }).toBe(1);
  const [mail] = await arrived();
  expect(mail?.subject).toBe("[Prueba] Una invitación para ALFA");
  expect(links(mail).some((link) => link.includes("/r/"))).toBe(false);
  expect(links(mail).some((link) => link.endsWith(paths.message(first)))).toBe(true);

  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("Taken back: it does not leave.")).toBeVisible();
  expect(one(first)?.state).toBe("cancelled");

  await page.goto(paths.messages({ briefing: briefingId }));
  await expect(page.getByRole("link", { name: "Messages of all briefings" })).toBeVisible();
  await sound(page);
  await expect(page.getByText("0 of 1 left, 1 waiting, 1 taken back")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  // What was taken back is no longer leaving.
  await expect(page.getByText(/\d of \d left/)).toHaveCount(0);
  expect(one(second)?.state).toBe("cancelled");
});

test("a message that has left goes a second time, and can be taken back within the minute", async ({ page, context, baseURL }, {
  project,
}) => {
  const place = house(project.name);
  const { briefingId, ids } = wave(place);
  const [id = ""] = ids;
  const now = Date.now();
  store().db.update(messages).set({ state: "sent", sentAt: now, subject: "Invitación" }).where(eq(messages.briefingId, briefingId)).run();
  store().db.update(invitations).set({ state: "sent", sentAt: now }).where(eq(invitations.briefingId, briefingId)).run();
  await as(context, baseURL, place.officer);
  await page.goto(paths.message(id));
  await page.getByRole("button", { name: "Send it a second time" }).click();
  await expect(page.getByText(/^It leaves a second time in 60 seconds/)).toBeVisible();
  await expect(page.locator(".paper")).toContainText("se lo enviamos por segunda vez");
  const again = written(briefingId).find((m) => m.state === "queued");
  expect(page.url()).toContain(again?.id);
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("Taken back: it does not leave.")).toBeVisible();
  expect(written(briefingId).filter((m) => m.state === "sent")).toHaveLength(2);

  await as(context, baseURL, place.manager);
  await page.goto(paths.message(id));
  await expect(page.getByRole("button", { name: "Send a test to myself" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send it a second time" })).toHaveCount(0);
});

test("the list tells what became of each, is searched, and bears a name of 200 letters", async ({ page, context, baseURL }, {
  project,
}) => {
  const place = house(project.name);
  stands(place, "sent", "José Ñandú", "Rappel de juin");
  const long = stands(place, "failed", "N".repeat(200), "S".repeat(200));
  stands(place, "cancelled", "Inés", "Rappel de mai");
  await as(context, baseURL, place.officer);
  await page.goto(paths.messages());
  const filters = page.getByRole("navigation", { name: "Which messages" });
  await expect(filters.getByRole("link", { name: /^To look at/ })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("The mailbox is full.")).toBeVisible();
  expect(await sideways(page)).toBe(0);
  await sound(page);

  await filters.getByRole("link", { name: /^All/ }).click();
  await expect(filters.getByRole("link", { name: "All 3" })).toHaveAttribute("aria-current", "page");
  await page.getByLabel("Name, address, institution or subject").fill("jose nandu");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.locator("tbody tr")).toContainText("Rappel de juin");
  await page.getByRole("link", { name: "Clear" }).click();
  await filters.getByRole("link", { name: /^Sent/ }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByLabel("Language").selectOption("es");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByText(/^Nothing was found/)).toBeVisible();
  await sound(page);

  await page.goto(paths.message(long));
  await expect(page.getByText("The mailbox is full.")).toBeVisible();
  expect(await sideways(page)).toBe(0);
  await sound(page);
  await page.goto(paths.messages({ show: "look" }));
  await page.getByRole("button", { name: "Give it up" }).click();
  await expect(page.getByText("Every message has arrived or is on its way.")).toBeVisible();
});

test("words of one letter are kept when they cannot be saved, without script too, and no other office sees them", async ({
  browser,
  baseURL,
}, { project }) => {
  const [place, other] = [house(project.name), house(project.name)];
  const briefingId = meeting(place);
  const own = and(eq(invitations.briefingId, briefingId), eq(invitations.precedence, 0));
  const id = store().db.select().from(invitations).where(own).get()?.id ?? "";
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  await as(context, baseURL, place.officer);
  await page.goto(`${baseURL}${paths.letterWords(briefingId, id)}`);
  const words = page.getByLabel("Words", { exact: true });
  await words.fill("Estimada doctora:\n\nVenga.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^The text needs \{\{answers\}\}/).first()).toBeVisible();
  await expect(words).toHaveValue(/Venga/);
  await words.fill("Estimada doctora:\n\nVenga.\n\n{{answers}}");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".paper")).toContainText("Venga.");
  expect(store().db.select().from(invitations).where(own).get()?.words?.body).toContain("Venga");
  await page.getByRole("button", { name: "Back to the office’s text" }).click();
  await expect(page.locator(".paper")).not.toContainText("Venga.");
  await as(context, baseURL, other.officer);
  expect((await page.goto(`${baseURL}${paths.letterWords(briefingId, id)}`))?.status()).toBe(404);
  expect((await page.goto(`${baseURL}${paths.messages({ briefing: briefingId, show: "all" })}`))?.status()).toBe(200);
  await expect(page.locator("tbody tr")).toHaveCount(0);
  await context.close();
});
