import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { messageKinds, startMailing } from "@/app/mailing";
import { namesOfKind } from "@/core/mail/listing/rules";
import { addUser } from "@/core/offices/commands";
import { migrateFile } from "@/db/migrate";
import { offices, receipts, settings } from "@/db/schema";
import { databaseFile, openStore } from "@/db/store";
import { catalogues } from "@/lib/messages";
import { anOffice, aStaff } from "../factories";

describe("the server's mailing", () => {
  it("knows every kind of message the rooms cause", () => {
    expect(Object.keys(messageKinds).sort()).toEqual([
      "answer_confirm",
      "answer_receipt",
      "change",
      "day_before",
      "digest",
      "factor_changed",
      "follow_up_due",
      "follow_up_overdue",
      "follow_up_questions",
      "invitation",
      "names_request",
      "new_link",
      "new_sign_in",
      "nominee",
      "nominee_change",
      "nominee_withdrawal",
      "regret",
      "reminder",
      "seat_given",
      "sign_in",
      "test",
      "thanks",
      "welcome",
      "withdrawal",
    ]);
    for (const name of Object.keys(messageKinds).flatMap(namesOfKind)) expect(catalogues.en.outbox.kinds, name).toHaveProperty(name);
  });

  it("sends what an act has caused within seconds and forgets old forms and files, from one dispatcher however often it is started", async () => {
    process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "enlace-mailing-"));
    delete process.env.SMTP_URL;
    migrateFile(databaseFile(), "db/migrations");
    const store = openStore();
    store.db.insert(settings).values({ key: "demo", value: "1" }).run();
    const form = (key: string, at: number) => store.db.insert(receipts).values({ key, scope: "x", at }).run();
    form("old", Date.now() - 8 * 86_400_000);
    form("new", Date.now() - 6 * 86_400_000);
    const officeId = anOffice(store);
    const [logo, left] = ["a", "b"].map((letter) => letter.repeat(64));
    const files = join(process.env.DATA_DIR, "files", officeId);
    mkdirSync(files, { recursive: true });
    for (const file of [logo, left]) {
      writeFileSync(join(files, file ?? ""), "x");
      utimesSync(join(files, file ?? ""), 0, 0);
    }
    store.db
      .update(offices)
      .set({ logo: { sha256: logo ?? "", width: 32, height: 32 } })
      .run();
    startMailing();
    startMailing();
    const admin = aStaff(store, officeId, "admin", Date.now());
    addUser(store, admin, { name: "Nuria Ábrego", email: "nuria@oim-panama.example", role: "officer", language: "es" });
    const folder = join(process.env.DATA_DIR, "mail");
    await vi.waitFor(() => expect(readdirSync(folder).filter((name) => name.endsWith(".eml"))).toHaveLength(1), { timeout: 30_000 });
    await vi.waitFor(() => expect(store.db.select().from(receipts).all()).toMatchObject([{ key: "new" }]), { timeout: 30_000 });
    await vi.waitFor(() => expect(readdirSync(files)).toEqual([logo]), { timeout: 30_000 });
    const [name = ""] = readdirSync(folder);
    expect(readFileSync(join(folder, name), "utf8")).toContain("To: =?UTF-8?");
    await new Promise((later) => setTimeout(later, 1500));
    expect(readdirSync(folder)).toHaveLength(1);
  }, 60_000);
});
