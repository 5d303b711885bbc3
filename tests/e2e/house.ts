import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Locator, type Page, type Request } from "@playwright/test";
import { encode } from "next-auth/jwt";
import PostalMime, { type Email } from "postal-mime";
import { memberships, offices, sessions, users } from "@/db/schema";
import type { Role } from "@/db/schema/offices";
import { connect, type Store, storeOf } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Locale } from "@/lib/locales";
import { keyFor } from "@/lib/secret";

export { expect };

const data = process.env.E2E_DATA ?? "";
process.env.DATA_DIR = data;

/** The people of the demo who have a button on the sign-in page. */
const accounts = { officer: "Marisol Vega", manager: "Eliécer Salazar", admin: "Elena Sáenz", neighbour: "Jimena Brenes" };
export type Account = keyof typeof accounts;

/** Comes in as one of the demo's people, as anybody may. */
export async function enter(page: Page, account: Account): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: accounts[account] }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

let opened: Store | undefined;

/** The server's own database, to look up what a page must show, or must not. */
export function store(): Store {
  opened ??= storeOf(connect(join(data, "enlace.db")));
  return opened;
}

/** Signs in a colleague of this role who reads this language, made for one test: the demo's people keep theirs. */
export async function enterAs(context: BrowserContext, baseURL: string, role: Role, language: Locale): Promise<void> {
  const now = Date.now();
  const { db } = store();
  const office = db
    .select()
    .from(offices)
    .all()
    .find((o) => o.key === "pa");
  if (!office) throw new Error("The demo has no office in Panama.");
  const userId = newId("usr");
  const sid = newId("ses");
  db.insert(users)
    .values({
      id: userId,
      email: `${userId}@oim-panama.example`,
      name: "Alex Rivera",
      language,
      theme: "system",
      reviewKeys: true,
      createdAt: now,
    })
    .run();
  db.insert(memberships)
    .values({ id: newId("mem"), officeId: office.id, userId, role, createdAt: now })
    .run();
  db.insert(sessions)
    .values({ id: sid, userId, officeId: office.id, createdAt: now, seenAt: now, expiresAt: now + 86_400_000 })
    .run();
  const value = await encode({ token: { sid }, secret: keyFor("session").toString("base64url"), maxAge: 86_400 });
  await context.addCookies([
    { name: "__Host-enlace", value, domain: new URL(baseURL).hostname, path: "/", secure: true, httpOnly: true, sameSite: "Lax" },
  ]);
}

/** Every message that has left, oldest first: the demo hands its mail to files. */
export async function mails(): Promise<Email[]> {
  const folder = join(data, "mail");
  const names = readdirSync(folder).filter((name) => name.endsWith(".eml") && !name.startsWith("."));
  return Promise.all(names.sort().map((name) => PostalMime.parse(readFileSync(join(folder, name)))));
}

/** The addresses in the plain text of a message. */
export const links = (mail: Email | undefined): string[] => mail?.text?.match(/https?:\/\/[^\s<>]+/g) ?? [];

/** A person's hand, which remembers what a task costs. */
export class Hand {
  clicks = 0;
  fields = 0;
  keys = 0;
  constructor(private readonly page: Page) {}

  async click(what: Locator): Promise<void> {
    this.clicks++;
    await what.click();
  }

  async type(into: Locator, text: string): Promise<void> {
    this.fields++;
    await into.fill(text);
  }

  async press(key: string): Promise<void> {
    this.keys++;
    await this.page.keyboard.press(key);
  }

  /** The same hand, counting anew for the next task. */
  again(): Hand {
    return new Hand(this.page);
  }

  /** Prints what the task took, for the notes. */
  tell(task: string): void {
    console.log(`counted: ${task}: ${this.fields} fields typed, ${this.clicks} clicks${this.keys ? `, ${this.keys} keys` : ""}`);
  }
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a machine finds wrong with a page for those who see, hear or point otherwise. Its title comes a moment after it. */
export async function faults(page: Page, tags = rules): Promise<string[]> {
  await expect(page).toHaveTitle(/./);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id} at ${n.target.join(" ")}: ${n.html}`));
}

/** In the browser: marks a page until React has taken it over, if it will. */
export function markUntaken(): void {
  const html = () => document.documentElement;
  const born = new MutationObserver(() => html()?.toggleAttribute("data-untaken", true));
  born.observe(document, { childList: true });

  const has = (one: object, key: string) => Object.entries(one).find(([name]) => name.startsWith(key))?.[1];
  const parts = () => [...document.querySelectorAll("form, a, button, input:not([type=hidden]), select, textarea")];
  /** Each part has its fiber, and the root they hang on is no longer dehydrated: it is committed. */
  const done = () =>
    has(document, "__reactContainer$")?.stateNode?.current?.memoizedState?.isDehydrated === false &&
    parts().every((one) => has(one, "__reactFiber$"));
  const look = () => {
    // Effects run behind the next picture.
    if (done()) requestAnimationFrame(() => setTimeout(() => html().removeAttribute("data-untaken")));
    else setTimeout(look, 10);
  };
  document.addEventListener("DOMContentLoaded", () => {
    // On a page without script it has not been called yet, and must not be called behind this.
    born.disconnect();
    const react = document.querySelector("script[src*='/_next/']") !== null;
    html().toggleAttribute("data-untaken", react);
    if (react) look();
  });
}

export const untaken = (page: Page): Locator => page.locator("html[data-untaken]");

/** Looks at each picture, where a locator would look at ever longer intervals. */
const takenOver = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => !document.documentElement?.hasAttribute("data-untaken"));
};

/**
 * Has a page wait for React before it is left or acted on, as somebody does who reads it first; what happens to those who
 * do not wait is `takeover.spec.ts`. Nor is it left while a form is being sent: the browser would drop the post.
 */
export async function patient(page: Page): Promise<void> {
  await page.addInitScript(markUntaken);
  await page.addLocatorHandler(untaken(page), () => takenOver(page));
  const posts = new Set<Request>();
  page.on("request", (request) => request.method() === "POST" && posts.add(request));
  page.on("requestfinished", (request) => posts.delete(request));
  page.on("requestfailed", (request) => posts.delete(request));
  // Posts of a document that was left may never be told to have ended.
  page.on("domcontentloaded", () => posts.clear());
  const sent = async () => {
    // A press becomes a post behind the next picture; one that leads away takes this document with it.
    await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => setTimeout(then)))).catch(() => {});
    await expect(page.locator("form[aria-busy]")).toHaveCount(0);
    await expect.poll(() => posts.size).toBe(0);
  };
  const unhurried =
    <How extends unknown[], Answer>(go: (...how: How) => Promise<Answer>) =>
    async (...how: How): Promise<Answer> => {
      await sent();
      const answer = await go(...how);
      await takenOver(page);
      return answer;
    };
  page.goto = unhurried(page.goto.bind(page));
  page.reload = unhurried(page.reload.bind(page));
}

/** A page whose console stays silent: an error or a blocked style fails the test. */
export const test = base.extend<{ hand: Hand; silent: undefined }>({
  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) await patient(page);
    await use(page);
  },
  hand: async ({ page }, use) => use(new Hand(page)),
  silent: [
    async ({ page }, use) => {
      const noise: string[] = [];
      page.on("console", (line) => {
        // The browser itself reports each 404 of a document; the tests look at those on purpose.
        if (line.type() === "error" && !/Failed to load resource/.test(line.text())) noise.push(line.text());
      });
      page.on("pageerror", (error) => noise.push(error.message));
      await use(undefined);
      expect(noise).toEqual([]);
    },
    { auto: true },
  ],
});
