import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
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

/**
 * In the browser: a text area whose default is written anew with the same words keeps what is marked in it. React does
 * that when it takes over a page; a test is faster than a hand, and its text would stand beside the old one.
 */
function keepMarked(): void {
  const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "defaultValue");
  Object.defineProperty(HTMLTextAreaElement.prototype, "defaultValue", {
    ...own,
    set(this: HTMLTextAreaElement, text: string) {
      if (text !== this.defaultValue) own?.set?.call(this, text);
    },
  });
}

/** A page whose console stays silent: an error or a blocked style fails the test. */
export const test = base.extend<{ hand: Hand; silent: undefined }>({
  hand: async ({ page }, use) => use(new Hand(page)),
  silent: [
    async ({ page }, use) => {
      await page.context().addInitScript(keepMarked);
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
