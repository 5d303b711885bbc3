import { type BrowserContext, devices, type Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { memberships, offices, signInLinks, users } from "@/db/schema";
import type { Role } from "@/db/schema/offices";
import { newId } from "@/lib/ids";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { derivedToken } from "@/lib/secret";
import { hashToken } from "@/lib/tokens";
import { expect, faults, links, mails, patient, store, test } from "./house";

/** An office of one test, so that what it asks of its people is asked of nobody else's. */
function anotherOffice(): string {
  const { db } = store();
  const id = newId("off");
  const [pa] = db.select().from(offices).all();
  if (!pa) throw new Error("The demo has no office.");
  db.insert(offices)
    .values({ ...pa, id, key: id.slice(-8), parentId: null, parentAskedId: null, createdAt: Date.now() })
    .run();
  return id;
}

/** A colleague of the demo's first office, or of another, made for one test; returns the address they sign in with. */
function newcomer(role: Role, language: Locale = "en", officeId?: string): { userId: string; email: string } {
  const { db } = store();
  const office = db
    .select()
    .from(offices)
    .all()
    .find((o) => (officeId ? o.id === officeId : o.key === "pa"));
  if (!office) throw new Error("There is no such office.");
  const [userId, createdAt] = [newId("usr"), Date.now()];
  const email = `${userId.slice(-8)}@oim-panama.example`;
  db.insert(users).values({ id: userId, email, name: "Noa Paredes", language, theme: "system", reviewKeys: true, createdAt }).run();
  db.insert(memberships)
    .values({ id: newId("mem"), officeId: office.id, userId, role, createdAt })
    .run();
  return { userId, email };
}

const mailsTo = async (address: string) => (await mails()).filter((m) => m.to?.[0]?.address === address);

/** Asks for a link and gives the text of the message that brings it. */
async function ask(page: Page, email: string): Promise<{ code: string; link: string }> {
  const before = (await mailsTo(email)).length;
  await page.goto(paths.signIn());
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Look in your mailbox")).toBeVisible();
  await expect.poll(async () => (await mailsTo(email)).length, { timeout: 30_000 }).toBeGreaterThan(before);
  const mail = (await mailsTo(email)).at(-1);
  const code = /\b\d{4} \d{4}\b/.exec(mail?.text ?? "")?.[0] ?? "";
  return { code, link: links(mail).find((l) => l.includes("/sign-in/confirm/")) ?? "" };
}

/** Comes in by a link as the mail brings it; made here, for only so many may be asked for from one place in an hour. */
async function comeIn(page: Page, email: string): Promise<void> {
  const { db } = store();
  const [id, createdAt] = [newId("sil"), Date.now()];
  const userId = db.select().from(users).where(eq(users.email, email)).get()?.id ?? "";
  const token = derivedToken("sign-in", id);
  db.insert(signInLinks)
    .values({ id, userId, tokenHash: hashToken(token), createdAt, expiresAt: createdAt + 900_000 })
    .run();
  await page.goto(paths.confirmSignIn(token));
  await page.getByRole("main").getByRole("button").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in/confirm"));
}

const wrongFor = (code: string): string => (code.startsWith("1") ? "2222 2222" : "1111 1111");

async function sound(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([]);
}

test("the code of the message lets in the browser that asked, and no other", async ({ page, browser }) => {
  const { email } = newcomer("officer");
  const { code } = await ask(page, email);
  expect(code).not.toBe("");

  const elsewhere = await browser.newPage();
  await patient(elsewhere);
  await elsewhere.goto(paths.signIn(undefined, "sent"));
  await elsewhere.getByLabel("Code from the message").fill(code);
  await elsewhere.getByRole("button", { name: "Sign in with the code" }).click();
  await expect(elsewhere.getByText("This is not the code").first()).toBeVisible();
  await elsewhere.close();

  await page.getByLabel("Code from the message").fill("12");
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await expect(page.getByText("The code has eight digits.").first()).toBeVisible();
  await page.getByLabel("Code from the message").fill(wrongFor(code));
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await expect(page.getByText("This is not the code").first()).toBeVisible();
  await expect(page.getByLabel("Code from the message")).toHaveValue(wrongFor(code));
  await sound(page);
  await page.getByLabel("Code from the message").fill(code);
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await page.waitForURL(/\/home/);
});

test("five wrong codes end the code, and the link still works", async ({ page }) => {
  const { email } = newcomer("officer");
  const { code, link } = await ask(page, email);
  for (let i = 0; i < 5; i++) {
    await page.getByLabel("Code from the message").fill(`${wrongFor(code).slice(0, -1)}${i}`);
    await page.getByRole("button", { name: "Sign in with the code" }).click();
    await expect(page.getByText("This is not the code").first()).toBeVisible();
    await page.reload();
  }
  await page.getByLabel("Code from the message").fill(code);
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await expect(page.getByText("Too many codes were typed").first()).toBeVisible();
  await page.goto(new URL(link).pathname);
  await page.getByRole("main").getByRole("button").first().click();
  await page.waitForURL(/\/home/);
});

/** A browser without script, in French: the same way in. */
async function plain(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(paths.signIn());
  await page.getByLabel("Adresse électronique").fill(email);
  await page.getByRole("button", { name: "Envoyer le lien" }).click();
  await expect.poll(async () => (await mailsTo(email)).length, { timeout: 30_000 }).toBeGreaterThan(0);
  const code = /\b\d{4} \d{4}\b/.exec((await mailsTo(email)).at(-1)?.text ?? "")?.[0] ?? "";
  await page.getByLabel("Code reçu par courriel").fill(wrongFor(code));
  await page.getByRole("button", { name: "Se connecter avec le code" }).click();
  await expect(page.getByText("Ce n’est pas le code").first()).toBeVisible();
  await page.getByLabel("Code reçu par courriel").fill(code);
  await page.getByRole("button", { name: "Se connecter avec le code" }).click();
  await page.waitForURL(/\/home/);
  return page;
}

test("sessions are listed, a new browser is told by mail, and one ends another", async ({ page, browser, baseURL }) => {
  const { email } = newcomer("officer", "fr");
  await comeIn(page, email);

  const { defaultBrowserType: _, ...pixel } = devices["Pixel 5"];
  const context = await browser.newContext({ ...pixel, baseURL, javaScriptEnabled: false, locale: "fr-FR" });
  const other = await plain(context, email);

  await expect
    .poll(async () => (await mailsTo(email)).some((m) => m.subject?.startsWith("Nouvelle connexion")), { timeout: 30_000 })
    .toBe(true);
  await page.goto(paths.security());
  await expect(page.getByText("Ce navigateur")).toHaveCount(1);
  await expect(page.getByText("Chrome sur Android").first()).toBeVisible();
  await sound(page);
  await page.getByRole("button", { name: /^Fermer la session/ }).click();
  await expect(page.getByText("Ce navigateur est déconnecté.")).toBeVisible();
  await other.goto(paths.home());
  await expect(other).toHaveURL(/\/sign-in/);
  await context.close();
});

/** What an authenticator app shows; `ahead` steps of thirty seconds from now, for a code counts once. */
const shown = (secret: string, ahead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 });

