import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/r/[token]/route";
import { addAgendaItem } from "@/core/briefings/agenda/commands";
import { addAgendaItemInput } from "@/core/briefings/agenda/input";
import { addFollowUp } from "@/core/followups/commands";
import { addFollowUpInput } from "@/core/followups/input";
import { answersOf } from "@/core/invitations/answers/queries";
import { delegationsOf } from "@/core/invitations/delegation/queries";
import { revokeLink } from "@/core/invitations/links/commands";
import { linkToken } from "@/core/invitations/links/rules";
import { briefings, delegateNeeds, invitationLinks, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import config from "@/next.config";
import { anOffice, NOW } from "./factories";
import { type Invited, invited, value } from "./invited";

const globals = globalThis as { enlaceStore?: Store; enlaceGuestLimits?: unknown };
const DAY = 86_400_000;
let at: Invited;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  at = invited({ briefing: { state: "inviting" } });
  globals.enlaceStore = at.store;
  globals.enlaceGuestLimits = undefined;
});
afterEach(() => {
  vi.useRealTimers();
  globals.enlaceStore = undefined;
});

const url = (token: string, query = "") => `http://localhost:3000/r/${token}${query}`;
const context = (token: string) => ({ params: Promise.resolve({ token }) });
const get = (query = "", token = at.token, headers: Record<string, string> = {}) =>
  GET(new Request(url(token, query), { headers }), context(token));
const post = (
  fields: Record<string, string | string[]>,
  { token = at.token, query = "", headers = {} }: { token?: string; query?: string; headers?: Record<string, string> } = {},
) => {
  const body = new URLSearchParams(Object.entries(fields).flatMap(([k, v]) => [v].flat().map((one) => [k, one])));
  return POST(new Request(url(token, query), { method: "POST", body, headers }), context(token));
};
const page = async (query = "", token?: string) => (await get(query, token)).text();
/** The option of a group that is chosen. */
const chosen = (html: string, name: string) =>
  [...html.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`name="${name}"`) && tag.includes(' checked=""'))
    .map((tag) => / value="([^"]*)"/.exec(tag)?.[1]);
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";

/** The fields of the page's answer form, filled in. */
async function answerFields(says: string, more: Record<string, string> = {}) {
  const html = await page("?edit=answer");
  const [key, basedOn, notice, language] = ["key", "basedOn", "notice", "language"].map((name) => hidden(html, name));
  return {
    act: "answer",
    key: key ?? "",
    basedOn: basedOn ?? "",
    notice: notice ?? "",
    language: language ?? "",
    value: says,
    by: at.personId,
    ...more,
  };
}
/** The fields of the page's form of names, with these rows ticked. */
async function nameFields(rows: string[], more: Record<string, string | string[]> = {}) {
  const html = await page("?edit=names");
  const [key, stamp, notice, language] = ["key", "stamp", "notice", "language"].map((name) => hidden(html, name));
  const all = [...html.matchAll(/name="rows" value="([^"]*)"/g)].map((m) => m[1] ?? "");
  return { act: "names", key: key ?? "", stamp: stamp ?? "", notice: notice ?? "", language: language ?? "", rows: all, in: rows, ...more };
}
const say = async (says: string, more: Record<string, string> = {}) => {
  const answer = await post(await answerFields(says, more));
  expect(answer.status).toBe(303);
};
const history = () => answersOf(at.store, at.officeId, [at.invitationId]).get(at.invitationId) ?? [];
const delegation = () => delegationsOf(at.store, at.officeId, [at.invitationId]).get(at.invitationId) ?? [];
const change = (set: Partial<typeof briefings.$inferInsert>) =>
  at.store.db.update(briefings).set(set).where(eq(briefings.id, at.briefingId)).run();

/** Everything the database holds, row by row. */
const everything = () => {
  const tables = at.store.raw.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
  return JSON.stringify(tables.map(({ name }) => [name, at.store.raw.prepare(`select * from "${name}"`).all()]));
};

