import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import sharp from "sharp";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET, HEAD } from "@/app/api/logos/[sha256]/route";
import { POST } from "@/app/api/office/logo/route";
import type { Staff } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { removeLogo, setLogo } from "@/core/offices/logo/commands";
import { findLogo, logoFiles } from "@/core/offices/logo/queries";
import { findOffice } from "@/core/offices/queries";
import { audits } from "@/db/schema";
import type { Role } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { inspectFile } from "@/lib/files/inspect";
import { shrinkLogo } from "@/lib/files/logo";
import { findFile, keep, receive, sweepFiles } from "@/lib/files/storage";
import { anOffice, aStaff, emptyStore } from "../factories";
import { aPhoto, onDisk } from "../files/made";

let reader: Staff | undefined;
vi.mock("@/app/session", () => ({ currentStaff: async () => reader }));

const holder = globalThis as { enlaceStore?: Store };
let store: Store;
let officeId: string;
let admin: Staff;
beforeEach(() => {
  store = emptyStore();
  holder.enlaceStore = store;
  officeId = anOffice(store);
  admin = aStaff(store, officeId, "admin");
  reader = admin;
});

const logo = { sha256: "a".repeat(64), width: 96, height: 32 };
const actions = (): string[] =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((audit) => audit.action);
const fault = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (thrown) {
    return faultOf(thrown);
  }
};
const strangers: Role[] = ["officer", "manager"];

describe("setLogo", () => {
  it("gives the office a logo and records it once; what is being edited of the office stays valid", () => {
    const { version } = findOffice(store, officeId);
    expect(setLogo(store, admin, logo)).toMatchObject({ ok: true });
    expect(setLogo(store, admin, logo)).toMatchObject({ ok: true });
    expect(findOffice(store, officeId)).toMatchObject({ logo, version });
    expect(actions()).toEqual(["offices.logo_set"]);
  });

  it.each(strangers)("faults for one who is %s", (role) => {
    expect(fault(() => setLogo(store, aStaff(store, officeId, role), logo))).toBe("forbidden");
    expect([findOffice(store, officeId).logo, actions()]).toEqual([null, []]);
  });

  it("reaches the actor's own office only", () => {
    const elsewhere = anOffice(store, "cr");
    setLogo(store, aStaff(store, elsewhere, "admin"), logo);
    expect([findOffice(store, officeId).logo, findOffice(store, elsewhere).logo]).toEqual([null, logo]);
  });
});

describe("removeLogo", () => {
  beforeEach(() => {
    setLogo(store, admin, logo);
  });

  it("takes it away and records it once", () => {
    expect(removeLogo(store, admin, {})).toMatchObject({ ok: true });
    expect(removeLogo(store, admin, {})).toMatchObject({ ok: true });
    expect([findOffice(store, officeId).logo, actions()]).toEqual([null, ["offices.logo_set", "offices.logo_removed"]]);
    expect(findLogo(store, logo.sha256)).toBeUndefined();
  });

  it.each(strangers)("faults for one who is %s", (role) => {
    expect(fault(() => removeLogo(store, aStaff(store, officeId, role), {}))).toBe("forbidden");
    expect(findOffice(store, officeId).logo).toEqual(logo);
  });

  it("leaves another office's as it is", () => {
    removeLogo(store, aStaff(store, anOffice(store, "cr"), "admin"), {});
    expect(findOffice(store, officeId).logo).toEqual(logo);
  });
});

const noise = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#fff", noise: { type: "gaussian", mean: 128, sigma: 60 } } });