/** Sets up an app on the page that shows its secret; returns that, and the codes on paper. */
async function setUpApp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole("button", { name: "Set up an app" }).click();
  await expect(page.getByRole("img", { name: /Square code/ })).toBeVisible();
  await page.getByText("Type the secret instead").click();
  await sound(page);
  const secret = ((await page.locator(".code").first().textContent()) ?? "").replaceAll("-", "");
  await page.getByLabel("Code the app shows now").fill(shown(secret));
  await page.getByRole("button", { name: "Set it up" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await sound(page);
  const codes = await page.locator(".codes .code").allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole("button", { name: "I have put them away" }).click();
  await page.waitForURL(/\/settings\/security/);
  return { secret, codes };
}

const signOut = async (page: Page): Promise<void> => {
  await page.goto(paths.profile());
  await page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL(/\/sign-in/);
};

test("an authenticator app is set up, asked for, and stood in for by a code on paper", async ({ page }) => {
  test.setTimeout(120_000);
  const { email } = newcomer("officer");
  await comeIn(page, email);
  await page.goto(paths.security());
  const { secret, codes } = await setUpApp(page);
  await page.goto(paths.recoveryCodes());
  await expect(page).toHaveURL(/\/settings\/security/);
  await signOut(page);

  await comeIn(page, email);
  await expect(page.getByRole("heading", { name: "Second factor" })).toBeVisible();
  await page.goto(paths.briefings());
  await expect(page).toHaveURL(/\/sign-in\/second\?next=%2Fbriefings/);
  await page.getByLabel("Code", { exact: true }).fill("000 000 0");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("This code does not count").first()).toBeVisible();
  await sound(page);
  await page.getByLabel("Code", { exact: true }).fill(shown(secret, 1));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(/\/briefings/);
  await signOut(page);

  await comeIn(page, email);
  await page.getByLabel("Code", { exact: true }).fill(codes[3] ?? "");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(/\/home/);
  await page.goto(paths.security());
  await expect(page.getByText("9 are left.")).toBeVisible();
  await expect.poll(async () => (await mailsTo(email)).filter((m) => m.subject?.startsWith("Your sign-in")).length).toBe(2);
});

