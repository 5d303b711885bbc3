import { describe, expect, it } from "vitest";
import { renderMail } from "@/lib/mail/render";
import { chatText } from "@/lib/mail/text";
import { letter } from "./letters";

const words = (text: string): string[] => text.split(/[\s:>-]+/).filter(Boolean);

/** The readable words of the HTML: without head, preview, comments and tags. */
function wordsOf(html: string): string[] {
  const text = html
    .replace(/<head>.*?<\/head>/s, "")
    .replace(/<div[^>]*data-skip-in-text.*?<\/div><\/div>/s, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<(br|p|h1|h2|td|th|li|a|blockquote)\b[^>]*>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
  return words(text);
}

describe("a rendered message", () => {
  it("says the same words in the same order as HTML and as plain text", async () => {
    const { html, text } = await renderMail(letter(), "es");
    const said = words(text.replace(/https:\/\/\S+/g, "").replace(/^-- $/m, ""));
    expect(wordsOf(html)).toEqual(said);
  });

  it("keeps plain text within 78 columns and addresses whole", async () => {
    const long = `https://enlace.example/r/${"x".repeat(80)}`;
    const content = letter();
    content.blocks.push({ kind: "button", label: "Abrir", href: long }, { kind: "list", items: ["una frase bastante larga ".repeat(12)] });
    const { text } = await renderMail(content, "es");
    const lines = text.split("\n");
    expect(lines).toContain(long);
    for (const line of lines.filter((one) => one !== long)) expect(line.length).toBeLessThanOrEqual(78);
  });

  it("never breaks a line at a no-break space", async () => {
    const { text } = await renderMail(letter({ greeting: `${"a".repeat(72)} 9:00\u00a0a.\u00a0m.` }), "es");
    expect(text).toContain("\n9:00\u00a0a.\u00a0m.\n");
  });

  it("sets a no-break space before the colons of a French text, and of no other", async () => {
    const { text } = await renderMail(letter(), "fr");
    for (const label of ["Fecha", "Lugar", "Sí, asistiremos", "Aún por confirmar", "Tratamiento de datos personales"])
      expect(text).toContain(`${label}\u00a0:`);
    expect((await renderMail(letter(), "es")).text).not.toContain("\u00a0:");
  });

  it("names its language, loads nothing and runs nothing", async () => {
    const { html } = await renderMail(letter(), "fr");
    expect(html).toMatch(/^<!DOCTYPE html><html[^>]* lang="fr"/);
    expect(html).not.toMatch(/<img|<script|<link|url\(|@import/i);
    expect(html).toContain('name="color-scheme" content="light dark"');
  });

  it("shows typed signs as signs", async () => {
    const { html } = await renderMail(letter({ greeting: '<img src=x onerror="alert(1)">' }), "es");
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x");
  });
});

describe("a message for a chat", () => {
  const rows = (label: string, value: string) => letter({ blocks: [{ kind: "facts", rows: [{ label, value }] }] });

  it("writes a day small where it stands amid a sentence, and sets the colon as its language does", () => {
    expect(chatText(rows("Fecha", "Miércoles 16 de diciembre\nde 9:00 a 11:00"), "es")).toContain(
      "Fecha: miércoles 16 de diciembre, de 9:00 a 11:00",
    );
    expect(chatText(rows("Date", "Mardi 1er décembre"), "fr")).toContain("Date\u00a0: mardi 1er décembre");
    expect(chatText(rows("Date", "Tuesday 1 December"), "en")).toContain("Date: Tuesday 1 December");
    expect(chatText(rows("Lugar", "Sala Ancón"), "es")).toContain("Lugar: Sala Ancón");
  });
});
