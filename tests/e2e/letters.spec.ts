import { eq } from "drizzle-orm";
import { briefings, invitationLinks, invitations, letters } from "@/db/schema";
import { dayOf } from "@/lib/dates";
import { letterDocx } from "@/lib/docx";
import { paths } from "@/lib/paths";
import { derivedToken } from "@/lib/secret";
import { aPdf, aPhoto } from "../files/made";
import { expect, store, test } from "./house";
import { as, house, meeting, sound } from "./own";
import { records } from "./rooms";

const invited = (briefingId: string) => store().db.select().from(invitations).where(eq(invitations.briefingId, briefingId)).all();
const issuedOf = (briefingId: string) => store().db.select().from(letters).where(eq(letters.briefingId, briefingId)).all();
const tokenOf = (invitationId: string): string => {
  const link = store().db.select().from(invitationLinks).where(eq(invitationLinks.invitationId, invitationId)).get();
  return derivedToken("invitation", link?.id ?? "");
};

test("an officer issues letters, attaches what came back, voids one; the institution gets the signed one and passes it on", async ({
  page,
  context,
  baseURL,
  request,
}, { project }) => {
  test.setTimeout(120_000);
  const place = house(project.name);
  const id = meeting(place);
  await as(context, baseURL, place.officer);
  await page.goto(paths.invitations(id));
  const row = page.locator(".board tbody tr", { hasText: "ALFA" });
  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Letters" }).click();
  await expect(page.getByText("One institution chosen")).toBeVisible();
  await page.getByRole("textbox", { name: /^Enclosures, Español/ }).fill("Programa\nNota conceptual");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await sound(page);

  const print = await page.request.get(paths.printLetters(id, "pdf"));
  expect([print.status(), print.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  await page.getByRole("button", { name: "Issue 2 letters" }).click();
  await expect(page.getByText("Issued. The letters stand in the register.")).toBeVisible();
  expect(issuedOf(id).every((letter) => letter.pdf && letter.docx)).toBe(true);
  await sound(page);

  await page.getByRole("link", { name: "Register of outgoing notes" }).click();
  await expect(page.getByRole("link", { name: /^0002\// })).toBeVisible();
  await sound(page);
  await page.getByLabel("Number, addressee or title").fill("0001");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("link", { name: /^0002\// })).toHaveCount(0);
  await page
    .getByRole("link", { name: /^0001\// })
    .first()
    .click();
  await page.getByText("Attach the signed letter", { exact: true }).first().click();
  await page.getByLabel("Attach the signed letter").setInputFiles([{ name: "firmada.pdf", mimeType: "application/pdf", buffer: aPdf() }]);
  await page.locator("#signed").getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText("Signed copy attached")).toBeVisible();
  await page.getByText("Attach the stamped receipt", { exact: true }).first().click();
  await page.getByLabel("Day on the stamp").fill(dayOf(Date.now(), "America/Panama"));
  await page
    .getByLabel("Attach the stamped receipt")
    .setInputFiles([{ name: "acuse.jpg", mimeType: "image/jpeg", buffer: await aPhoto() }]);
  await page.locator("#receipt").getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText(/^Received on /)).toBeVisible();
  await sound(page);

  const letter = issuedOf(id).find((one) => one.n === 1);
  const token = tokenOf(letter?.invitationId ?? "");
  await page.goto(paths.guest(token));
  const link = page.getByRole("link", { name: /^Nota \(PDF, / });
  expect(Buffer.from(await (await request.get((await link.getAttribute("href")) ?? "")).body())).toEqual(aPdf());
  const forward = (await page.getByRole("link", { name: "Reenviar a mi director o directora" }).getAttribute("href")) ?? "";
  expect(forward).toMatch(/^mailto:\?subject=/);
  expect(decodeURIComponent(forward), "the power to answer stays with the liaison").not.toContain(token);
  const passed = /https?:\/\/\S+\/l\/\S+/.exec(decodeURIComponent(forward))?.[0] ?? "";
  const path = new URL(passed).pathname;
  expect((await request.get(path)).headers()["content-type"]).toBe("application/pdf");

  await page.goto(paths.letter(letter?.id ?? ""));
  await page.getByText("Declare void", { exact: true }).first().click();
  await page.getByLabel("Reason").fill("Fecha equivocada");
  await page.getByRole("button", { name: "Declare void" }).click();
  await expect(page.getByText(/Reason: Fecha equivocada/)).toBeVisible();
  expect((await request.get(path)).status()).toBe(404);
  await page.goto(paths.briefingLetters(id));
  await expect(page.getByRole("button", { name: "Issue the letter" })).toBeVisible();
});

test("letters whose day has moved say so on their pages, and are issued anew at once under new numbers", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  const place = house(project.name);
  const id = meeting(place);
  await as(context, baseURL, place.officer);
  await page.goto(paths.briefingLetters(id));
  await page.getByRole("button", { name: "Issue 2 letters" }).click();
  await expect(page.getByText("Issued. The letters stand in the register.")).toBeVisible();
  await expect(page.getByRole("heading", { name: /no longer say/ })).toHaveCount(0);
  store().db.update(briefings).set({ venue: "Sala Portobelo" }).where(eq(briefings.id, id)).run();
  await page.goto(paths.letter(issuedOf(id)[0]?.id ?? ""));
  await expect(page.getByText(/Since this letter was issued, the place has changed/)).toBeVisible();
  await sound(page);
  await page.getByRole("link", { name: "Issue it anew" }).click();
  await expect(page.getByRole("heading", { name: "2 letters no longer say what holds" })).toBeVisible();
  await sound(page);
  await page.getByRole("button", { name: "Issue 2 letters anew" }).click();
  await expect(page.getByRole("link", { name: /^0003\// })).toBeVisible();
  await expect(page.getByRole("heading", { name: /no longer say/ })).toHaveCount(0);
  expect(issuedOf(id).filter((one) => one.voidedAt === null && one.sheet.paragraphs[0]?.includes("Sala Portobelo"))).toHaveLength(2);
});

test("without script letters are issued too; a manager reads, another office finds nothing", async ({ browser, baseURL }, { project }) => {
  const [place, other] = [house(project.name), house(project.name)];
  const id = meeting(place);
  const [first] = invited(id);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await as(context, baseURL, place.officer);
  await page.goto(`${baseURL}${paths.briefingLetters(id, { i: first?.id })}`);
  await page.getByRole("button", { name: "Issue the letter" }).click();
  await expect(page.getByText(/^0001\//)).toBeVisible();
  const [letter] = issuedOf(id);
  await as(context, baseURL, place.manager);
  await page.goto(`${baseURL}${paths.letter(letter?.id ?? "")}`);
  await expect(page.getByText("Declare void")).toHaveCount(0);
  await page.goto(`${baseURL}${paths.briefingLetters(id)}`);
  await expect(page.getByRole("button", { name: /^Issue/ })).toHaveCount(0);
  await as(context, baseURL, other.officer);
  for (const path of [
    paths.briefingLetters(id),
    paths.printLetters(id, "pdf"),
    paths.letter(letter?.id ?? ""),
    paths.letterFile(letter?.id ?? "", "pdf"),
  ])
    expect((await page.request.get(`${baseURL}${path}`)).status(), path).toBe(404);
  await context.close();
});

test("an administrator puts the office's own sheet in place; one with a placeholder nobody knows is named and not taken", async ({
  page,
  context,
  baseURL,
}, { project }) => {
  const place = house(project.name);
  await as(context, baseURL, place.admin);
  await page.goto(paths.letterSheet());
  const [starter] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download one to begin with" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await starter.createReadStream()) chunks.push(chunk as Buffer);
  const mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const wrong = await letterDocx({
    lang: "es",
    paper: "a4",
    title: "x",
    author: "x",
    page: "",
    head: { name: "x", lines: [], address: [], foot: [], logo: null },
    kind: "letter",
    draft: null,
    ref: "{ref}",
    enclosed: null,
    via: null,
    address: [],
    placeDate: "",
    salutation: null,
    paragraphs: ["{body} {fecha}"],
    signatory: null,
    marks: null,
    enclosures: null,
    copies: null,
  });
  await page.getByLabel("Word file").setInputFiles([{ name: "Hoja.docx", mimeType: mime, buffer: wrong }]);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText("{fecha}")).toBeVisible();
  await sound(page);
  await page.getByLabel("Word file").setInputFiles([{ name: "Hoja.docx", mimeType: mime, buffer: Buffer.concat(chunks) }]);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText(/stand on Hoja\.docx/)).toBeVisible();
  await page.goto(paths.letterSheet());
  await page.getByRole("button", { name: "Use the plain sheet again" }).click();
  await expect(page.getByText(/stand on a plain sheet/)).toBeVisible();
});

test("the programme stands in the agenda of an institution's page, as a PDF in its language", async ({ page, request }) => {
  const [token = ""] = records("pa").tokens;
  await page.goto(paths.guest(token, { lang: "fr" }));
  const link = page.getByRole("link", { name: "Programme (PDF)", includeHidden: true });
  const answer = await request.get((await link.getAttribute("href")) ?? "");
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
});