test("an office that demands a second factor opens nothing before it, and an administrator resets one", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const officeId = anotherOffice();
  const [admin, manager] = [newcomer("admin", "en", officeId), newcomer("manager", "en", officeId)];
  await comeIn(page, admin.email);
  await page.goto(paths.signInRules());
  await page.getByLabel(/Managers and administrators need/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Set up a second factor for yourself first").first()).toBeVisible();
  await page.goto(paths.security());
  await setUpApp(page);
  await page.goto(paths.signInRules());
  await page.getByLabel(/Managers and administrators need/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  const theirs = await (await browser.newContext({ baseURL })).newPage();
  await patient(theirs);
  await comeIn(theirs, manager.email);
  for (const path of [paths.home(), paths.briefings(), paths.security(), paths.profile()]) {
    await theirs.goto(path);
    await expect(theirs).toHaveURL(/\/sign-in\/second/);
  }
  await expect(theirs.getByText("asks its managers and administrators")).toBeVisible();
  await sound(theirs);
  await setUpApp(theirs);
  await theirs.goto(paths.home());
  await expect(theirs).toHaveURL(/\/home/);

  await page.goto(paths.user(manager.userId));
  await page.getByRole("button", { name: "Reset second factor" }).click();
  await expect(page.getByText("Second factor reset.")).toBeVisible();
  await theirs.goto(paths.home());
  await expect(theirs).toHaveURL(/\/sign-in/);
  await theirs.close();
});

test("a passkey is added, signs in by itself, and is removed", async ({ page, context }) => {
  test.setTimeout(120_000);
  const device = await context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const { email } = newcomer("officer");
  await comeIn(page, email);
  await page.goto(paths.security());
  await page.getByRole("button", { name: "Add a passkey of this device" }).click();
  await page.getByRole("button", { name: "I have put them away" }).click();
  await expect(page.getByText(/^Passkey, Chrome on/)).toBeVisible();
  await sound(page);
  await signOut(page);

  await page.goto(paths.signIn(paths.calendar()));
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL(/\/calendar/);
  await page.goto(paths.security());
  await expect(page.getByText(/with a passkey/).first()).toBeVisible();

  await signOut(page);
  await comeIn(page, email);
  await expect(page).toHaveURL(/\/sign-in\/second/);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL(/\/home/);
  await page.goto(paths.security());
  await page.getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByText("Removed.")).toBeVisible();
  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("This passkey does not open Enlace")).toBeVisible();
});
