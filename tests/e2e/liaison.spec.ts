import type { Page } from "@playwright/test";
import { expect, links, mails, test } from "./house";

/** Each project answers for an institution of its own: both walk on one database. */
const institutions = { desktop: "MITRADEL", phone: "SENAFRONT" };
const liaisons: Record<string, string> = { desktop: "dibarra@mitradel.example", phone: "kgaitan@senafront.example" };

/** The link of the invitation that lies in the liaison's mailbox, with "yes" chosen. */
async function mailedYes(address: string): Promise<string> {
  const mail = (await mails()).filter((m) => m.to?.[0]?.address === address && /^Invitación/.test(m.subject ?? "")).at(-1);
  const link = links(mail).find((l) => l.includes("/r/"));
  if (!link) throw new Error(`No invitation lies in the mailbox of ${address}.`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}

const inEnglish = async (page: Page): Promise<void> => page.getByRole("link", { name: "English" }).click();

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("the liaison answers from the mail and names two delegates", async ({ page, hand }, { project }) => {
    const address = liaisons[project.name] ?? "";
    const path = await mailedYes(address);
    const opened = await page.goto(path);
    expect(opened?.status()).toBe(200);
    expect(opened?.headers()["content-security-policy"]).not.toMatch(/script-src(?! 'none')/);
    expect(await page.locator("script").count(), "no script").toBe(0);
    await inEnglish(page);
    await expect(page.getByRole("radio", { name: "Yes, we will take part" })).toBeChecked();

    await hand.click(page.getByRole("button", { name: "Send answer" }));
    await expect(page.getByText("Answer received").first()).toBeVisible();
    expect(hand.clicks + 1, "taps from the mail to a safe answer, that on the link included").toBe(2);
    hand.tell(`answer yes from the mail (${institutions[project.name as "phone"]}), after the tap on the link`);

    const naming = hand.again();
    await naming.click(page.getByText("Add a person", { exact: true }));
    await naming.type(page.getByLabel("Name", { exact: true }).first(), "Rosa Elena Batista");
    await naming.type(page.getByLabel("Post", { exact: true }).first(), "Directora de Cooperación");
    await naming.click(page.getByText("Add another person", { exact: true }));
    await naming.type(page.getByLabel("Name", { exact: true }).nth(1), "Tomás Quintero");
    await naming.type(page.getByLabel("Post", { exact: true }).nth(1), "Asesor");
    await naming.click(page.getByRole("button", { name: "Save names" }));
    await expect(page.getByText(/2 people named/)).toBeVisible();
    for (const name of ["Rosa Elena Batista", "Tomás Quintero"]) await expect(page.getByText(name).first()).toBeVisible();
    expect(naming.fields, "two fields a new person").toBe(4);
    naming.tell("name a delegation of two new people");

    // The link again, by anyone who holds it: the answer first, and a way to change it.
    await page.goto(path.split("?")[0] ?? path);
    await expect(page.getByText(/Answered by|Answer received/).first()).toBeVisible();
    await page.getByRole("link", { name: "Change answer" }).first().click();
    await expect(page.getByRole("radio", { name: "Yes, we will take part" })).toBeChecked();
  });

  test("a form that lacks something keeps what was typed and says what it lacks", async ({ page }) => {
    const path = await mailedYes("cooperacion@snm.example");
    await page.goto(path);
    await inEnglish(page);
    await page.getByText("Somebody else", { exact: true }).click();
    await page.getByLabel("Your post (optional)").fill("Secretaría");
    await page.getByRole("button", { name: "Send answer" }).click();
    await expect(page.getByRole("heading", { name: "One thing is to be corrected" })).toBeVisible();
    await expect(page.getByLabel("Your post (optional)")).toHaveValue("Secretaría");
    expect(await page.title()).toMatch(/^One thing is to be corrected/);
  });
});

test("the liaison's page weighs less than 60 kB on the first visit", async ({ page, baseURL }) => {
  const path = await mailedYes("cooperacion@snm.example");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (loaded) => (bytes += loaded.encodedDataLength));
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(path, { waitUntil: "networkidle" });
  console.log(`counted: bytes of /r/{token} on the wire, fonts and styles included: ${bytes}`);
  expect(bytes).toBeLessThan(60_000);
  expect([...hosts], "nothing from elsewhere").toEqual([new URL(baseURL ?? "").origin]);
});

test("opening a link changes nothing", async ({ request }) => {
  const path = await mailedYes("cooperacion@snm.example");
  const [before, after] = [await request.get(path), await request.get(path)];
  const text = async (answer: typeof before) => (await answer.text()).replace(/value="[^"]{20,}"/g, "");
  expect(await text(after)).toBe(await text(before));
  expect((await request.head(path)).status()).toBe(200);
});
