import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { cleanName, dispositionOf, titleOfName } from "@/lib/files/naming";
import { discard, findFile, keep, receive, sweepFiles } from "@/lib/files/storage";
import { newId } from "@/lib/ids";

let folder: string;
const officeId = newId("off");
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "enlace-files-"));
  process.env.DATA_DIR = folder;
});
const incoming = () => readdirSync(join(folder, "files/incoming"));
const hour = 3_600_000;
const kept = async (text: string) => keep(officeId, (await receive(Readable.from([Buffer.from(text)]))).path);

describe("the files of an office", () => {
  it("lie under the hash of their bytes, once, and nothing is left where they arrived", async () => {
    const { sha256, size } = await kept("abc");
    expect(sha256).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(size).toBe(3);
    await kept("abc");
    expect(readdirSync(join(folder, "files", officeId))).toEqual([sha256]);
    expect(readFileSync((await findFile({ officeId, sha256 })) ?? "", "utf8")).toBe("abc");
    expect(incoming()).toEqual([]);
    expect(await findFile({ officeId: newId("off"), sha256 })).toBeUndefined();
  });

  it("leave nothing of one that broke off", async () => {
    const source = new Readable({ read() {} });
    const arriving = receive(source);
    source.push("half");
    setTimeout(() => source.destroy(new Error("gone")), 20);
    await expect(arriving).rejects.toThrow("gone");
    expect(incoming()).toEqual([]);
  });

  it("make no path of anything that was typed", async () => {
    await expect(findFile({ officeId: "../../etc", sha256: "a".repeat(64) })).rejects.toThrow();
    await expect(findFile({ officeId, sha256: "../secret" })).rejects.toThrow();
  });

  it("are swept when nobody refers to them and they are not of this hour", async () => {
    const [orphan, wanted, fresh] = [await kept("orphan"), await kept("wanted"), await kept("fresh")];
    const half = await receive(Readable.from([Buffer.from("half")]));
    const place = async ({ sha256 }: { sha256: string }) => (await findFile({ officeId, sha256 })) ?? "";
    const old = new Date(Date.now() - 2 * hour);
    for (const path of [await place(orphan), await place(wanted), half.path]) utimesSync(path, old, old);
    expect(await sweepFiles([{ officeId, sha256: wanted.sha256 }], hour)).toBe(2);
    expect([await place(orphan), existsSync(half.path)]).toEqual(["", false]);
    expect(await place(wanted)).not.toBe("");
    expect(await place(fresh)).not.toBe("");
    await discard(half.path);
  });

  it("are none before the first", async () => {
    expect(await sweepFiles([], 0)).toBe(0);
  });
});

describe("the name of a file", () => {
  it.each([
    ["C:\\Users\\ana\\Plan 2022.pdf", "Plan 2022.pdf"],
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["Pla\u200bn: «ñ»?.docx", "Plan- «ñ»-.docx"],
    ["...pdf", "pdf"],
    [`${"a".repeat(300)}.pptx`, `${"a".repeat(115)}.pptx`],
  ])("%s is kept as %s", (raw, name) => expect(cleanName(raw)).toBe(name));

  it("makes a title without its ending", () => expect(titleOfName("Agenda_14_dic.pdf")).toBe("Agenda 14 dic"));

  it("travels plain and in full, and cannot end its header", () => {
    expect(dispositionOf("Presentación «2022» (ES).pdf")).toBe(
      "attachment; filename=\"Presentacion _2022_ (ES).pdf\"; filename*=UTF-8''Presentaci%C3%B3n%20%C2%AB2022%C2%BB%20%28ES%29.pdf",
    );
    expect(dispositionOf('a"; x=\r\nSet-Cookie: y.pdf')).not.toMatch(/[\r\n]|"; x/);
  });
});
