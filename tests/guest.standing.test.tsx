import { describe, expect, it } from "vitest";
import { postponeBriefing } from "@/core/briefings/passing/commands";
import { passToken } from "@/core/invitations/letters/rules";
import { revokeLink } from "@/core/invitations/links/commands";
import { linkToken } from "@/core/invitations/links/rules";
import { invitationMail } from "@/core/invitations/mail";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import { withdrawalMail } from "@/core/invitations/withdrawing/mail";
import type { Message } from "@/core/kernel/outbox";
import { briefings, letters, tenures } from "@/db/schema";
import { newId } from "@/lib/ids";
import { mailText } from "@/lib/mail/text";
import { NOW } from "./factories";
import { at, DAY, get, nameFields, opened, page, post, say } from "./guest-page";
import { invited, value } from "./invited";

opened();

const meeting = (values: Partial<typeof briefings.$inferInsert>) => at.store.db.update(briefings).set(values).run();

describe("a meeting whose new date is open", () => {
  it("says that the answer is kept, and nowhere that nothing is left to do", async () => {
    await say("accepted");
    await post(await nameFields([at.personId]));
    expect(await page()).toContain("No hace falta nada más");
    meeting({ state: "postponed", dateOpen: true });
    const html = await page();
    expect(html).toContain("La reunión se aplaza.");
    expect(html).toContain("Conservamos su respuesta");
    expect(html).toContain(at.row().reference);
    for (const wrong of ["No hace falta nada más", "asistirá", "el día anterior"]) expect(html).not.toContain(wrong);
  });
});

describe("the link of a withdrawn invitation", () => {
  it("says to its holder that it is withdrawn, by which office and how to ask, and nothing of the meeting", async () => {
    value(withdrawInvitation(at.store, at.officer, { id: at.invitationId }));
    const answer = await get();
    const html = await answer.text();
    expect(answer.status).toBe(404);
    expect(html).toContain("Esta invitación se retiró");
    expect(html).toContain("mailto:office@pa.example");
    expect(html).not.toContain("Solicitar un nuevo acceso");
    for (const secret of ["Planes", "MINSA", "14 de diciembre"]) expect(html).not.toContain(secret);
    expect(await page("?lang=fr")).toContain("Cette invitation a été retirée");
    const asking = await post({ act: "link" });
    expect([asking.status, await asking.text()]).toEqual([404, html]);
  });

  it("says what any dead link says to whoever else has one", async () => {
    const other = invited({ acronym: "MIDES", store: at.store, officeId: at.officeId, briefingId: at.briefingId });
    value(revokeLink(at.store, at.officer, { invitationId: other.invitationId }));
    for (const id of [other.invitationId, at.invitationId]) value(withdrawInvitation(at.store, { ...at.officer, now: NOW + 1 }, { id }));
    const unknown = await page("", linkToken("lnk_nobody"));
    expect(await page("", other.token)).toBe(unknown);
    at.store.db.update(tenures).set({ validTo: "2021-11-29" }).run();
    expect(await page()).toBe(unknown);
    at.store.db.update(tenures).set({ validTo: null }).run();
    expect(await page()).not.toBe(unknown);
    at.store.raw.prepare("update invitation_link set expires_at = ?").run(NOW - 1);
    at.store.raw.prepare("update briefing set ends_at = ? where id = ?").run(NOW - 31 * DAY, at.briefingId);
    expect(await page()).toBe(unknown);
  });
});

describe("a message without a link", () => {
  const message = (kind: string, payload: Record<string, unknown> = {}) =>
    ({
      id: newId("msg"),
      kind,
      officeId: at.officeId,
      invitationId: at.invitationId,
      toName: "Ana",
      toAddress: "enlace@minsa.example",
      language: "es",
      createdAt: NOW,
      words: null,
      payload: { tenureId: at.row().addresseeTenureId, ...payload },
    }) as unknown as Message;
  const read = (one: Message): string => {
    const content = { ...invitationMail, ...withdrawalMail }[one.kind]?.(at.store, one, NOW);
    return content && content !== "obsolete" ? mailText(content, "es").replace(/\s+/g, " ") : String(content);
  };

  it("speaks of none: neither the withdrawal nor the cancellation of a confidential meeting", () => {
    meeting({ confidential: true });
    const { startsLocal, endsLocal, zone, venue, address, mode, dateOpen } = at.store.db.select().from(briefings).get() ?? {};
    const was = { startsLocal, endsLocal, zone, venue, address, mode, dateOpen };
    expect(read(message("invitation"))).toContain("no reenviar este acceso");
    expect(read(message("invitation"))).toContain("El acceso es para uso de su institución");
    const cancelled = read(message("change", { change: "cancelled", was }));
    value(withdrawInvitation(at.store, at.officer, { id: at.invitationId }));
    for (const text of [cancelled, read(message("withdrawal"))]) {
      expect(text).toContain("Recibe este mensaje porque");
      expect(text).not.toContain("El acceso es para uso");
      expect(text).not.toContain("no reenviar este acceso");
    }
  });
});

describe("the mail that passes a letter on", () => {
  const id = newId("ltr");

  /** A signed letter of yesterday, and the mail of the page that passes it on. */
  function issued(): void {
    const { officeId, briefingId, invitationId } = at;
    const made = { id, officeId, briefingId, invitationId, year: 2021, n: 1, number: "PA/1/2021", kind: "letter", language: "es" } as const;
    const signed = { sha256: "a".repeat(64), size: 1000, kind: "pdf", by: null, at: NOW } as const;
    const row = { ...made, day: "2021-11-29", sheet: {} as never, searchText: "", signed };
    at.store.db
      .insert(letters)
      .values({ ...row, createdAt: NOW - DAY })
      .run();
  }
  async function passing(query = ""): Promise<{ subject: string; body: string }> {
    const href = /href="(mailto:\?[^"]*)"/.exec(await page(query))?.[1]?.replaceAll("&amp;", "&") ?? "";
    const params = new URLSearchParams(href.replace(/^mailto:\?/, ""));
    return { subject: params.get("subject") ?? "", body: params.get("body") ?? "" };
  }
  const postpone = (day?: string) => value(postponeBriefing(at.store, at.officer, { briefingId: at.briefingId, reason: "x", day }));

  it("has a day that begins small in its subject, and no mark of ours in its text", async () => {
    issued();
    const { subject, body } = await passing();
    expect(subject).toMatch(/, martes 14 de diciembre de 2021$/);
    expect(body).not.toContain("\u2060");
    expect(body).toContain(passToken(id));
    expect(body).not.toContain("cambió después");
    expect((await passing("?lang=en")).subject).toMatch(/, Tuesday 14 December 2021$/);
  });

  it("says of a letter that states an earlier date that this has changed since", async () => {
    issued();
    postpone("2021-12-16");
    const { subject, body } = await passing();
    expect(subject).toContain("jueves 16 de diciembre");
    expect(body).toContain("indica aún el martes 14 de diciembre de 2021, ");
    expect(body).toContain("Esto cambió después.");
    expect((await passing("?lang=fr")).body).toContain("La lettre indique encore le mardi 14 décembre 2021");
  });

  it("names no date while the new one is open, but what the letter states", async () => {
    issued();
    postpone();
    const { subject, body } = await passing();
    expect(subject).toMatch(/, nueva fecha por anunciar$/);
    expect(body).toContain("indica aún el martes 14 de diciembre de 2021");
  });
});
