import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { messages } from "@/db/schema";
import { NOW } from "./factories";
import { answerFields, at, chosen, DAY, history, opened, page, post, say } from "./guest-page";

opened();

describe("an answer", () => {
  it("is safe with one post and shown first when the page opens again", async () => {
    const sent = await post(await answerFields("accepted"));
    expect(sent.status).toBe(303);
    expect(sent.headers.get("location")).toBe(`/r/${at.token}`);
    const html = await page();
    expect(html).toContain("Respuesta recibida");
    expect(html).toContain("El Ministerio MINSA asistirá.");
    expect(html).toContain(at.row().reference);
    expect(html).toContain("¿Quiénes asistirán? Hasta 2");
    expect(html).toMatch(/30 de noviembre de 2021, 9:00\sa\.\sm\. \(Panama, UTC−5\)/);
    expect(history()).toMatchObject([{ noticeVersion: "2026-11", channel: "link" }]);
  });

  it("tells later readers who answered, and when", async () => {
    await say("declined");
    vi.setSystemTime(NOW + DAY);
    const html = await page();
    expect(html).toContain("Ana Ruiz MINSA respondió el 30 de noviembre: no");
    expect(html).toContain("Gracias por avisarnos.");
    expect(html).toContain("Cambiar la respuesta");
  });

  it("pressed twice is one answer with one result", async () => {
    const fields = await answerFields("accepted");
    const [first, second] = [await post(fields), await post(fields)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
    expect(history()).toHaveLength(1);
    expect(at.store.db.select().from(messages).where(eq(messages.kind, "answer_receipt")).all()).toHaveLength(1);
  });

  it("changed on the same page, by the way back, is a second answer; pressed twice it is still one", async () => {
    const fields = await answerFields("accepted");
    for (const value of ["accepted", "declined", "declined", "accepted"]) expect((await post({ ...fields, value })).status).toBe(303);
    expect(history().map((a) => a.value)).toEqual(["accepted", "declined", "accepted"]);
  });

  it("can be changed by the same link, every earlier one kept", async () => {
    await say("tentative", { tellBy: "2021-12-02" });
    expect(await page()).toContain("Le rogamos avisarnos a más tardar el jueves 2 de diciembre.");
    await say("accepted");
    expect(history().map((a) => a.value)).toEqual(["accepted", "tentative"]);
  });

  it("given on a form that others have overtaken is kept, and both are shown", async () => {
    const old = await answerFields("declined");
    await say("accepted");
    expect((await post(old)).status).toBe(303);
    const html = await page();
    expect(html).toContain("Recibimos dos respuestas distintas");
    expect(html).toMatch(/No podremos asistir ·.*Sí, asistiremos ·/s);
  });

  it("with a substitute counts as a yes", async () => {
    await say("declined", { substituteName: "Rosa Iglesias", substitutePost: "Subdirectora" });
    const html = await page();
    expect(html).toContain("Rosa Iglesias vendrá en reemplazo.");
    expect(html).toContain("El Ministerio MINSA asistirá.");
  });

  it("in another language makes that the invitation's language", async () => {
    const fields = await answerFields("accepted");
    await post({ ...fields, language: "fr" }, { query: "?lang=fr" });
    expect(at.row().language).toBe("fr");
    expect(await page()).toContain("Réponse reçue");
  });

  it("that lacks something comes back with all that was typed, and links to each place", async () => {
    const typed = { by: "other", byName: "", byPost: "Secretaria <b>", reason: "Gira por Darién", substitutePost: "Jefa" };
    const back = await post(await answerFields("declined", typed));
    const html = await back.text();
    expect(back.status).toBe(422);
    expect(html).toContain('<a href="#byName">Su nombre: complete este dato.</a>');
    expect(html).toContain('href="#substituteName"');
    expect(html).toContain("Gira por Darién");
    expect(html).toContain("Secretaria &lt;b&gt;");
    expect([chosen(html, "value"), chosen(html, "by")]).toEqual([["declined"], ["other"]]);
    expect(html).toContain("<title>Hay 2 datos por corregir · OIM pa</title>");
    expect(history()).toEqual([]);
  });

  it("that lacks something says so with French spacing to those who read French", async () => {
    const typed = { by: "other", byName: "", language: "fr" };
    const html = await (await post(await answerFields("accepted", typed), { query: "?lang=fr" })).text();
    expect(html).toContain('<a href="#byName">Votre nom\u00a0: veuillez remplir ce champ.</a>');
  });

  it("for a day that has passed names the field", async () => {
    const html = await (await post(await answerFields("tentative", { tellBy: "2020-01-01" }))).text();
    expect(html).toMatch(/<a href="#tellBy">[^<]+: Ese día ya pasó/);
  });

  it("without a choice and without a name asks for both at once", async () => {
    const { value: _value, by: _by, ...fields } = await answerFields("accepted");
    const html = await (await post(fields)).text();
    expect(html).toContain('href="#value-accepted"');
    expect(html).toContain('href="#by-other"');
    const other = await (await post({ ...fields, by: "other", byName: "x".repeat(200) })).text();
    expect(other.match(/href="#byName"/g)).toHaveLength(1);
  });

  it("without a choice asks for one", async () => {
    const { value: _, ...fields } = await answerFields("accepted");
    const html = await (await post(fields)).text();
    expect(html).toContain('href="#value-accepted"');
    expect(html).toContain("Elija una de las tres respuestas.");
  });

  it.each([
    ["ten thousand letters", "x".repeat(10_000), 422],
    ["a web address", "Gane en https://malo.example", 422],
    ["nothing that can be seen", "\u200b\u200d\u2060", 422],
    ["no letter and no digit", "---", 422],
    ["right-to-left script", "نورة العتيبي", 303],
    ["control characters", "Ana\u0000\u202e\u0007 Ruiz", 303],
    ["markup", "<script>alert(1)</script>", 303],
  ])("takes or gives back a name of %s", async (_, byName, status) => {
    const sent = await post(await answerFields("accepted", { by: "other", byName }));
    expect(sent.status).toBe(status);
    const html = status === 303 ? await page() : await sent.text();
    expect(html).not.toContain("<script");
    expect(html).not.toContain("\u202e");
    if (status === 422) expect(html).toContain('href="#byName"');
  });

  it("with a field we do not send is refused and keeps what was typed", async () => {
    const back = await post(await answerFields("declined", { reason: "Gira", officeId: "off_x" }));
    expect(back.status).toBe(422);
    expect(await back.text()).toContain("Gira");
    expect(history()).toEqual([]);
  });
});

describe("the calendar menu", () => {
  it("stands once somebody may come, as a file and as addresses without the personal link", async () => {
    expect(await page()).not.toContain(".ics");
    await post(await answerFields("tentative"));
    const html = await page();
    expect(html).toContain(`href="/calendar/${at.token}.ics?lang=`);
    const web = [...html.matchAll(/href="(https:[^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    expect(web.map((href) => new URL(href).hostname)).toEqual(["calendar.google.com", "outlook.live.com", "outlook.office.com"]);
    for (const href of web) expect(decodeURIComponent(href)).not.toContain(at.token);
  });

  it("is gone with a no", async () => {
    await post(await answerFields("declined"));
    expect(await page()).not.toContain(".ics");
  });
});
