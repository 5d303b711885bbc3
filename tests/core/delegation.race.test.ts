import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { answersOf } from "@/core/invitations/answers/queries";
import { delegationsOf } from "@/core/invitations/delegation/queries";
import { migrateFile } from "@/db/migrate";
import { storeOf } from "@/db/store";
import { aBriefing, anOffice, NOW } from "../factories";
import { invited } from "../invited";

const run = promisify(execFile);

/** A database on disk that several processes can open. */
function storeOnDisk() {
  const file = join(mkdtempSync(join(tmpdir(), "enlace-race-")), "enlace.db");
  migrateFile(file, join(process.cwd(), "db/migrations"));
  const raw = new Database(file);
  raw.pragma("foreign_keys = ON");
  return { file, store: storeOf(raw) };
}

type Result = { said: boolean; saved: { invitationId: string } };

/** Lets each of these act in a process of its own, all at the same moment; gives what each was answered. */
async function together(file: string, acts: { token: string; names: string[] }[]): Promise<Result[]> {
  const done = Promise.all(
    acts.map(({ token, names }) =>
      run(process.execPath, ["--import", "tsx", "tests/race/save-names.ts", file, token, String(NOW), ...names]),
    ),
  );
  const ready = () => readdirSync(dirname(file)).filter((name) => name.includes(".ready.")).length;
  while (ready() < acts.length) await Promise.race([new Promise((wake) => setTimeout(wake, 50)), done.then(() => undefined)]);
  writeFileSync(`${file}.go`, "");
  return (await done).map(({ stdout }) => JSON.parse(stdout) as Result);
}

describe("several processes at once", () => {
  it("never seat more than the room or a quota holds, lose no answer, and let the rest wait", { timeout: 60_000 }, async () => {
    const { file, store } = storeOnDisk();
    const officeId = anOffice(store);
    const briefingId = aBriefing(store, officeId, { seats: 5 });
    const institutions = ["AAA", "BBB", "CCC"].map((acronym) => invited({ acronym, quota: 3, store, officeId, briefingId }));
    const done = await together(
      file,
      institutions.map(({ token }, n) => ({ token, names: [1, 2, 3, 4].map((i) => `Persona ${n}${i}`) })),
    );

    expect(done.every(({ said, saved }) => said && saved)).toBe(true);
    const ids = institutions.map((i) => i.invitationId);
    const found = delegationsOf(store, officeId, ids);
    const seated = ids.map((id) => found.get(id)?.filter((d) => d.seat === "seated").length ?? 0);
    expect([...found.values()].flat()).toHaveLength(12);
    expect(seated.reduce((a, b) => a + b, 0)).toBe(5);
    expect(Math.max(...seated)).toBe(3);
    expect(institutions.map((i) => i.row().named)).toEqual(seated);
    expect([...answersOf(store, officeId, ids).values()].flat()).toHaveLength(3);
  });

  it("keep both answers of one institution and mark that they were given on the same form", { timeout: 60_000 }, async () => {
    const { file, store } = storeOnDisk();
    const at = invited({ store, quota: 2 });
    await together(
      file,
      ["Ana", "Luz"].map((name) => ({ token: at.token, names: [name] })),
    );
    const kept = answersOf(store, at.officeId, [at.invitationId]).get(at.invitationId) ?? [];
    expect(kept.map((a) => a.byName).sort()).toEqual(["Ana", "Luz"]);
    expect(at.row().answerId).toBe(kept[0]?.id);
    const standing = delegationsOf(store, at.officeId, [at.invitationId]).get(at.invitationId) ?? [];
    expect(standing).toHaveLength(1);
  });
});
