import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { revokeLink } from "@/core/invitations/links/commands";
import { linkToken } from "@/core/invitations/links/rules";
import { invitationLinks, messages } from "@/db/schema";
import { anOffice, NOW } from "./factories";
import { answerFields, at, DAY, get, history, opened, page, post } from "./guest-page";
import { invited, value } from "./invited";

opened();

describe("a link that opens nothing", () => {
  it("gives one and the same page, byte for byte, whatever is wrong with it", async () => {
    const other = invited({ acronym: "MIDES", store: at.store, officeId: at.officeId, briefingId: at.briefingId });
    const expired = invited({ acronym: "MIRE", store: at.store, officeId: at.officeId, briefingId: at.briefingId });
    const foreign = anOffice(at.store, "cr");
    expect(foreign).not.toBe(at.officeId);
    value(revokeLink(at.store, at.officer, { invitationId: other.invitationId }));
    at.store.db
      .update(invitationLinks)
      .set({ expiresAt: NOW - 1 })
      .where(eq(invitationLinks.invitationId, expired.invitationId))
      .run();
    at.store.raw.prepare("update briefing set ends_at = ? where id = ?").run(NOW - 31 * DAY, at.briefingId);
    const tokens = [
      "x",
      "..%2f..",
      "A".repeat(32),
      linkToken("lnk_nobody"),
      `${at.token}A`,
      other.token,
      expired.token,
      "<script>",
      "x".repeat(5000),
    ];
    const answers = await Promise.all(tokens.map((token) => get("", token)));
    expect(answers.map((a) => a.status)).toEqual(tokens.map(() => 404));
    const bodies = new Set(await Promise.all(answers.map((a) => a.text())));
    expect(bodies.size).toBe(1);
    expect([...new Set(answers.map((a) => JSON.stringify([...a.headers])))]).toHaveLength(1);
  });

  it("offers a new link, and answers alike for every token", async () => {
    const other = invited({ acronym: "MIDES", store: at.store, officeId: at.officeId, briefingId: at.briefingId });
    value(revokeLink(at.store, at.officer, { invitationId: other.invitationId }));
    for (const token of ["A".repeat(32), other.token]) {
      const answer = await post({ act: "link" }, { token });
      expect([answer.status, answer.headers.get("location")]).toEqual([303, `/r/${token}?asked=1`]);
    }
    const [unknown, revoked] = await Promise.all(["A".repeat(32), other.token].map((token) => page("?asked=1", token)));
    expect(unknown).toBe(revoked);
    expect(unknown).toContain("Thank you.");
    const mails = at.store.db.select().from(messages).where(eq(messages.kind, "new_link")).all();
    expect(mails.map((m) => m.toAddress)).toEqual(["enlace@mides.example"]);
  });

  it("takes no answer", async () => {
    const fields = await answerFields("accepted");
    value(revokeLink(at.store, at.officer, { invitationId: at.invitationId }));
    expect((await post(fields)).status).toBe(404);
    expect(history()).toEqual([]);
  });
});

describe("a post that should not be", () => {
  it.each([
    [{ origin: "https://evil.example" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "content-type": "text/plain" }, 415],
    [{ "content-type": "multipart/form-data; boundary=x" }, 415],
  ])("with %j is refused and records nothing", async (headers, status) => {
    const fields = await answerFields("accepted");
    const refused = await post(fields, { headers });
    expect(refused.status).toBe(status);
    expect(refused.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(history()).toEqual([]);
  });

  it("from an old browser that sends neither header is taken", async () => {
    expect((await post(await answerFields("accepted"))).status).toBe(303);
  });

  it("of more than 64 KiB is refused, whether or not it says so beforehand", async () => {
    const fields = await answerFields("accepted", { reason: "x".repeat(70_000) });
    expect((await post(fields)).status).toBe(413);
    expect((await post(fields, { headers: { "content-length": "10" } })).status).toBe(413);
    expect(history()).toEqual([]);
  });

  it("too often is put off with all that was typed, and nobody else is held up", async () => {
    for (let i = 0; i < 12; i++) await post({ act: "answer" });
    const late = await post(await answerFields("declined", { reason: "Gira por Darién" }));
    expect(late.status).toBe(429);
    expect(await late.text()).toContain("Gira por Darién");
    expect(history()).toEqual([]);
    const other = invited({ acronym: "MIDES", store: at.store, officeId: at.officeId, briefingId: at.briefingId });
    expect((await post({ act: "answer" }, { token: other.token })).status).toBe(422);
  });
});
