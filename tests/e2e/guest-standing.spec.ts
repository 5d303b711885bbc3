import { eq } from "drizzle-orm";
import { currentLink } from "@/core/invitations/links/queries";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import { briefings, invitations } from "@/db/schema";
import { paths } from "@/lib/paths";
import { value } from "../invited";
import { expect, store, test } from "./house";
import { house, meeting, sound } from "./own";

/** An institution of an office of its own, invited, and the secret of its link. */
function asked(project: string) {
  const place = house(project);
  const briefingId = meeting(place);
  const [invitation] = store().db.select().from(invitations).where(eq(invitations.briefingId, briefingId)).all();
  const id = invitation?.id ?? "";
  store().db.update(invitations).set({ state: "sent", sentAt: Date.now() }).where(eq(invitations.id, id)).run();
  return { ...place, briefingId, id, token: currentLink(store(), id)?.token ?? "" };
}

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("a name takes the seat that was held for it, and nobody waits", async ({ page }, { project }) => {
    const { token } = asked(project.name);
    await page.goto(paths.guest(token, { lang: "en", a: "yes" }));
    await page.getByText("Somebody else", { exact: true }).click();
    await page.getByLabel("Your name", { exact: true }).fill("Ana Ruiz");
    await page.getByRole("button", { name: "Send answer" }).click();
    await page.getByText("Add a person", { exact: true }).click();
    await page.getByLabel("Name", { exact: true }).filter({ visible: true }).fill("Rosa Elena Batista");
    await page.getByLabel("Post", { exact: true }).filter({ visible: true }).fill("Directora");
    await page.getByText("Hold a seat: to be designated").click();
    await page.getByRole("button", { name: "Save names" }).click();
    await expect(page.getByText(/1 seat is held/)).toBeVisible();
    await page.getByText("Add a person", { exact: true }).click();
    await page.getByLabel("Name", { exact: true }).filter({ visible: true }).fill("Tomás Quintero");
    await page.getByLabel("Post", { exact: true }).filter({ visible: true }).fill("Asesor");
    await page.getByRole("button", { name: "Save names" }).click();
    await expect(page.getByText(/2 people named/)).toBeVisible();
    await expect(page.getByText(/waits for a seat/)).toHaveCount(0);
  });
});

test("a postponement without a date says one thing, and a withdrawal who withdrew and whom to ask", async ({ page }, { project }) => {
  const { token, id, briefingId, officer } = asked(project.name);
  await page.goto(paths.guest(token, { lang: "en", a: "yes" }));
  await page.getByText("Somebody else", { exact: true }).click();
  await page.getByLabel("Your name", { exact: true }).fill("Ana Ruiz");
  await page.getByRole("button", { name: "Send answer" }).click();
  await expect(page.getByText("Answer received").first()).toBeVisible();
  store().db.update(briefings).set({ state: "postponed", dateOpen: true }).where(eq(briefings.id, briefingId)).run();
  await page.goto(paths.guest(token, { lang: "en" }));
  await expect(page.getByText(/Your answer is kept/)).toBeVisible();
  await expect(page.getByText(/will take part|Nothing more to do/)).toHaveCount(0);
  await sound(page);

  value(withdrawInvitation(store(), { ...officer, now: Date.now() }, { id }));
  const answer = await page.goto(paths.guest(token, { lang: "en" }));
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This invitation has been withdrawn" })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await sound(page);
});
