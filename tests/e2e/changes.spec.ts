import { eq } from "drizzle-orm";
import { briefings, incomingMails, invitations, messages, people } from "@/db/schema";
import { newId } from "@/lib/ids";
import { paths } from "@/lib/paths";
import { derivedToken } from "@/lib/secret";
import { hashToken } from "@/lib/tokens";
import { expect, store, test } from "./house";
import { as, house, meeting, sound } from "./own";

const mailsOf = (id: string, kind: string) =>
  store()
    .db.select()
    .from(messages)
    .where(eq(messages.briefingId, id))
    .all()
    .filter((m) => m.kind === kind && m.state === "queued");

/** A meeting whose two institutions were invited three days ago. */
function invitedMeeting(place: ReturnType<typeof house>): string {
  const id = meeting(place);
  const sentAt = Date.now() - 72 * 3_600_000;
  store().db.update(briefings).set({ state: "inviting" }).where(eq(briefings.id, id)).run();
  store().db.update(invitations).set({ state: "sent", sentAt }).where(eq(invitations.briefingId, id)).run();
  return id;
}

test("an officer postpones a meeting by a day: all who knew are told, asked again, and the board says who has heard", async ({
  page,
  context,
  baseURL,
  hand,
}, { project }) => {
  const place = house(project.name);
  const id = invitedMeeting(place);
  await as(context, baseURL, place.officer);
  const { startsLocal } = store().db.select().from(briefings).where(eq(briefings.id, id)).get() ?? { startsLocal: "" };
  const next = new Date(Date.parse(`${startsLocal.slice(0, 10)}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  await page.goto(paths.briefing(id));
  await hand.click(page.locator("details.menu summary"));
  await hand.click(page.locator("details.menu").getByRole("link", { name: /^Postpone/ }));
  await expect(page.getByText(/^Last told: .*Invitation|^Last told: .*Handed over/)).toHaveCount(2);
  await sound(page);
  await hand.type(page.getByLabel("New date"), next);
  await hand.type(page.getByLabel("Reason"), "The room is closed that day.");
  await hand.click(page.getByRole("button", { name: "Postpone", exact: true }));
  await expect(page.getByText(/2 notices of the postponement leave/)).toBeVisible();
  hand.tell("postpone by a day, with everybody told");
  expect(hand.clicks, "clicks to postpone by a day").toBeLessThanOrEqual(3);
  expect(mailsOf(id, "change")).toHaveLength(2);
  await page.goto(paths.invitations(id));
  await expect(page.getByText("Not reconfirmed")).toHaveCount(2);
  await sound(page);
});

test("an invitation that had left is withdrawn with a word to the institution, and that is taken back", async ({ page, context, baseURL }, {
  project,
}) => {
  const place = house(project.name);
  const id = invitedMeeting(place);
  await as(context, baseURL, place.officer);
  const [one] = store().db.select().from(invitations).where(eq(invitations.briefingId, id)).all();
  await page.goto(paths.invitation(id, one?.id ?? ""));
  await page.getByRole("link", { name: "Withdraw" }).click();
  const letter = page.getByRole("region", { name: /^What .+ will get$/ });
  await expect(letter.getByText(/Lamentamos tener que retirar la invitación/)).toBeVisible();
  await expect(letter.getByText(/Invitación retirada/)).toBeVisible();
  await sound(page);
  await page.getByRole("button", { name: "Withdraw the invitation" }).click();
  await expect(page.getByText(/One notice of the withdrawal leaves/).first()).toBeVisible();
  expect(mailsOf(id, "withdrawal")).toHaveLength(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back. Nobody was told.")).toBeVisible();
  expect(mailsOf(id, "withdrawal")).toEqual([]);
  expect(
    store()
      .db.select()
      .from(invitations)
      .where(eq(invitations.id, one?.id ?? ""))
      .get()?.state,
  ).toBe("sent");

  await page.goto(paths.withdrawInvitations(id, [one?.id ?? ""]));
  await page.getByLabel(/^Tell the institution/).uncheck();
  await page.getByRole("button", { name: "Withdraw the invitation" }).click();
  await expect(page.getByText("Withdrawn", { exact: false }).first()).toBeVisible();
  expect(mailsOf(id, "withdrawal")).toEqual([]);
});

test("who has not answered is called: one press notes what they say, the text for WhatsApp is there, and it prints on a page", async ({
  page,
  context,
  baseURL,
  hand,
}, { project }) => {
  const place = house(project.name);
  const id = invitedMeeting(place);
  store().db.update(people).set({ phone: "+50766123456" }).where(eq(people.officeId, place.officeId)).run();
  await as(context, baseURL, place.officer);
  await page.goto(paths.briefing(id));
  await page.getByRole("link", { name: "Call list" }).first().click();
  await expect(page.getByRole("heading", { name: "2 institutions have not answered" })).toBeVisible();
  await expect(
    page
      .getByRole("link", { name: "+507 6612 3456" })
      .or(page.getByRole("link", { name: /\+507 6612-3456/ }))
      .first(),
  ).toHaveAttribute("href", "tel:+50766123456");
  await sound(page);
  await page.getByText("Write by WhatsApp instead").first().click();
  const chat = page.getByRole("link", { name: /Open WhatsApp/ }).first();
  await expect(chat).toHaveAttribute("href", /^https:\/\/wa\.me\/50766123456\?text=.*%2Fr%2F/);
  await page
    .getByRole("button", { name: /Yes, note it/ })
    .first()
    .click();
  await expect(page.getByText(/Contacted by WhatsApp/).first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Said by").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Will take part/ })).toHaveCount(0);
  await page.emulateMedia({ media: "screen" });
  await hand.click(page.getByRole("button", { name: /^Will take part/ }).first());
  await expect(page.getByRole("heading", { name: "One institution has not answered" })).toBeVisible();
  hand.tell("note a yes heard on the telephone");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/The answer (was|is) taken back|taken back/i).first()).toBeVisible();
});

test("the one invited confirms what an assistant's calendar answered for them, once", async ({ page }, { project }) => {
  const place = house(project.name);
  const id = invitedMeeting(place);
  const [one] = store().db.select().from(invitations).where(eq(invitations.briefingId, id)).all();
  const incoming = newId("inc");
  const token = derivedToken("confirm-answer", incoming);
  const { officeId } = place;
  store()
    .db.insert(incomingMails)
    .values({
      ...{ id: incoming, officeId, briefingId: id, invitationId: one?.id ?? "", digest: incoming, kind: "unconfirmed", said: "accepted" },
      ...{ confirmHash: hashToken(token), sequence: 0, stamp: Date.now(), fromName: "Eva Sol", fromAddress: "eva@alfa.example" },
      ...{ subject: "", text: "", receivedAt: Date.now() },
    })
    .run();
  await page.goto(paths.confirmAnswer(token, { lang: "en" }));
  await expect(page.getByRole("heading", { level: 1, name: "Is this answer right?" })).toBeVisible();
  await sound(page);
  const answered = () =>
    store()
      .db.select()
      .from(invitations)
      .where(eq(invitations.id, one?.id ?? ""))
      .get()?.answer;
  await page.reload();
  expect(answered(), "looking changes nothing").toBeNull();
  await page.getByRole("button", { name: "Yes, this is our answer" }).click();
  await expect(page.getByRole("heading", { name: "Thank you, the answer is noted." })).toBeVisible();
  await sound(page);
  expect(answered()).toBe("accepted");
  await page.goto(paths.confirmAnswer(token, { lang: "en" }));
  await expect(page.getByRole("heading", { name: "Thank you, the answer is noted." }), "it works once, and says so").toBeVisible();
  await expect(page.getByRole("button", { name: "Yes, this is our answer" })).toHaveCount(0);
});

test("the silent are reminded from the board, each once", async ({ page, context, baseURL, hand }, { project }) => {
  const place = house(project.name);
  const id = invitedMeeting(place);
  await as(context, baseURL, place.officer);
  await page.goto(paths.invitations(id));
  await hand.click(page.getByRole("link", { name: "Remind 2" }));
  await hand.click(page.getByRole("button", { name: /^Send/ }));
  await expect(page.getByRole("button", { name: /Undo/ }).first()).toBeVisible();
  expect(mailsOf(id, "reminder")).toHaveLength(2);
  hand.tell("remind the silent");
});
