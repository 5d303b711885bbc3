import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { GET, HEAD } from "@/app/r/[token]/papers/[paperId]/route";
import { addMaterial, addVersion, arrangeMaterials } from "@/core/briefings/materials/commands";
import { revokeLink } from "@/core/invitations/links/commands";
import { agendaItems } from "@/db/schema";
import { keep, receive } from "@/lib/files/storage";
import { newId } from "@/lib/ids";
import { aBriefing, anOffice, NOW } from "./factories";
import { at, change, everything, opened, page } from "./guest-page";
import { invited, value } from "./invited";

opened();

let sizes = 0;
/** A paper of the invitation's briefing with bytes on the disk. */
async function paper(over: Record<string, unknown> = {}, names: string[] = []) {
  sizes += 1;
  const received = await receive(Readable.from([Buffer.from(`%PDF-1.4 ${sizes} ${"x".repeat(180_000)}`)]));
  const file = {
    fileName: "Plan año 2022.pdf",
    kind: "pdf" as const,
    found: { names, remarks: false },
    ...(await keep(at.officeId, received.path)),
  };
  const input = {
    briefingId: at.briefingId,
    title: "Plan 2022",
    language: "es" as const,
    visibility: "invited" as const,
    itemId: undefined,
  };
  return { id: value(addMaterial(at.store, at.officer, { ...input, ...over }, file)).id, file };
}
const ask = (id: string, headers: Record<string, string> = {}, token = at.token, method = "GET") =>
  (method === "HEAD" ? HEAD : GET)(new Request(`http://localhost:3000/r/${token}/papers/${id}`, { headers, method }), {
    params: Promise.resolve({ token, paperId: id }),
  });

describe("documents on the page of an invitation", () => {
  it("stand folded with language, kind and size; the reader's own language first", async () => {
    await paper({ title: "Plans", language: "en" });
    const { id } = await paper();
    const html = await page();
    expect(html).toContain(`href="/r/${at.token}/papers/${id}"`);
    expect(html).toContain("Documentos (2)");
    expect(html).toContain("Español · PDF, 180 kB");
    expect(html.indexOf("Plan 2022")).toBeLessThan(html.indexOf("Plans<"));
    expect(html).toMatch(/<a href="[^"]+" lang="en">Plans/);
    const french = await page("?lang=fr");
    expect(french).toMatch(/PDF, 180\s?ko/);
    expect(html).not.toContain("<script");
  });

  it("stand beside the item of the agenda they belong to as well", async () => {
    const itemId = newId("agi");
    at.store.db
      .insert(agendaItems)
      .values({
        id: itemId,
        officeId: at.officeId,
        briefingId: at.briefingId,
        position: 0,
        kind: "panel",
        title: { es: "Mesa" },
        minutes: 10,
        speakers: [],
        createdAt: NOW,
      })
      .run();
    const { id } = await paper({ itemId });
    expect((await page()).split(`/papers/${id}`)).toHaveLength(3);
  });

  it("stand open once the meeting was held, and not at all where there is none for them", async () => {
    await paper({ visibility: "staff" });
    await paper({ title: "Draft" }, ["Ana Ruiz"]);
    expect(await page()).not.toContain("Documentos");
    await paper();
    change({ state: "held" });
    expect(await page()).toMatch(/<details open=""><summary>Documentos \(1\)/);
    change({ state: "cancelled" });
    expect(await page()).not.toContain("Documentos");
  });
});

describe("a document", () => {
  it("leaves as a download that nothing can run, and changes nothing", async () => {
    const { id, file } = await paper();
    const before = everything();
    const answer = await ask(id);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": "attachment; filename=\"Plan ano 2022.pdf\"; filename*=UTF-8''Plan%20a%C3%B1o%202022.pdf",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "cache-control": "private, no-cache",
      "content-length": String(file.size),
      "x-robots-tag": "noindex",
    });
    expect((await answer.arrayBuffer()).byteLength).toBe(file.size);
    expect(everything()).toBe(before);
  });

  it("answers HEAD, parts, and who has it already", async () => {
    const { id, file } = await paper();
    const head = await ask(id, {}, at.token, "HEAD");
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, String(file.size), ""]);
    const part = await ask(id, { range: "bytes=0-7" });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, `bytes 0-7/${file.size}`, "%PDF-1.4"]);
    expect(await (await ask(id, { range: "bytes=-3" })).text()).toBe("xxx");
    expect((await ask(id, { range: `bytes=${file.size}-` })).status).toBe(416);
    const tag = head.headers.get("etag") ?? "";
    expect((await ask(id, { "if-none-match": tag })).status).toBe(304);
    expect((await ask(id, { range: "bytes=0-7", "if-range": '"other"' })).status).toBe(200);
    expect((await ask(id, { range: "bytes=0-1,4-5" })).status).toBe(200);
  });

  it("is the newest version from the moment it is there", async () => {
    const { id } = await paper();
    const tag = (await ask(id)).headers.get("etag");
    const newer = await paper({ title: "Other" });
    value(arrangeMaterials(at.store, at.officer, { briefingId: at.briefingId, act: { act: "remove", materialId: newer.id } }));
    value(addVersion(at.store, at.officer, { briefingId: at.briefingId, materialId: id }, newer.file));
    expect((await ask(id)).headers.get("etag")).not.toBe(tag);
  });
});

describe("what a link does not open", () => {
  let closed: Record<string, string>;
  beforeEach(async () => {
    const elsewhere = aBriefing(at.store, at.officeId);
    const other = await paper({ briefingId: elsewhere });
    const staff = await paper({ visibility: "staff" });
    const waits = await paper({}, ["Ana Ruiz"]);
    const gone = await paper();
    value(arrangeMaterials(at.store, at.officer, { briefingId: at.briefingId, act: { act: "remove", materialId: gone.id } }));
    closed = { other: other.id, staff: staff.id, waits: waits.id, gone: gone.id, none: newId("mat"), odd: "..%2f..%2fsecret" };
  });

  it("answers alike for a paper of another briefing, of the office, taken away, or that never was", async () => {
    const answers = await Promise.all(Object.values(closed).map((id) => ask(id)));
    expect(answers.map((a) => a.status)).toEqual(answers.map(() => 404));
    const bodies = new Set(await Promise.all(answers.map((a) => a.text())));
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain("Este documento ya no está aquí");
  });

  it("leads every link that opens nothing to the one page that says so", async () => {
    const { id } = await paper();
    const foreign = invited({ store: at.store, officeId: anOffice(at.store, "cr") });
    expect((await ask(id, {}, foreign.token)).status).toBe(404);
    value(revokeLink(at.store, at.officer, { invitationId: at.invitationId }));
    for (const token of [at.token, "A".repeat(32), "x"]) {
      const answer = await ask(id, {}, token);
      expect([answer.status, answer.headers.get("location")]).toEqual([303, `/r/${token}`]);
    }
  });
});
