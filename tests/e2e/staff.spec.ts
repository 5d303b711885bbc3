import { and, eq } from "drizzle-orm";
import { ourWords } from "@/core/offices/wording/queries";
import { briefings, clearances, invitations, memberships, messages, offices } from "@/db/schema";
import { newId } from "@/lib/ids";
import { paths } from "@/lib/paths";
import { aBriefing } from "../factories";
import { expect, patient, store, test } from "./house";
import { as, house, meeting, sound } from "./own";
import { inDays } from "./rooms";

test("an officer asks for clearance, a manager sees each message and clears it, undoes it, and sends it back", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  test.setTimeout(120_000);
  const place = house(project.name);
  const id = meeting(place);
  const write = (precedence: number, set: Partial<typeof invitations.$inferInsert>) =>
    store()
      .db.update(invitations)
      .set(set)
      .where(and(eq(invitations.briefingId, id), eq(invitations.precedence, precedence)))
      .run();
  write(0, { words: { ...ourWords("invitation", "es"), subject: "A su atención: {{event.title}}", language: "es" } });
  write(1, { language: "fr" });
  await as(context, baseURL, place.admin);
  await page.goto(paths.officeSending());
  await sound(page);
  await page.getByLabel(/Invitations of officers need clearance/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await as(context, baseURL, place.officer);
  await page.goto(paths.sendInvitations(id));
  await expect(page.getByRole("button", { name: /^Send/ })).toHaveCount(0);
  await expect(page.getByText("1 in Spanish · 1 in French")).toBeVisible();
  await expect(page.getByText("text of its own")).toHaveCount(1);
  await page.getByLabel(/To confirm, type how many/).fill("2");
  await page.getByRole("button", { name: "Ask for clearance" }).click();
  await expect(page.getByText("For clearance").first()).toBeVisible();
  const asked = () => store().db.select().from(clearances).where(eq(clearances.briefingId, id)).get()?.id ?? "";
  await expect.poll(asked).not.toBe("");
  await page.goto(paths.clearance(id, asked()));
  await expect(page.getByRole("heading", { name: /What ALFA will get/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the question back" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Clear/ })).toHaveCount(0);
  const leaving = () => store().db.select().from(messages).where(eq(messages.briefingId, id)).all();
  expect(leaving()).toEqual([]);

  await as(context, baseURL, place.manager);
  await page.goto(paths.home());
  await page.getByRole("link", { name: "2 invitations of Olga Ortiz wait" }).click();
  await expect(page.getByRole("heading", { name: /What ALFA will get/ })).toBeVisible();
  await expect(page.locator(".beside").getByText(/^A su atención: /)).toBeVisible();
  await expect(page.getByRole("region", { name: "1 in Spanish" }).getByText(/text of its own/)).toBeVisible();
  await sound(page);
  await page.getByRole("region", { name: "1 in French" }).getByRole("link", { name: "Preview: BETA" }).click();
  await expect(page.getByRole("heading", { name: /What BETA will get/ })).toBeVisible();
  await expect(page.locator(".beside").getByText(/^Nous avons l’honneur d’inviter/)).toBeVisible();
  await page.getByRole("button", { name: "Clear and send 2" }).click();
  await expect(page.getByText(/2 invitations leave/).first()).toBeVisible();
  expect(leaving()).toHaveLength(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back. Nothing has left.")).toBeVisible();

  await page.goto(paths.home());
  await expect(page.getByRole("region", { name: "What ALFA will get, in Spanish" }).getByText(/^A su atención: /)).toBeVisible();
  await expect(page.getByRole("region", { name: "What BETA will get, in French" }).getByText(/^Nous avons l’honneur/)).toBeVisible();
  await sound(page);
  await page.getByRole("button", { name: "Clear and send 2" }).click();
  await expect(page.getByText(/2 invitations leave/).first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back. Nothing has left.")).toBeVisible();

  await page.goto(paths.home());
  await page.getByRole("link", { name: "2 invitations of Olga Ortiz wait" }).click();
  await page.getByText("Do not clear").click();
  await page.getByLabel("What is to be changed").fill("The room is not booked yet.");
  await page.getByRole("button", { name: "Send them back" }).click();
  await expect(page.getByText("Sent back. Nothing has left.")).toBeVisible();
  await as(context, baseURL, place.officer);
  await page.goto(paths.home());
  await expect(page.getByText("The room is not booked yet.", { exact: false })).toBeVisible();
  expect(leaving().every((m) => m.state === "cancelled")).toBe(true);
});

for (const script of [true, false])
  test(`a form opened under another office writes nothing and keeps what was typed, ${script ? "with" : "without"} script`, async ({
    browser,
    baseURL,
  }, { project }) => {
    test.setTimeout(120_000);
    const [first, second] = [house(project.name), house(project.name)];
    const person = first.officer;
    store()
      .db.insert(memberships)
      .values({ id: newId("mem"), officeId: second.officeId, userId: person.userId, role: "officer", createdAt: Date.now() })
      .run();
    const context = await browser.newContext({ javaScriptEnabled: script, baseURL, viewport: project.use.viewport });
    await as(context, baseURL, person);
    const page = await context.newPage();
    if (script) await patient(page);
    await page.goto(paths.newBriefing({ template: "none" }));
    await page.getByLabel("Title", { exact: true }).fill("Typed under the first office");

    const other = await context.newPage();
    if (script) await patient(other);
    const wide = (project.use.viewport?.width ?? 0) >= 1024;
    await other.goto(wide ? paths.home() : paths.more());
    if (wide) await other.locator(".account summary").click();
    await other.getByRole("button", { name: `IOM ${second.key}` }).click();
    await expect(other).toHaveURL(/\/home/);

    await page.getByLabel("Date", { exact: true }).fill(inDays(30));
    await page.getByRole("button", { name: "Create draft" }).click();
    await expect(page.getByText(`You now work in IOM ${second.key}`, { exact: false }).first()).toBeVisible();
    await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Typed under the first office");
    const written = store().db.select().from(briefings).where(eq(briefings.officeId, second.officeId)).all();
    expect(written).toEqual([]);
    await context.close();
  });

test("an administrator sets a last day, hands over all a colleague holds, and takes it back", async ({ page, context, baseURL }, {
  project,
}) => {
  test.setTimeout(120_000);
  const place = house(project.name);
  const id = meeting(place);
  await as(context, baseURL, place.admin);
  await page.goto(paths.user(place.officer.userId));
  await page.getByLabel(/Last day of their rights/).fill(inDays(7));
  await page.getByRole("region", { name: "Last day" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await sound(page);
  await page.goto(paths.home());
  await expect(page.getByText("The rights of Olga Ortiz end soon")).toBeVisible();

  await page.goto(paths.user(place.officer.userId));
  await page.getByRole("link", { name: "Hand over" }).click();
  await expect(page.getByText(/2 invitations in preparation/)).toBeVisible();
  await sound(page);
  await page.getByRole("button", { name: "Hand over" }).click();
  await expect(page.getByText("Choose to whom something goes.").first()).toBeVisible();
  await page.getByLabel("To whom").selectOption({ label: "Ada Arias" });
  await page.getByRole("button", { name: "Hand over" }).click();
  await expect(page.getByText("Olga Ortiz holds nothing now.")).toBeVisible();
  const owner = () => store().db.select().from(briefings).where(eq(briefings.id, id)).get()?.ownerId;
  expect(owner()).toBe(place.admin.userId);
  await page.goto(paths.history(id));
  await expect(page.getByText("handed the briefing over", { exact: false })).toBeVisible();
  await page.goto(paths.handover(place.officer.userId));
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Given back.")).toBeVisible();
  expect(owner()).toBe(place.officer.userId);
});

test("an office asks to report to another one, which reads its totals and nothing else", async ({ page, context, baseURL }, {
  project,
}) => {
  test.setTimeout(120_000);
  const [region, child] = [house(project.name), house(project.name)];
  for (let n = 0; n < 4; n++) aBriefing(store(), child.officeId, { state: "closed" });
  await as(context, baseURL, child.admin);
  await page.goto(paths.tree());
  await page.getByLabel(/Key of the regional office/).fill(region.key);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByText(`IOM ${region.key} has been asked`, { exact: false })).toBeVisible();
  await as(context, baseURL, region.officer);
  expect((await page.goto(paths.region()))?.status()).toBe(404);
  await as(context, baseURL, region.admin);
  await page.goto(paths.tree());
  await page.getByRole("button", { name: `Accept IOM ${child.key}` }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await sound(page);
  await as(context, baseURL, region.officer);
  await page.goto(paths.region({ year: 2021 }));
  await expect(page.getByRole("row", { name: new RegExp(`IOM ${child.key}.*4`) }).first()).toBeVisible();
  await expect(page.getByText("Plans for 2022")).toHaveCount(0);
  await sound(page);
  await as(context, baseURL, child.admin);
  expect((await page.goto(paths.region()))?.status()).toBe(404);
});

test("the settings of papers and of keeping say what they do, and ask twice before less is kept", async ({ page, context, baseURL }, {
  project,
}) => {
  test.setTimeout(120_000);
  const place = house(project.name);
  await as(context, baseURL, place.admin);
  await page.goto(paths.letterhead());
  await page.getByLabel("Under the name, English").fill("Country Office in Testland");
  await page.getByLabel(/Register numbers begin with/).fill("TL-");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByText("Country Office in Testland").last()).toBeVisible();
  await sound(page);
  await page.goto(paths.retention());
  await page.getByLabel("Months after the meeting").fill("12");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/A shorter time takes out names/).first()).toBeVisible();
  await sound(page);
  await page.getByLabel(/Yes, take out what is older/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const kept = store().db.select().from(offices).where(eq(offices.id, place.officeId)).get();
  expect(kept?.keepMonths).toBe(12);
});
