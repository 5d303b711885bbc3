import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { findTenure } from "@/core/institutions/queries";
import { addInvitations, recordDelivery } from "@/core/invitations/commands";
import { currentLink } from "@/core/invitations/links/queries";
import type { Staff } from "@/core/kernel/actor";
import { invitations, memberships, messages, offices } from "@/db/schema";
import { paths } from "@/lib/paths";
import { aBriefing, anInstitution } from "../factories";
import { value } from "../invited";
import { enterAs, expect, faults, store, test } from "./house";
import { inDays } from "./rooms";

/** A word no other record of this run has. */
const unlike = (project: string): string => `${project}${Date.now().toString(36)}`;

/** An institution of the demo's office, its liaison, and a meeting in three weeks to which it is invited. */
function invitedAhead(tag: string, sent = true) {
  const { db } = store();
  const office = db.select().from(offices).where(eq(offices.key, "pa")).get();
  const member = db
    .select()
    .from(memberships)
    .where(eq(memberships.officeId, office?.id ?? ""))
    .all()
    .find((m) => m.role === "officer");
  const officeId = office?.id ?? "";
  const actor: Staff = {
    kind: "staff",
    userId: member?.userId ?? "",
    officeId,
    role: "officer",
    name: "Test",
    language: "en",
    sessionId: "journey",
    now: Date.now(),
  };
  const acronym = `X${tag}`;
  const { institutionId, personId, tenureId } = anInstitution(store(), officeId, { acronym, name: `Ministerio ${tag}`, precedence: 900 });
  const day = inDays(21);
  const title = { en: `Round table ${tag}`, es: `Mesa ${tag}`, fr: `Table ronde ${tag}` };
  const briefingId = aBriefing(store(), officeId, { title, startsLocal: `${day}T09:00`, endsLocal: `${day}T11:00`, replyBy: inDays(14) });
  const { added } = value(
    addInvitations(store(), actor, { briefingId, institutions: [{ id: institutionId, quota: 2, addressee: undefined }] }),
  );
  const invitationId = added[0] ?? "";
  if (sent) value(recordDelivery(store(), actor, { id: invitationId, channel: "letter" }));
  const token = () => currentLink(store(), invitationId)?.token ?? "";
  return { actor, acronym, institutionId, personId, tenureId, briefingId, invitationId, token, name: `Ana Ruiz ${acronym}` };
}

async function accessible(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([]);
}

