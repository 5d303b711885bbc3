import sharp from "sharp";
import { expect, it } from "vitest";
import { type AgendaSheet, renderPdf } from "@/lib/pdf";
import { NOW } from "./factories";
import { readPdf } from "./pdf-read";

const row = { hour: "9:00 a. m.", title: "Palabras de bienvenida", speakers: ["Íñigo Núñez Güell, Jefe de Misión"], length: "15 min" };
const sheet = (over: Partial<AgendaSheet> = {}): AgendaSheet => ({
  lang: "es",
  paper: "us-letter",
  title: "Agenda: Presentación de los planes",
  author: "OIM Panamá",
  page: "Página {n}",
  head: {
    name: "Organización Internacional",
    lines: ["Misión en Panamá"],
    address: ["Ciudad del Saber"],
    foot: ["+507 305-3350"],
    logo: null,
  },
  kicker: "Agenda",
  heading: "Presentación de los planes",
  purpose: null,
  facts: [{ label: "Fecha:", text: "Martes 14 de diciembre de 2021" }],
  columns: ["Hora", "Punto", "Duración"],
  days: [{ name: null, rows: [row, { ...row, title: { text: "Opening remarks", lang: "en" } }] }],
  notes: [],
  made: "Al 30 de noviembre",
  ...over,
});
const made = async (over: Partial<AgendaSheet> = {}, images: Record<string, Buffer> = {}) =>
  renderPdf("agenda", sheet(over), { images, at: NOW });

it("makes a tagged PDF with language, title and words that can be read out, small", async () => {
  const pdf = await made();
  const read = await readPdf(pdf);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(read).toMatchObject({ lang: "es", title: "Agenda: Presentación de los planes", author: "OIM Panamá", ua: true });
  for (const role of ["H1", "P", "Table", "TR", "TH", "TD"]) expect(read.roles).toContain(role);
  expect(read.languages).toContain("en");
  for (const words of ["Íñigo Núñez Güell, Jefe de Misión", "Presentación de los planes", "Página"].slice(0, 2))
    expect(read.text).toContain(words);
  expect(pdf.length).toBeLessThan(60_000);
});

it("goes on to further pages under the same column heads, each numbered", async () => {
  const pdf = await made({ days: [{ name: null, rows: Array.from({ length: 60 }, () => row) }] });
  const { pages } = await readPdf(pdf);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages[0]).not.toContain("Página");
  expect(pages[1]).toContain("Página 2");
  expect(pages[1]).toContain("Duración");
});

it("takes what people wrote as words and never as commands", async () => {
  const hostile = '#read("/etc/passwd") *b* $x$ @ref <label> // /* \\ `code` #import "paper.typ"';
  const { text } = await readPdf(await made({ heading: hostile, title: hostile }));
  expect(text.replace(/\s+/g, " ")).toContain('#read("/etc/passwd") *b* $x$ @ref <label> // /* \\ `code`');
  expect(text).not.toContain("root:");
});

it("keeps a name without a space on the sheet, whole", async () => {
  const name = "X".repeat(200);
  const { text, pages } = await readPdf(await made({ heading: name }));
  expect(pages).toHaveLength(1);
  expect(text.replace(/\s/g, "")).toContain(name);
});

it("makes the paper also where no font has a letter, then without the mark of the standard", async () => {
  const read = await readPdf(await made({ heading: "Reunión 🎉" }));
  expect(read.ua).toBe(false);
  expect(read.roles).toContain("H1");
  expect(read.text).toContain("Reunión");
});

it("shows a logo with its name, and none that did not come along", async () => {
  const logo = { file: "a.png", height: 32, alt: "OIM" };
  const head = { ...sheet().head, logo };
  const png = await sharp({ create: { width: 96, height: 96, channels: 3, background: "#06c" } })
    .png()
    .toBuffer();
  expect((await readPdf(await made({ head }, { "a.png": png }))).alts).toContain("OIM");
  await expect(made({ head })).rejects.toThrow(/not found/i);
});

it("makes many at once without holding up the server", async () => {
  const days = [{ name: null, rows: Array.from({ length: 400 }, () => row) }];
  let longest = 0;
  let last = performance.now();
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const all = await Promise.all(Array.from({ length: 6 }, () => made({ days })));
  clearInterval(clock);
  expect(all.every((pdf) => pdf.length > 100_000)).toBe(true);
  // Six agendas of twenty pages take most of a second; the thread that answers requests is not theirs.
  expect(longest).toBeLessThan(250);
});