describe("the image of a logo", () => {
  it("becomes a small PNG without its margins, whatever it was, at most 32 px high and 160 wide", async () => {
    const drawn = await sharp({ create: { width: 900, height: 600, channels: 4, background: "#0000" } })
      .composite([
        {
          input: await sharp({ create: { width: 400, height: 200, channels: 4, background: "#0033a0" } })
            .png()
            .toBuffer(),
          left: 100,
          top: 300,
        },
      ])
      .png()
      .toBuffer();
    const path = onDisk(drawn);
    expect(await shrinkLogo(path)).toEqual({ width: 64, height: 32 });
    const wide = onDisk(await noise(3000, 300).jpeg().toBuffer());
    expect(await shrinkLogo(wide)).toEqual({ width: 160, height: 16 });
    expect(readFileSync(wide).length).toBeLessThanOrEqual(12_000);
    expect((await sharp(readFileSync(wide)).metadata()).format).toBe("png");
  });

  it("loses what is white or clear round it, and keeps a ground of its own", async () => {
    const mark = await sharp({ create: { width: 100, height: 100, channels: 3, background: "#c00" } })
      .png()
      .toBuffer();
    const on = (background: string) =>
      sharp({ create: { width: 800, height: 200, channels: 3, background } })
        .composite([{ input: mark, left: 50, top: 50 }])
        .png()
        .toBuffer();
    expect(await shrinkLogo(onDisk(await on("#fff")))).toEqual({ width: 32, height: 32 });
    expect(await shrinkLogo(onDisk(await on("#0033a0")))).toEqual({ width: 128, height: 32 });
  });

  it("is not made of what white paper does not show", async () => {
    const white = sharp({ create: { width: 90, height: 30, channels: 4, background: "#0000" } }).composite([
      { input: Buffer.from('<svg width="90" height="30"><circle cx="15" cy="15" r="10" fill="#fff"/></svg>') },
    ]);
    expect(await shrinkLogo(onDisk(await white.png().toBuffer()))).toBe("unseen");
  });

  it("holds at 12 kB what cannot be simplified, and says of no image that it is one", async () => {
    const loud = onDisk(await noise(1000, 200).png().toBuffer());
    await shrinkLogo(loud);
    expect(readFileSync(loud).length).toBeLessThanOrEqual(12_000);
    expect(await shrinkLogo(onDisk("<svg/>"))).toBe("broken");
  });

  it("carries nothing over from the photo it was", async () => {
    const bytes = await aPhoto();
    const path = onDisk(bytes);
    await inspectFile(path, { name: "a.jpg", size: bytes.length });
    await shrinkLogo(path);
    expect((await sharp(readFileSync(path)).metadata()).exif).toBeUndefined();
  });
});

const send = (bytes: Buffer, name: string, headers: Record<string, string> = {}) => {
  const body = new FormData();
  body.append("file", new File([new Uint8Array(bytes)], name));
  return POST(
    new Request("http://localhost:3000/api/office/logo", { method: "POST", body, headers: { accept: "application/json", ...headers } }),
  );
};
const ask = (sha256: string, method = "GET") =>
  (method === "HEAD" ? HEAD : GET)(new Request(`http://localhost:3000/api/logos/${sha256}`, { method }), {
    params: Promise.resolve({ sha256 }),
  });

describe("a logo that is uploaded", () => {
  it("is there for everybody under the hash of its bytes, as a picture that can do nothing", async () => {
    expect((await send(await noise(60, 30).png().toBuffer(), "logo.png")).status).toBe(200);
    const { sha256 = "" } = findOffice(store, officeId).logo ?? {};
    reader = undefined;
    const answer = await ask(sha256);
    expect([answer.status, (await answer.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "cache-control": "public, max-age=31536000, immutable",
    });
    for (const other of ["b".repeat(64), "..%2fx", ""]) expect((await ask(other)).status).toBe(404);
    removeLogo(store, admin, {});
    expect((await ask(sha256)).status).toBe(404);
  });

  it("is refused in a sentence when it is none, and leaves the office as it was", async () => {
    const pdf = await send(Buffer.from("%PDF-1.4"), "logo.pdf");
    expect([pdf.status, await pdf.text()]).toEqual([422, expect.stringContaining("PNG, JPEG or WebP image")]);
    const svg = await send(Buffer.from("<svg onload='alert(1)'/>"), "logo.png");
    expect([svg.status, await svg.text()]).toEqual([422, expect.stringContaining("not what its name says")]);
    expect(findOffice(store, officeId).logo).toBeNull();
  });

  it("comes from an administrator, on a page of ours", async () => {
    const bytes = await noise(60, 30).png().toBuffer();
    expect((await send(bytes, "a.png", { origin: "https://evil.example" })).status).toBe(403);
    reader = aStaff(store, officeId, "manager");
    expect((await send(bytes, "a.png")).status).toBe(404);
    reader = undefined;
    expect((await send(bytes, "a.png")).status).toBe(401);
    expect(findOffice(store, officeId).logo).toBeNull();
  });

  it("outlives the clearing as long as the office has it", async () => {
    const { path } = await receive(Readable.from([Buffer.from(crypto.randomUUID())]));
    const { sha256 } = await keep(officeId, path);
    setLogo(store, admin, { ...logo, sha256 });
    await sweepFiles(logoFiles(store), 0);
    expect(await findFile({ officeId, sha256 })).toBeDefined();
    removeLogo(store, admin, {});
    await sweepFiles(logoFiles(store), 0);
    expect(await findFile({ officeId, sha256 })).toBeUndefined();
  });
});
