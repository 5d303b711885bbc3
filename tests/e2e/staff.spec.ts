import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import type { Staff } from "@/core/kernel/actor";
import { briefings, invitationLinks, invitations, memberships, messages, offices, users } from "@/db/schema";
import type { Role } from "@/db/schema/offices";
import { newId } from "@/lib/ids";
import { paths } from "@/lib/paths";
import { derivedToken, keyFor } from "@/lib/secret";
import { hashToken } from "@/lib/tokens";
import { aBriefing, anInstitution, anOffice, aStaff } from "../factories";
import { expect, store, test } from "./house";
import { inDays } from "./rooms";

let made = 0;

/** An office of one test's own, so that the demo's stays as it is; its people by role. */
function house(project: string) {
  const key = `t${project[0]}${made++}${newId("x").slice(-8)}`;
  const officeId = anOffice(store(), key);
  const staff = (role: Role, name: string): Staff => {
    const one = aStaff(store(), officeId, role, Date.now());
    store().db.update(users).set({ name }).where(eq(users.id, one.userId)).run();
    return { ...one, name };
  };
  return {
    key,
    officeId,
    officer: staff("officer", "Olga Ortiz"),
    manager: staff("manager", "Mario Mora"),
    admin: staff("admin", "Ada Arias"),
  };
}

/** Comes in as one of them. */
async function as(context: BrowserContext, baseURL: string | undefined, { sessionId }: Staff): Promise<void> {
  const value = await encode({ token: { sid: sessionId }, secret: keyFor("session").toString("base64url"), maxAge: 86_400 });
  const domain = new URL(baseURL ?? "").hostname;
  await context.addCookies([{ name: "__Host-enlace", value, domain, path: "/", secure: true, httpOnly: true, sameSite: "Lax" }]);
}

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
}

/** A meeting in two months with two institutions on its list. */
function meeting({ officeId, officer }: { officeId: string; officer: Staff }): string {
  const day = inDays(60);
  const briefingId = aBriefing(store(), officeId, {
    ownerId: officer.userId,
    startsLocal: `${day}T09:00`,
    endsLocal: `${day}T11:00`,
    replyBy: inDays(40),
  });
  for (const [precedence, acronym] of ["ALFA", "BETA"].entries()) {
    const { institutionId, tenureId } = anInstitution(store(), officeId, { acronym, precedence });
    const [id, linkId, now] = [newId("inv"), newId("lnk"), Date.now()];
    const asked = { officeId, briefingId, institutionId, reference: id, quota: 2, addresseeTenureId: tenureId, language: "es" as const };
    const still = { named: 0, toDesignate: 0, conflict: false, changedAt: now, createdAt: now, precedence };
    store()
      .db.insert(invitations)
      .values({ ...asked, ...still, id, state: "draft", documentKind: "email" })
      .run();
    store()
      .db.insert(invitationLinks)
      .values({
        id: linkId,
        officeId,
        invitationId: id,
        tokenHash: hashToken(derivedToken("invitation", linkId)),
        createdAt: now,
        expiresAt: now + 90 * 86_400_000,
      })
      .run();
  }
  return briefingId;
}

test("an officer asks for clearance, a manager sees each message and clears it, undoes it, and sends it back", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  test.setTimeout(120_000);
  const place = house(project.name);
  const id = meeting(place);
  await as(context, baseURL, place.admin);
  await page.goto(paths.officeSending());
  await sound(page);
  await page.getByLabel(/Invitations of officers need clearance/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await as(context, baseURL, place.officer);
  await page.goto(paths.sendInvitations(id));
  await expect(page.getByRole("button", { name: /^Send/ })).toHaveCount(0);
  await page.getByLabel(/To confirm, type how many/).fill("2");
  await page.getByRole("button", { name: "Ask for clearance" }).click();
  await expect(page.getByText("For clearance").first()).toBeVisible();
  const leaving = () => store().db.select().from(messages).where(eq(messages.briefingId, id)).all();
  expect(leaving()).toEqual([]);

  await as(context, baseURL, place.manager);
  await page.goto(paths.home());
  await page.getByRole("link", { name: "2 invitations of Olga Ortiz wait" }).click();
  await expect(page.getByRole("heading", { name: /What ALFA will get/ })).toBeVisible();
  await sound(page);
  await page.getByRole("button", { name: "Clear and send 2" }).click();
  await expect(page.getByText(/2 invitations leave/).first()).toBeVisible();
  expect(leaving()).toHaveLength(2);
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
    await page.goto(paths.newBriefing({ template: "none" }));
    await page.getByLabel("Title", { exact: true }).fill("Typed under the first office");

    const other = await context.newPage();
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