test("a liaison who leaves before a briefing: the successor takes over invitation and link in one act", async ({
  page,
  context,
  baseURL,
  browser,
  hand,
}, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  const at = invitedAhead(tag);
  const old = at.token();
  await page.goto(paths.endPost(at.personId));
  const hangs = page.getByRole("region", { name: "What hangs on it" });
  await expect(hangs).toContainText(`Round table ${tag}`);
  await expect(hangs).toContainText("sent, no answer yet");
  await expect(hangs).toContainText("1 personal link sent to this person stops working.");
  await accessible(page);

  await hand.click(page.getByText("Somebody new takes over"));
  await hand.type(page.getByLabel("Name", { exact: true }), `Berta Nueva ${tag}`);
  await hand.type(page.getByLabel(/^E-mail/), "not an address");
  await page.getByRole("button", { name: "End the post and hand over" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("E-mail");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`Berta Nueva ${tag}`);
  await hand.type(page.getByLabel(/^E-mail/), `berta@${tag}.example`);
  await hand.click(page.getByRole("button", { name: "End the post and hand over" }));
  await expect(page.getByText("Ended, and handed over. The invitations leave again in one minute.")).toBeVisible();
  hand.tell("a liaison leaves, somebody new takes over");

  const guest = await browser.newContext({ javaScriptEnabled: false });
  const visitor = await guest.newPage();
  expect((await visitor.goto(`${baseURL}${paths.guest(old)}`))?.status()).toBe(404);
  expect(at.token()).not.toBe(old);
  expect((await visitor.goto(`${baseURL}${paths.guest(at.token())}`))?.status()).toBe(200);
  await guest.close();

  await page.goto(paths.invitation(at.briefingId, at.invitationId));
  await expect(page.getByRole("main")).toContainText(`Berta Nueva ${tag}`);
  const waiting = store().db.select().from(messages).where(eq(messages.invitationId, at.invitationId)).all();
  expect(waiting.map((m) => [m.kind, m.toAddress])).toEqual([["invitation", `berta@${tag}.example`]]);
  await page.goto(paths.institution(at.institutionId));
  await expect(page.getByRole("region", { name: "People and posts" })).toContainText(`Berta Nueva ${tag}`);
});

test("after a change of government nobody is mailed until they are verified, one by one", async ({ page, context, baseURL }, {
  project,
}) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  const at = invitedAhead(tag, false);
  await page.goto(paths.institutions());
  await page.getByRole("link", { name: "People", exact: true }).click();
  await page.getByLabel("Name, e-mail or institution").fill(tag);
  await page.getByLabel("Institutions", { exact: true }).selectOption({ label: "Executive branch" });
  await page.getByRole("search", { name: "Search people" }).getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("row", { name: at.name })).toBeVisible();
  await page.getByText("Mark this contact as to be verified").click();
  await page.getByRole("button", { name: "Mark 1 contact" }).click();
  await expect(page.getByText("1 contact is to be verified now.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back. They are written to as before.")).toBeVisible();
  expect(findTenure(store(), at.actor, at.tenureId)?.verifySince).toBeNull();

  await page.goto(paths.people({ q: tag, type: "executive" }));
  await page.getByText("Mark this contact as to be verified").click();
  await page.getByRole("button", { name: "Mark 1 contact" }).click();
  await expect(page.getByText("1 contact is to be verified now.")).toBeVisible();
  await page.goto(paths.sendInvitations(at.briefingId));
  await expect(page.getByText("1 contact is to be verified.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send" })).toHaveCount(0);

  await page.getByRole("link", { name: "Verify", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: at.name })).toBeVisible();
  await accessible(page);
  if (project.name === "phone") await page.getByRole("button", { name: "Still there" }).click();
  else await page.keyboard.press("s");
  await expect.poll(() => findTenure(store(), at.actor, at.tenureId)?.verifySince).toBeNull();
  await page.goto(paths.sendInvitations(at.briefingId));
  await expect(page.getByText("to be verified")).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(`enlace@x${tag}.example`.toLowerCase());
  store().db.update(invitations).set({ state: "withdrawn" }).where(eq(invitations.id, at.invitationId)).run();
});

test("whoever goes to another institution keeps one record, and leaves what hangs on the old post there", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  const at = invitedAhead(tag);
  const other = invitedAhead(`${tag}z`);
  await page.goto(paths.editPerson(at.personId));
  await page.getByRole("link", { name: "Goes to another institution" }).click();
  await accessible(page);
  await page.getByLabel("Institution", { exact: true }).selectOption({ label: `${other.acronym} · Ministerio ${tag}z` });
  await page.getByLabel("Post", { exact: true }).selectOption({ index: 3 });
  await page.getByRole("button", { name: "Move and hand over" }).click();
  const posts = page.getByRole("region", { name: "Posts" }).getByRole("listitem");
  await expect(posts).toHaveCount(2);
  await expect(posts.first()).toContainText(other.acronym);
  await expect(posts.last()).toContainText(at.acronym);
  const invitation = store().db.select().from(invitations).where(eq(invitations.id, at.invitationId)).get();
  expect(invitation?.addresseeTenureId).toBeNull();
});

test("telephone and mail of somebody with a post and no day are targets of 24 px", async ({ page, context, baseURL }, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const tag = unlike(project.name);
  const at = invitedAhead(tag, false);
  await page.goto(paths.newPerson(at.institutionId));
  await page.getByLabel("Name", { exact: true }).fill(`Carla ${tag}`);
  await page.getByLabel(/^E-mail/).fill(`carla@${tag}.example`);
  await page.getByLabel("Telephone").fill("555-0199");
  await page.getByLabel("Post", { exact: true }).selectOption({ label: "Adviser" });
  await page.getByRole("button", { name: "Add person" }).click();
  for (const name of [`carla@${tag}.example`, "+507 555 0199"]) {
    const box = await page.getByRole("link", { name }).boundingBox();
    expect(box?.height, name).toBeGreaterThanOrEqual(24);
  }
  store().db.update(invitations).set({ state: "withdrawn" }).where(eq(invitations.id, at.invitationId)).run();
});
