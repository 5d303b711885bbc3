import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { addAgendaItem } from "@/core/briefings/agenda/commands";
import { addAgendaItemInput } from "@/core/briefings/agenda/input";
import { addFollowUp } from "@/core/followups/commands";
import { addFollowUpInput } from "@/core/followups/input";
import { setLogo } from "@/core/offices/logo/commands";
import config from "@/next.config";
import { aStaff, NOW } from "./factories";
import { answerFields, at, change, chosen, DAY, everything, get, nameFields, opened, page, post, say } from "./guest-page";
import { value } from "./invited";

opened();

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

  it("begins with the office's logo where there is one, which stands for its name", async () => {
    const top = async () => /<p class="office">(.*?)<\/p>/s.exec(await page("?lang=en"))?.[1];
    expect(await top()).toBe("IOM pa");
    const sha256 = "a".repeat(64);
    value(setLogo(at.store, aStaff(at.store, at.officeId, "admin"), { sha256, width: 96, height: 32 }));
    expect(await top()).toBe(`<img src="/api/logos/${sha256}" alt="Office pa" width="96" height="32"/>`);
  });

  it("holds everything it says in landmarks", async () => {
    const outside = (await page()).replace(/<main>.*<\/main>/s, "");
    expect(outside).toMatch(/<body><div class="page"><\/div><\/body>/);
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
    expect(rules.find((rule) => rule.source === "/r/:token")?.headers).toContainEqual({
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
