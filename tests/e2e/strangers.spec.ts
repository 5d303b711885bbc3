import { paths } from "@/lib/paths";
import { enter, expect, test } from "./house";
import { adminPages, plainPages, recordPages, records } from "./rooms";

/** What of an answer can tell two pages apart, without what is new at each request. */
const gist = (html: string): string =>
  html
    .replace(/nonce="[^"]*"/g, "")
    .replace(/<script[\s\S]*?<\/script>/g, "")
    .replace(/\b[a-z]{3}_[0-9a-z]{25}\b/g, "id");

const nobody = "0123456789abcdefghjkmnpqr";

test.describe("a stranger", () => {
  test("is asked to sign in by every page of the app", async ({ request }) => {
    test.setTimeout(120_000);
    for (const path of [...plainPages(), ...adminPages(records("pa")), ...recordPages(records("pa"))]) {
      const answer = await request.get(path, { maxRedirects: 0 });
      expect([303, 307], path).toContain(answer.status());
      expect(answer.headers().location, path).toContain(paths.signIn());
    }
  });

  test("gets one and the same page for every link that leads nowhere", async ({ request }) => {
    const [token = ""] = records("pa").tokens;
    const wrong = [`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, "A".repeat(32), "short", `${token}x`, "a".repeat(5000)];
    const pages = await Promise.all(wrong.map((t) => request.get(paths.guest(t))));
    for (const page of pages) expect(page.status()).toBe(404);
    const texts = await Promise.all(pages.map(async (page) => gist(await page.text()).replace(/\/r\/[^"?#]*/g, "/r/")));
    expect(new Set(texts).size).toBe(1);
  });

  test("gets the page that says so for every address that is no text, or none of ours", async ({ page, request }) => {
    for (const path of ["/%ff", "/briefings/%ff", "/%c0%80", "/r/a/b", "/d/x", "/calendar/x", "/nowhere"]) {
      const answer = await request.get(path);
      expect(answer.status(), path).toBe(404);
      expect(answer.headers()["content-security-policy"], path).toContain("script-src 'nonce-");
    }
    // A link that mail cut in the middle of a sign gets the page of links, which needs no script.
    const cut = await request.get("/r/%ff");
    expect(cut.status()).toBe(404);
    expect(cut.headers()["content-security-policy"]).toContain("default-src 'none'");
    expect(await cut.text()).toContain('name="act" value="link"');
    await page.goto("/briefings/%ff");
    await expect(page.getByRole("main").getByRole("heading")).toBeVisible();
  });

  test("reads without script that an address has no page", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
    const page = await context.newPage();
    for (const path of ["/nowhere", "/briefings/%ff"]) {
      expect((await page.goto(path))?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
    }
    await context.close();
  });

  test("learns nothing from a link's preview but the office's name", async ({ request }) => {
    const [token = ""] = records("pa").tokens;
    const answer = await request.get(paths.guest(token));
    const head = (await answer.text()).split("</head>")[0] ?? "";
    expect(head).not.toMatch(/MINSA|Ministerio|Ministry|og:description/);
    expect(answer.headers()["referrer-policy"]).toBe("same-origin");
    expect(answer.headers()["x-robots-tag"] ?? head).toMatch(/noindex/);
    expect(answer.headers()["cache-control"]).toMatch(/no-store|private/);
  });
});

test.describe("another office", () => {
  test("finds nothing of the first one's: every address answers like one that does not exist", async ({ page }) => {
    test.setTimeout(180_000);
    await enter(page, "neighbour");
    const theirs = recordPages(records("pa"));
    for (const path of theirs) {
      const [foreign, missing] = await Promise.all([
        page.request.get(path),
        page.request.get(path.replace(/_[0-9a-z]{25}/g, `_${nobody}`)),
      ]);
      expect(foreign.status(), path).toBe(404);
      expect(missing.status(), path).toBe(404);
      expect(gist(await foreign.text()), path).toBe(gist(await missing.text()));
    }
  });

  test("does not meet its names in lists and search", async ({ page }) => {
    await enter(page, "neighbour");
    for (const path of [
      paths.search({ q: "MINSA" }),
      paths.search({ q: "salud" }),
      paths.institutions(),
      paths.briefings(),
      paths.followUps(),
      paths.home(),
    ]) {
      const text = await (await page.request.get(path)).text();
      for (const id of Object.values(records("pa")).flat()) if (id) expect(text, path).not.toContain(id);
    }
  });
});

test("an officer does not see the pages of an administrator", async ({ page }) => {
  await enter(page, "officer");
  for (const path of adminPages(records("pa"))) expect((await page.request.get(path)).status(), path).toBe(404);
});