describe("the page of an invitation", () => {
  it("changes nothing, whoever opens it and whatever the address says", async () => {
    const before = everything();
    for (const query of ["", "?a=yes", "?a=no", "?lang=fr", "?edit=answer", "?edit=names", "?act=answer&value=accepted&by=other&byName=x"])
      expect((await get(query)).status).toBe(200);
    expect(everything()).toBe(before);
  });

  it("dates the agenda of a meeting that passes midnight, and no other", async () => {
    const add = (kind: string, minutes: number) =>
      value(addAgendaItem(at.store, at.officer, addAgendaItemInput.parse({ briefingId: at.briefingId, kind, minutes })));
    add("opening", 60);
    add("presentation", 60);
    expect(await page()).not.toContain('id="day-');
    change({ startsLocal: "2021-12-14T22:00", endsLocal: "2021-12-15T00:30" });
    add("closing", 30);
    const html = await page("?lang=fr");
    const days = [...html.matchAll(/<p class="sub" id="day-[^"]*">([^<]*)<\/p>/g)].map(([, day]) => day);
    expect(days).toEqual(["Mardi 14 décembre 2021", "Mercredi 15 décembre 2021"]);
    expect(html.indexOf("Mercredi 15")).toBeLessThan(html.indexOf('dateTime="2021-12-15T00:00"'));
  });

  it("has no script, no inline style and no foreign address to load from, in every state and language", async () => {
    const look = async (query: string) => {
      const html = await page(query);
      expect(html).not.toMatch(/<script|javascript:| on[a-z]+="| style="|<iframe|<img/i);
      expect(html.match(/<link [^>]*href="[^"]*"/g)?.every((link) => link.includes('href="/'))).toBe(true);
    };
    for (const lang of ["en", "es", "fr"]) await look(`?lang=${lang}`);
    await say("accepted");
    await look("");
    change({ state: "held" });
    await look("");
  });

  it("answers with headers that allow no script, no keeping and no trace", async () => {
    const { headers } = await get();
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("shows a preview nothing but the office's name", async () => {
    const head = /<head>.*<\/head>/s.exec(await page())?.[0] ?? "";
    expect(head).toContain("<title>OIM pa</title>");
    expect(head).not.toContain("Planes para 2022");
    expect(head).not.toContain("MINSA");
  });

  it("leaves uncompressed and of a type the framework compresses: an encoding of its own would lose its header", async () => {
    const answer = await get("", at.token, { "accept-encoding": "gzip, deflate, br" });
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(await answer.text()).toMatch(/^<!DOCTYPE html>/);
    const rules = (await config.headers?.()) ?? [];
    expect(rules.find((rule) => rule.source === "/r/:path*")?.headers).toContainEqual({
      key: "Content-Type",
      value: answer.headers.get("content-type"),
    });
    expect(config.compress).not.toBe(false);
  });

  it("stays under 60 kB for the whole first visit", async () => {
    execFileSync(process.execPath, ["scripts/guest-style.mjs"]);
    const { "guest.css": css = "" } = JSON.parse(readFileSync("public/assets/manifest.json", "utf8")) as Record<string, string>;
    const html = gzipSync(await page());
    const style = gzipSync(readFileSync(join("public", css)));
    const font = readFileSync("public/fonts/public-sans-latin.woff2");
    expect(html.length + style.length + font.length).toBeLessThan(60_000);
  });

  it("asks first, with the answer of the mail marked and not sent", async () => {
    const html = await page("?a=maybe");
    expect(html).toContain("¿Asistirá el Ministerio MINSA?");
    expect(chosen(html, "value")).toEqual(["tentative"]);
    expect(html).toContain("Falta enviar");
    expect(chosen(html, "by")).toEqual([at.personId]);
    expect(html).toContain(`href="/r/${at.token}?a=maybe&amp;lang=fr"`);
    expect(html).not.toContain('id="names"');
    expect(html.indexOf("Usamos estos datos")).toBeLessThan(html.indexOf("Enviar respuesta"));
  });

  it("asks who answers where the mailbox is shared", async () => {
    at.store.raw.prepare("update person set shared_mailbox = 1").run();
    const html = await page();
    expect(html).not.toContain(at.personId);
    expect(html).toContain('name="byName"');
    expect((await post(await answerFields("accepted", { by: "other" }))).status).toBe(422);
  });
});

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

describe("names", () => {
  beforeEach(() => say("accepted"));

  it("are saved in one tap for a known person and two fields for a new one", async () => {
    const sent = await post(
      await nameFields([at.personId, "new1"], {
        head: at.personId,
        "name.new1": "Iguandili Pérez",
        "post.new1": "Especialista",
        "mode.new1": "online",
      }),
    );
    expect(sent.status).toBe(303);
    expect(delegation()).toMatchObject([
      { name: "Ana Ruiz MINSA", role: "head", mode: "on_site" },
      { name: "Iguandili Pérez", post: "Especialista", mode: "online" },
    ]);
    const html = await page();
    expect(html).toContain("2 personas nombradas. No hace falta nada más");
    expect(html).toContain("Cambiar los nombres");
  });

  it("mark who of them waits for a seat, and nobody else", async () => {
    const row = (i: number, name: string) => ({ [`name.new${i}`]: name, [`post.new${i}`]: "x" });
    await post(await nameFields(["new1", "new2"], { ...row(1, "Uno"), ...row(2, "Dos") }));
    await post(await nameFields([...delegation().map((d) => d.id), "new1"], row(1, "Tres")));
    const marked = [...(await page()).matchAll(/<bdi>([^<]*)<\/bdi><small> ([^<]*)<\/small>/g)].map(([, name, small]) => [name, small]);
    expect(marked).toEqual(
      expect.arrayContaining([
        ["Uno", "x"],
        ["Dos", "x"],
        ["Tres", "x · en espera de cupo"],
      ]),
    );
  });

  it("never show a stored address or need again, and keep both through a later save", async () => {
    await post(
      await nameFields(["new1"], {
        "name.new1": "Uno",
        "post.new1": "x",
        "email.new1": "uno.secreto@minsa.example",
        "need.new1": "silla de ruedas",
        "access.new1": ["step_free", "captions"],
        "photo.new1": "yes",
      }),
    );
    const [uno] = delegation();
    const html = await page("?edit=names");
    expect(html).not.toContain("secreto");
    expect(html).not.toContain("silla de ruedas");
    expect(html).toContain("u…@minsa.example");
    expect(chosen(html, `photo.${uno?.id}`)).toEqual(["yes"]);
    expect(chosen(html, `list.${uno?.id}`)).toEqual([]);
    await post(await nameFields([uno?.id ?? ""], { [`name.${uno?.id}`]: "Uno Dos" }));
    expect(delegation()).toMatchObject([{ name: "Uno Dos", email: "uno.secreto@minsa.example" }]);
    expect(at.store.db.select().from(delegateNeeds).all()).toMatchObject([{ note: "silla de ruedas", access: ["step_free", "captions"] }]);
  });

  it("beyond the quota wait, and the page says so", async () => {
    await post(
      await nameFields([at.personId, "new1", "new2"], { "name.new1": "Uno", "post.new1": "x", "name.new2": "Dos", "post.new2": "x" }),
    );
    expect(await page()).toContain("1 persona espera un cupo: la institución tiene 2.");
  });

  it("hold seats to be designated, and ask for them", async () => {
    await post(await nameFields([], { hold: "yes", holds: "2" }));
    expect(at.row()).toMatchObject({ named: 0, toDesignate: 2 });
    expect(await page()).toContain("Se reservan 2 cupos");
  });

  it("written without a tick, ticked without a name or without a post come back with the place to look at", async () => {
    const back = await post(await nameFields(["new2"], { "name.new1": "Sin marcar", "post.new1": "x" }));
    const html = await back.text();
    expect(back.status).toBe(422);
    expect(html).toContain('href="#in-new1"');
    expect(html).toContain('href="#name-new2"');
    expect(html).toContain("Sin marcar");
    const third = await (await post(await nameFields(["new1"], { "name.new1": "Uno" }))).text();
    expect(third).toContain('href="#post-new1"');
    expect(delegation()).toEqual([]);
  });

  it("with the same fault in two rows come back with whose it is in each line", async () => {
    const rows = await nameFields(["new1", "new2"], { "name.new1": "Uno", "name.new2": "Dos", "email.new2": "dos@" });
    const html = await (await post(rows)).text();
    const n = (rows.rows as string[]).indexOf("new2") + 1;
    expect(html).toContain('<a href="#post-new1">Uno, Cargo: complete este dato.</a>');
    expect(html).toContain('<a href="#post-new2">Dos, Cargo: complete este dato.</a>');
    expect(html).toMatch(/<a href="#email-new2">Dos, Correo[^<]*: [^<]*<\/a>/);
    const empty = await (await post(await nameFields(["new1", "new2"]))).text();
    expect(empty).toMatch(new RegExp(`<a href="#name-new2">Persona ${n}: [^<]+</a>`));
  });

  it("saved by somebody else meanwhile are shown beside those typed, and neither is lost", async () => {
    const mine = await nameFields(["new1"], { "name.new1": "Mía", "post.new1": "x" });
    await post(await nameFields(["new1"], { "name.new1": "Ajena", "post.new1": "x" }));
    const back = await post({ ...mine, key: "another" });
    const html = await back.text();
    expect(back.status).toBe(422);
    expect(html).toContain("Guardado entretanto: Ajena");
    expect(html).toMatch(/value="Mía"/);
    const [other] = delegation();
    const again = {
      ...mine,
      key: "third",
      stamp: hidden(html, "stamp"),
      rows: [other?.id ?? "", ...(mine.rows as string[])],
      in: [other?.id ?? "", "new1"],
    };
    expect((await post(again)).status).toBe(303);
    expect(delegation().map((d) => d.name)).toEqual(["Ajena", "Mía"]);
  });

  it("with fields, rows or people we did not send are refused", async () => {
    const other = invited({ acronym: "MIDES", store: at.store, officeId: at.officeId, briefingId: at.briefingId });
    const hostile: Record<string, string | string[]>[] = [
      { "seat.new1": "seated" },
      { rows: ["inv_1"] },
      { rows: [other.personId], in: [other.personId] },
    ];
    for (const more of hostile) expect((await post(await nameFields([], more))).status).toBe(422);
    expect(delegation()).toEqual([]);
  });
});

describe("every state", () => {
  const say2 = () => say("accepted");

  it("says that the reply-by day has passed and takes the answer, marked late", async () => {
    vi.setSystemTime(Date.parse("2021-12-05T15:00:00Z"));
    expect(await page()).toContain("La fecha de respuesta, 3 de diciembre, ya pasó.");
    await say2();
    expect(await page()).toContain("Llegó después del 3 de diciembre; la oficina confirmará los cupos.");
  });

  it.each([
    [{ state: "under_way" }, "La reunión ya comenzó."],
    [{ state: "held" }, "La reunión se celebró el martes 14 de diciembre de 2021."],
    [{ state: "closed" }, "La reunión se celebró el martes 14 de diciembre de 2021."],
    [{ state: "cancelled" }, "La reunión se canceló. Le ofrecemos disculpas por los inconvenientes."],
    [{ state: "postponed", dateOpen: true }, "La nueva fecha se anunciará oportunamente."],
  ] as const)("has its words and no form for %j", async (set, words) => {
    await say2();
    change(set);
    const html = await page("?edit=answer");
    expect(html).toContain(words);
    expect(html).not.toContain("<form");
    expect(html).toContain("¿Preguntas?");
  });

  it("promises no seat and shows no papers of a meeting that is off", async () => {
    change({ accessNotes: { es: "Entrada por la calle 50" } });
    await say2();
    await post(await nameFields(["new1", "new2"], { "name.new1": "Uno", "post.new1": "x", "name.new2": "Dos", "post.new2": "x" }));
    at.store.raw.prepare("update invitation set conflict = 1").run();
    at.store.raw.prepare("update delegate set seat = 'waiting' where name = 'Dos'").run();
    expect(await page()).toContain("1 persona espera");
    change({ state: "held" });
    expect(await page()).not.toContain("1 persona espera");
    change({ state: "cancelled" });
    const html = await page();
    for (const words of ["en espera de cupo", "1 persona espera", "calle 50", "Dos"]) expect(html).not.toContain(words);
    expect(html).toContain("¿Preguntas?");
  });

  it("says in which language the office wrote what was agreed", async () => {
    const agreed = { what: "Compartir el protocolo", lead: `institution:${at.institutionId}`, dueOn: "2021-11-01" };
    value(addFollowUp(at.store, at.officer, addFollowUpInput.parse(agreed)));
    await say2();
    expect(await page()).toContain("<p>Compartir el protocolo</p>");
    expect(await page("?lang=fr")).toContain('<p lang="es">Compartir el protocolo</p>');
  });

  it("gives the office's telephone once the meeting has begun", async () => {
    at.store.raw.prepare("update office set contact_phone = '+507 000-0142'").run();
    change({ state: "under_way" });
    expect(await page()).toContain('class="btn" href="tel:+5070000142"');
    expect((await post({ act: "answer", value: "accepted", by: at.personId, language: "es" })).status).toBe(422);
  });

  it("asks whether a new date suits, with old and new date and the earlier answer marked", async () => {
    await say2();
    vi.setSystemTime(NOW + DAY);
    const before = { state: "inviting", startsLocal: "2021-12-10T09:00", endsLocal: "2021-12-10T11:00", dateOpen: false, replyBy: null };
    at.store.raw
      .prepare("insert into briefing_state (id, office_id, briefing_id, state, at, before) values ('bst_1', ?, ?, 'postponed', ?, ?)")
      .run(at.officeId, at.briefingId, NOW + 1, JSON.stringify(before));
    change({ state: "postponed" });
    const html = await page();
    expect(html).toContain("¿Le conviene la nueva fecha?");
    expect(html).toContain("en lugar del <del>viernes 10 de diciembre de 2021</del>");
    expect(chosen(html, "value")).toEqual(["accepted"]);
    expect(html).toContain("Confirmar la respuesta");
    await say2();
    expect(await page()).toContain("Respuesta recibida");
  });
});

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
