import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { briefings, institutions, invitationLinks, invitations, offices, people, tenures, users } from "@/db/schema";
import { paths } from "@/lib/paths";
import { derivedToken } from "@/lib/secret";
import { enterAs, expect, store, test } from "./house";
import { as, house, meeting } from "./own";

/** By how many pixels the page is wider than the screen. */
const beyond = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("a name as long as a name may be, without a space, pushes no page aside", async ({ page, context, baseURL }, { project }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const name = `${project.name}${Date.now().toString(36)}`.padEnd(200, "x");
  await page.goto(paths.newInstitution());
  await page.getByLabel("Name in Spanish").fill(name);
  await page.getByLabel("Type", { exact: true }).selectOption({ label: "Ministry" });
  await page.getByRole("button", { name: "Add institution" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const id = /ins_[0-9a-z]+/.exec(page.url())?.[0] ?? "";
  for (const path of [
    paths.institution(id),
    paths.editInstitution(id),
    paths.mergeInstitution(id),
    paths.newPerson(id),
    paths.institutions({ q: name.slice(0, 20) }),
    paths.search({ q: name.slice(0, 20) }),
    paths.newGroup(),
    paths.newFollowUp(),
  ]) {
    await page.goto(path);
    expect.soft(await beyond(page), path).toBe(0);
  }
});

test("addresses, posts and titles of one long word push no page aside, for staff and for an institution", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  test.setTimeout(120_000);
  const own = house(project.name);
  const { officeId } = own;
  const briefingId = meeting(own);
  const { db } = store();
  const long = "Interinstitucionalidad".padEnd(60, "x");
  const address = (id: string) => `${id}.cooperacion.interinstitucional@direccion-de-cooperacion.ministerio.example`;
  const inOffice = { es: long, en: long, fr: long };
  db.update(offices)
    .set({ name: inOffice, shortName: inOffice, contactName: long, contactEmail: address("office") })
    .where(eq(offices.id, officeId))
    .run();
  db.update(briefings).set({ title: inOffice, purpose: inOffice, venue: long }).where(eq(briefings.id, briefingId)).run();
  db.update(institutions).set({ name: inOffice }).where(eq(institutions.officeId, officeId)).run();
  db.update(tenures).set({ post: long }).where(eq(tenures.officeId, officeId)).run();
  const persons = db.select().from(people).where(eq(people.officeId, officeId)).all();
  for (const { id } of persons)
    db.update(people)
      .set({ displayName: `${long}${id.slice(-3)}`, email: address(id) })
      .where(eq(people.id, id))
      .run();
  for (const { userId } of [own.officer, own.manager, own.admin])
    db.update(users)
      .set({ name: `${long}${userId.slice(-3)}`, email: address(userId) })
      .where(eq(users.id, userId))
      .run();
  const [invitation] = db.select().from(invitations).where(eq(invitations.briefingId, briefingId)).all();
  const link = db
    .select()
    .from(invitationLinks)
    .where(eq(invitationLinks.invitationId, invitation?.id ?? ""))
    .get();

  await as(context, baseURL, own.admin);
  for (const path of [
    paths.home(),
    paths.more(),
    paths.profile(),
    paths.users(),
    paths.user(own.officer.userId),
    paths.handover(own.officer.userId),
    paths.people(),
    paths.person(persons[0]?.id ?? ""),
    paths.institutions(),
    paths.institution(invitation?.institutionId ?? ""),
    paths.briefings(),
    paths.briefing(briefingId),
    paths.invitations(briefingId),
    paths.addInvitations(briefingId),
    paths.sendInvitations(briefingId),
    paths.calls(briefingId),
    paths.invitation(briefingId, invitation?.id ?? ""),
    paths.letterWords(briefingId, invitation?.id ?? ""),
    paths.history(briefingId),
    paths.messages({ show: "planned" }),
    paths.guest(derivedToken("invitation", link?.id ?? "")),
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    expect.soft(await beyond(page), path).toBe(0);
  }
});
