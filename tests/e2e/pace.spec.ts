import { encode } from "next-auth/jwt";
import { memberships, offices, sessions, users } from "@/db/schema";
import { newId } from "@/lib/ids";
import { keyFor } from "@/lib/secret";
import { expect, faults, store, test } from "./house";

/** An office of this test's own with its administrator, so that the demo's keeps its version and its pace. */
async function anAdministrator(): Promise<{ officeId: string; cookie: string }> {
  const now = Date.now();
  const [officeId, userId, sid] = [newId("off"), newId("usr"), newId("ses")];
  const name = { en: "Office of pace", es: "Oficina del ritmo", fr: "Bureau du rythme" };
  const { db } = store();
  db.insert(offices)
    .values({
      id: officeId,
      key: officeId.slice(-12),
      name,
      shortName: name,
      zone: "America/Panama",
      languages: ["en", "es", "fr"],
      language: "en",
      createdAt: now,
    })
    .run();
  db.insert(users)
    .values({
      id: userId,
      email: `${userId}@pace.example`,
      name: "Pat Pace",
      language: "en",
      theme: "system",
      reviewKeys: true,
      createdAt: now,
    })
    .run();
  db.insert(memberships)
    .values({ id: newId("mem"), officeId, userId, role: "admin", createdAt: now })
    .run();
  db.insert(sessions)
    .values({ id: sid, userId, officeId, createdAt: now, seenAt: now, expiresAt: now + 86_400_000 })
    .run();
  const cookie = await encode({ token: { sid }, secret: keyFor("session").toString("base64url"), maxAge: 86_400 });
  return { officeId, cookie };
}

test("an administrator says how many messages leave within an hour", async ({ page, context, baseURL }) => {
  const { officeId, cookie: value } = await anAdministrator();
  const domain = new URL(baseURL ?? "").hostname;
  await context.addCookies([{ name: "__Host-enlace", value, domain, path: "/", secure: true, httpOnly: true, sameSite: "Lax" }]);
  const most = page.getByLabel("Most messages in an hour");
  const save = page.getByRole("button", { name: "Save" });
  const kept = () =>
    store()
      .db.select()
      .from(offices)
      .all()
      .find((office) => office.id === officeId)?.mailPerHour;

  await page.goto("/settings/sending");
  await expect(most).toHaveValue("");
  await most.fill("250");
  await save.click();
  await expect.poll(kept).toBe(250);
  await page.goto("/settings/sending");
  await expect(most).toHaveValue("250");
  expect(await faults(page)).toEqual([]);

  await most.fill("");
  await save.click();
  await expect.poll(kept).toBeNull();
});
