import { describe, expect, it } from "vitest";
import { sampleOf } from "@/core/invitations/sampling/mail";
import { samplesOf } from "@/core/invitations/sampling/queries";
import { ourWords } from "@/core/offices/wording/queries";
import { wordingKinds } from "@/core/offices/wording/rules";
import { invitations } from "@/db/schema";
import { locales } from "@/lib/locales";
import { renderMail } from "@/lib/mail/render";
import { anOffice, aStaff, NOW } from "../factories";
import { invited } from "../invited";

const it0 = invited();
it0.store.db.update(invitations).set({ sentAt: NOW }).run();
const admin = aStaff(it0.store, it0.officeId, "admin");

describe("every kind of message, as it would arrive", () => {
  it.each(wordingKinds.flatMap((kind) => locales.map((language) => [kind, language] as const)))("%s in %s", async (kind, language) => {
    const made = sampleOf(it0.store, admin, { kind, language, words: ourWords(kind, language), invitationId: it0.invitationId });
    if (!made) throw new Error("nothing to show");
    const { content } = made;
    const { html, text } = await renderMail(content, language);
    expect(content.subject.length).toBeLessThanOrEqual(70);
    expect(content.greeting).not.toBe("");
    for (const part of [content.subject, html.replace(/<style>.*?<\/style>/s, ""), text])
      expect(part).not.toMatch(/\{\{|\}\}|\[\[|\]\]|undefined/);
    expect(text).not.toMatch(/\n\n\n|[^\S\u00a0\u202f] {2}$| [,;:.] /m);
    for (const line of text.split("\n")) if (!/https?:/.test(line)) expect(line.length).toBeLessThanOrEqual(78);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    const bare = html
      .replace(/<[^>]*>/g, " ")
      .replace(/&#x27;/g, "'")
      .replace(/&amp;/g, "&")
      .replace(/\s+/g, " ");
    for (const block of content.blocks)
      if (block.kind === "text") {
        expect(bare).toContain(block.text.replace(/\s+/g, " "));
        expect(text.replace(/\s+/g, " ")).toContain(block.text.replace(/\s+/g, " "));
      }
    expect(JSON.stringify(content)).not.toContain(it0.token);
  });

  it("is shown with an invitation of the own office that has left", () => {
    expect(samplesOf(it0.store, admin).map(({ id }) => id)).toEqual([it0.invitationId]);
    const stranger = aStaff(it0.store, anOffice(it0.store, "cr"), "admin");
    expect(samplesOf(it0.store, stranger)).toEqual([]);
    const words = ourWords("invitation", "es");
    expect(sampleOf(it0.store, stranger, { kind: "invitation", language: "es", words, invitationId: it0.invitationId })).toBeUndefined();
  });
});
