import { beforeEach, describe, expect, it } from "vitest";
import { isWithinLimits } from "@/app/guest";
import { GET } from "@/app/r/[token]/programme/route";
import { cancelBriefing } from "@/core/briefings/passing/commands";
import { programmeOf } from "@/core/briefings/programme/queries";
import { revokeLink } from "@/core/invitations/links/commands";
import { agendaItems, briefings, offices } from "@/db/schema";
import { newId } from "@/lib/ids";
import { anOffice, aStaff, NOW, visitor } from "./factories";
import { at, opened, page } from "./guest-page";
import { value } from "./invited";
import { readPdf } from "./pdf-read";

opened();

beforeEach(() => {
  const item = (position: number, over: Partial<typeof agendaItems.$inferInsert>) =>
    at.store.db
      .insert(agendaItems)
      .values({
        id: newId("agi"),
        officeId: at.officeId,
        briefingId: at.briefingId,
        position,
        kind: "opening",
        title: {},
        minutes: 15,
        speakers: [],
        createdAt: NOW,
        ...over,
      })
      .run();
  item(0, { speakers: [{ name: "Íñigo Núñez", post: "Jefe de Misión" }] });
  item(1, { kind: "presentation", title: { es: "Planes y áreas de interés" }, minutes: 90 });
  at.store.db
    .update(offices)
    .set({ country: "PA", letterHead: { es: "Misión en Panamá" } })
    .run();
  at.store.db
    .update(briefings)
    .set({ occasions: [{ day: "12-18" }], accessNotes: { es: "Entrada por la puerta 3." } })
    .run();
});

const asked = (actor: Parameters<typeof programmeOf>[1], kind: "agenda" | "programme" = "agenda", locale: "en" | "es" | "fr" = "es") =>
  programmeOf(at.store, actor, { briefingId: at.briefingId, kind, locale });

describe("the order of a meeting on paper", () => {
  it("has hour, item, speakers and length for the office, on the sheet and head of the office", () => {
    const sheet = asked(at.officer);
    expect(sheet).toMatchObject({ lang: "es", paper: "us-letter", kicker: "Agenda", heading: "Planes para 2022" });
    expect(sheet?.head).toMatchObject({ name: "Oficina pa", lines: ["Misión en Panamá"], foot: ["office@pa.example"] });
    expect(sheet?.columns).toEqual(["Hora", "Punto", "Duración"]);
    expect(sheet?.days).toEqual([
      {
        name: null,
        rows: [
          expect.objectContaining({ hour: "9:00\u00a0a.\u00a0m.", speakers: ["Íñigo Núñez, Jefe de Misión"], length: "15 min" }),
          expect.objectContaining({ hour: "9:15\u00a0a.\u00a0m.", title: "Planes y áreas de interés", length: "1 h 30 min" }),
        ],
      },
    ]);
  });

  it("is a programme for those who come: with occasion and access, without lengths; what has no translation is marked", () => {
    const sheet = asked(at.officer, "programme", "fr");
    expect(sheet).toMatchObject({ kicker: "Programme", columns: ["Heure", "Point"] });
    expect(sheet?.facts.map(({ label }) => label)).toEqual(["Date\u00a0:", "Lieu\u00a0:", "À l’occasion de\u00a0:"]);
    expect(sheet?.notes).toEqual([{ title: "Accès", text: { text: "Entrada por la puerta 3.", lang: "es" } }]);
    expect(sheet?.days[0]?.rows[1]?.title).toEqual({ text: "Planes y áreas de interés", lang: "es" });
  });

  it("is for staff of the office and, as a programme, for whoever is invited; for nobody else", () => {
    expect(asked(at.guest(), "programme")).toBeDefined();
    expect(asked(at.guest(), "agenda")).toBeUndefined();
    expect(asked(visitor(), "programme")).toBeUndefined();
    expect(asked(aStaff(at.store, anOffice(at.store, "cr")))).toBeUndefined();
    value(cancelBriefing(at.store, at.officer, { briefingId: at.briefingId, reason: "No" }));
    expect(asked(at.guest(), "programme")).toBeUndefined();
    expect(asked(at.officer)).toBeDefined();
  });
});

describe("the programme behind a link", () => {
  const get = (token = at.token, query = "") =>
    GET(new Request(`http://localhost:3000/r/${token}/programme${query}`), { params: Promise.resolve({ token }) });

  it("stands on the page and is a tagged PDF in the language that is read, which no page can run", async () => {
    expect(await page("?lang=fr")).toContain(`href="/r/${at.token}/programme?lang=fr"`);
    const answer = await get(at.token, "?lang=fr");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="Programme/);
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    const read = await readPdf(new Uint8Array(await answer.arrayBuffer()));
    expect(read).toMatchObject({ lang: "fr", ua: true });
    expect(read.text).toContain("Íñigo Núñez");
  });

  it("leads to the one page about dead links once the link is revoked", async () => {
    value(revokeLink(at.store, at.officer, { invitationId: at.invitationId }));
    const answer = await get();
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`/r/${at.token}`);
  });

  it("is not made more often in a minute than anybody reads it", async () => {
    for (let n = 0; n < 12; n++) await isWithinLimits(new Request("http://localhost:3000"), `programme:${at.token}`);
    expect((await get()).status).toBe(429);
  });

  it("is not there without an agenda", async () => {
    at.store.db.delete(agendaItems).run();
    expect((await get()).status).toBe(404);
    expect(await page()).not.toContain("/programme");
  });
});
