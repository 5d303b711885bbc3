import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { invitations, messages } from "@/db/schema";
import { paths } from "@/lib/paths";
import { enter, enterAs, expect, type Hand, links, mails, store, test } from "./house";
import { inDays, records } from "./rooms";

/** Plans a briefing from the first template: two typed fields and three clicks. */
async function plan(page: Page, hand: Hand, title: string): Promise<void> {
  await page.goto("/home");
  await hand.click(page.getByRole("link", { name: "New briefing" }));
  await hand.click(page.getByRole("link", { name: /Executive presentation/ }).first());
  await hand.type(page.getByLabel("Title", { exact: true }), title);
  await hand.type(page.getByLabel("Date", { exact: true }), inDays(40));
  await hand.click(page.getByRole("button", { name: "Create draft" }));
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Puts the ten of 14 December 2021 on the list and sends what is ready: three clicks and the number typed. Gives that number. */
async function invite(page: Page, hand: Hand): Promise<number> {
  await hand.click(page.getByRole("link", { name: "The 10 institutions of 14 December 2021" }));
  await hand.click(page.getByRole("button", { name: "Add the chosen ones" }));
  await expect(page.getByRole("heading", { name: /invitations are ready/ })).toBeVisible();
  await expect(page.getByRole("region", { name: /^What .+ will get$/ })).toBeVisible();
  return await send(page, hand);
}

async function send(page: Page, hand: Hand): Promise<number> {
  const ready = Number(/\d+/.exec((await page.getByRole("heading", { name: /invitations are ready/ }).textContent()) ?? "")?.[0]);
  await hand.type(page.getByLabel("To confirm, type how many"), String(ready));
  await hand.click(page.getByRole("button", { name: "Send the invitations" }));
  await expect(page.getByText(`${ready} invitations leave`, { exact: false }).first()).toBeVisible();
  return ready;
}

test("an officer plans a briefing, invites ten institutions, takes the sending back and sends it", async ({ page, hand }, { project }) => {
  test.setTimeout(240_000);
  const title = `Presentation of the work plan, ${project.name}`;
  await enter(page, "officer");
  await plan(page, hand, title);
  expect(hand.fields, "fields typed to plan a briefing").toBe(2);
  expect(hand.clicks, "clicks to plan a briefing").toBeLessThanOrEqual(3);
  hand.tell("plan a briefing with its agenda and purpose");
  await expect(page.getByText("Nobody is invited yet.").first()).toBeVisible();
  const briefing = page.url().split("?")[0] ?? "";
  await page.goto(`${briefing}/agenda`);
  expect(await page.getByRole("main").getByText(/min/).count(), "the agenda came with the template").toBeGreaterThan(0);
  await page.goto(briefing);

  await page.getByRole("link", { name: "Choose institutions" }).first().click();
  const inviting = hand.again();
  const ready = await invite(page, inviting);
  expect(ready, "institutions of the model case that have an address").toBeGreaterThanOrEqual(9);
  expect(inviting.clicks, "clicks to invite ten institutions").toBeLessThanOrEqual(3);
  inviting.tell("invite the ten institutions of the model case, previewed");

  const before = (await mails()).length;
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(
    page.getByRole("link", { name: `Not sent ${ready}`, exact: false }).or(page.getByRole("link", { name: /Not sent/ })),
  ).toBeVisible();
  expect(
    (await mails()).filter((m) => m.text?.includes(title)),
    "nothing has left",
  ).toHaveLength(0);
  expect((await mails()).length).toBeGreaterThanOrEqual(before);

  if (project.name !== "desktop") return;
  await page
    .getByRole("link", { name: /Preview and send/ })
    .first()
    .click();
  await send(page, hand);
  const sent = async () => (await mails()).filter((m) => m.text?.replace(/\s+/g, " ").includes(title) || m.subject?.includes("work plan"));
  await expect.poll(async () => (await sent()).length, { timeout: 90_000, intervals: [2000] }).toBe(ready);
  const all = await sent();
  expect(new Set(all.map((m) => m.to?.[0]?.address)).size, "one message an institution").toBe(ready);
  for (const mail of all) {
    expect(mail.to, "one recipient a message").toHaveLength(1);
    expect(mail.cc ?? []).toHaveLength(0);
    expect(mail.html).toBeTruthy();
    expect(links(mail).filter((l) => l.includes("/r/")).length, "three answers to choose from").toBeGreaterThanOrEqual(3);
  }
  await page.reload();
  await expect(page.getByText(`${ready} of ${ready} have left`)).toBeVisible({ timeout: 20_000 });
  await postponeAndUndo(page, briefing, ready);
});

/** Puts a briefing off and takes that back on the board: state, date and messages are as if nothing had been decided. */
async function postponeAndUndo(page: Page, briefing: string, told: number): Promise<void> {
  await page.goto(briefing);
  const date = await page.locator(".briefing-head .facts").textContent();
  await page.goto(`${briefing}/postpone`);
  await page.getByLabel("New date").fill(inDays(60));
  await page.getByLabel("Reason").fill("Building closed");
  await page.getByRole("button", { name: "Postpone", exact: true }).click();
  await expect(page.getByText(`${told} notices of the postponement leave`, { exact: false })).toBeVisible();
  await page.goto(`${briefing}/invitations`);
  await expect(page.getByText("Not reconfirmed")).toHaveCount(told);
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back. Nobody was told.")).toBeVisible();
  await expect(page.getByText("Not reconfirmed")).toHaveCount(0);
  await page.goto(briefing);
  await expect(page.locator(".briefing-head .facts")).toHaveText(date ?? "");
}

test("a second press of Send sends nothing twice", async ({ page, context, baseURL, hand }, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await plan(page, hand, `Twice, ${project.name}`);
  await page.getByRole("link", { name: "Choose institutions" }).first().click();
  await page.getByRole("link", { name: "The 10 institutions of 14 December 2021" }).click();
  await page.getByRole("button", { name: "Add the chosen ones" }).click();
  await page
    .getByLabel("To confirm, type how many")
    .fill(/\d+/.exec((await page.getByRole("heading", { name: /are ready/ }).textContent()) ?? "")?.[0] ?? "");
  await page.getByRole("button", { name: "Send the invitations" }).dblclick();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(1);
});

test("an officer notes an answer given by telephone in two taps", async ({ page, context, baseURL, hand }, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto(paths.invitations(records("pa").briefing));
  const acronym = project.name === "desktop" ? "SNM" : "CNCTP";
  // "By telephone" and "the liaison" stand chosen; the answer itself never does.
  await hand.click(page.getByRole("link", { name: new RegExp(`Record answer.*${acronym}`) }));
  const yes = page.getByRole("button", { name: "Will take part" });
  await expect(page.getByRole("radio", { checked: true }).first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(yes).toBeHidden();
  await expect(page.getByRole("link", { name: new RegExp(`Record answer.*${acronym}`) })).toBeFocused();
  await page.keyboard.press("Enter");
  await hand.click(yes);
  await expect(page.getByText(/by phone/).first()).toBeVisible();
  expect(hand.clicks).toBe(2);
  hand.tell("note a yes given by telephone by the liaison");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.getByRole("link", { name: new RegExp(`Record answer.*${acronym}`) })).toBeVisible();
});

test("a message that failed is sent again in one way, which says to whom", async ({ page, context, baseURL }) => {
  const { db } = store();
  const failed = db.select().from(messages).where(eq(messages.state, "failed")).get();
  const invitation = db
    .select()
    .from(invitations)
    .where(eq(invitations.id, failed?.invitationId ?? ""))
    .get();
  if (!failed || !invitation) throw new Error("The demo has no message that failed.");
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto(paths.invitation(invitation.briefingId, invitation.id));
  await expect(page.getByRole("button", { name: /^Send/ })).toHaveText([`Send again to ${failed.toAddress}`]);
});

test("an officer writes to, reminds and withdraws several institutions at once", async ({ page, context, baseURL, hand }, { project }) => {
  test.setTimeout(120_000);
  await enterAs(context, baseURL ?? "", "officer", "en");
  await plan(page, hand, `Several, ${project.name}`);
  const board = paths.invitations(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  await page.getByRole("link", { name: "Choose institutions" }).first().click();
  await page.getByRole("link", { name: "The 10 institutions of 14 December 2021" }).click();
  await page.getByRole("button", { name: "Add the chosen ones" }).click();
  await expect(page.getByRole("heading", { name: /are ready/ })).toBeVisible();

  const bar = page.getByRole("form", { name: "Selected institutions" });
  const tick = async (...acronyms: string[]) => {
    await page.goto(board);
    await expect(bar).toBeHidden();
    for (const acronym of acronyms) {
      await page.getByRole("checkbox", { name: `Select ${acronym}`, exact: true }).focus();
      await page.keyboard.press("Space");
    }
    await expect(bar.getByText(`${acronyms.length} selected`)).toBeVisible();
  };

  await tick("MINSA", "MIDES");
  await bar.getByRole("button", { name: "Copy text for WhatsApp" }).click();
  const texts = await page.getByRole("textbox").evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
  const addresses = texts.map((text) => text.match(/\S+\/r\/\S+/g));
  expect(addresses.flat(), "one address a text, and no two alike").toHaveLength(2);
  expect(new Set(addresses.flat()).size).toBe(2);
  await page.getByRole("button", { name: /I sent it.*MINSA/ }).click();
  await expect(page.getByText(/Contacted by WhatsApp/)).toHaveCount(1);
  await page.getByRole("link", { name: "Record answer" }).click();
  await expect(page.getByRole("radio", { name: "WhatsApp" })).toBeChecked();

  await tick("MINSA", "MIDES");
  await bar.getByRole("button", { name: "Remind" }).click();
  await expect(page.getByRole("heading", { name: "Nobody can be reminded now" })).toBeVisible();
  await expect(page.getByText(/asked only now/)).toBeVisible();
  await expect(page.getByText("not invited yet")).toBeVisible();

  await tick("MINSA", "MIDES");
  await bar.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("heading", { name: "Withdraw 2 invitations?" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "MIDES" })).toBeVisible();
  await page.getByRole("button", { name: "Withdraw 2 invitations" }).click();
  await expect(page.getByRole("link", { name: /Withdrawn\D*2/ })).toBeVisible();
});
