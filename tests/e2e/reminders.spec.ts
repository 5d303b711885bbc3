import { eq } from "drizzle-orm";
import { briefings, invitations, messages } from "@/db/schema";
import { addDays, dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { expect, store, test } from "./house";
import { as, house, meeting, sound } from "./own";

/** The invitations of a meeting, by acronym in their order: ALFA, BETA. */
const invitedTo = (briefingId: string) =>
  store().db.select().from(invitations).where(eq(invitations.briefingId, briefingId)).orderBy(invitations.precedence).all();

test("an officer says what leaves by itself, sees whom it reaches, and keeps one message back", async ({ page, context, baseURL }, {
  project,
}) => {
  const own = house(project.name);
  const id = meeting(own);
  // They were written to a while ago: what they owe is an answer.
  for (const one of invitedTo(id))
    store()
      .db.update(invitations)
      .set({ state: "sent", sentAt: Date.now() - 5 * 86_400_000 })
      .where(eq(invitations.id, one.id))
      .run();
  await as(context, baseURL, own.officer);
  await page.goto(paths.briefing(id));
  await expect(page.getByText("Nobody is reminded by itself.")).toBeVisible();
  await page.getByRole("link", { name: "Set reminders" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Reminders" })).toBeVisible();
  await sound(page);

  const line = (name: string) => page.getByRole("group", { name });
  const first = line("Remind those who have not answered");
  const second = line("Remind them once more");
  await first.getByRole("checkbox").check();
  await second.getByRole("checkbox").check();
  await first.getByRole("spinbutton").fill("4");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".errors")).toContainText("at least 3 working days apart");
  await expect(first.getByRole("spinbutton")).toHaveValue("4");
  await first.getByRole("spinbutton").fill("7");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(first).toContainText(/2 institutions get it (today|on .+) at 9:00: ALFA and BETA\./);
  await expect(page.getByText("Set by Olga Ortiz.")).toBeVisible();

  const ahead = page.getByRole("region", { name: "What will leave" });
  await expect(ahead.getByRole("listitem")).toHaveCount(4);
  await ahead
    .getByRole("button", { name: /^Not this one: Reminder, ALFA/ })
    .first()
    .click();
  await expect(ahead.getByRole("listitem").first()).toContainText("will not leave");
  await sound(page);
  await ahead.getByRole("button", { name: /^Send it after all: Reminder, ALFA/ }).click();
  await expect(ahead.getByText("will not leave")).toHaveCount(0);

  await page.goto(paths.invitations(id));
  await expect(page.getByText(/^On .+ Enlace reminds those who have not answered\./)).toBeVisible();
  await page.goto(paths.history(id));
  await expect(page.getByText("Olga Ortiz set what leaves by itself for the briefing")).toBeVisible();
  expect(store().db.select().from(messages).where(eq(messages.briefingId, id)).all()).toEqual([]);
});

test("a manager reads what leaves by itself and changes nothing", async ({ page, context, baseURL }, { project }) => {
  const own = house(project.name);
  const id = meeting(own);
  await as(context, baseURL, own.manager);
  await page.goto(paths.reminders(id));
  await expect(page.getByRole("group", { name: "Remind those who have not answered" })).toContainText("· off");
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await sound(page);
});

test("once the meeting was held, an officer notes who came, and can take it back", async ({ page, context, baseURL }, { project }) => {
  const own = house(project.name);
  const id = meeting(own);
  const day = addDays(dayOf(Date.now(), "America/Panama"), -1);
  const began = Date.now() - 26 * 3_600_000;
  store()
    .db.update(briefings)
    .set({
      state: "held",
      startsLocal: `${day}T09:00`,
      endsLocal: `${day}T11:00`,
      replyBy: null,
      startsAt: began,
      endsAt: began + 7_200_000,
    })
    .where(eq(briefings.id, id))
    .run();
  const [alfa, beta] = invitedTo(id);
  store()
    .db.update(invitations)
    .set({ state: "sent", sentAt: began - 86_400_000 })
    .where(eq(invitations.briefingId, id))
    .run();
  store()
    .db.update(invitations)
    .set({ answer: "accepted" })
    .where(eq(invitations.id, alfa?.id ?? ""))
    .run();
  await as(context, baseURL, own.officer);
  await page.goto(paths.briefing(id));
  await expect(page.getByText("Of 2 institutions it is not noted whether they came.")).toBeVisible();
  await page.getByRole("link", { name: "Note who came" }).click();
  const row = (name: string) => page.getByRole("group", { name });
  await expect(row("ALFA")).toContainText("Said: ");
  await expect(row("ALFA").getByLabel("Not known")).toBeChecked();
  await expect(row("BETA").getByLabel("Not known")).toBeChecked();
  await sound(page);
  expect(invitedTo(id).map(({ came }) => came)).toEqual([null, null]);
  await page.getByRole("button", { name: "Take over the answer of one institution" }).click();
  await expect(page.getByText("One institution is noted.")).toBeVisible();
  await expect(row("ALFA").getByLabel("Came", { exact: true })).toBeChecked();
  // What nobody knows stays so, also when something else is saved.
  await row("ALFA").getByLabel("Not known").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("0 came, 0 did not, 2 not noted yet.", { exact: false })).toBeVisible();
  await row("BETA").getByLabel("Excused").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("0 came, 1 did not, 1 not noted yet.", { exact: false })).toBeVisible();
  await row("ALFA").getByLabel("Came", { exact: true }).check();
  await row("BETA").getByLabel("Absent").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("2 institutions were invited: 1 came, 1 did not, 0 not noted yet.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("0 came, 1 did not, 1 not noted yet.", { exact: false })).toBeVisible();
  expect(invitedTo(id).map(({ came }) => came)).toEqual([null, "excused"]);
  await page.goto(paths.invitations(id));
  await expect(page.locator(`#row-${alfa?.id}`)).toContainText("Not noted yet");
  await expect(page.locator(`#row-${beta?.id}`)).toContainText("Excused");
  await sound(page);
});
