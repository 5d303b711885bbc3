import { readFile } from "node:fs/promises";
import PizZip from "pizzip";
import sharp from "sharp";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET as printDocx } from "@/app/(staff)/briefings/[id]/letters/docx/route";
import { GET as printPdf } from "@/app/(staff)/briefings/[id]/letters/pdf/route";
import { GET as give } from "@/app/api/letters/[letterId]/[which]/route";
import { POST as attach } from "@/app/api/letters/[letterId]/scan/route";
import { POST as putSheet, GET as sheetFile } from "@/app/api/office/sheet/route";
import { GET as passed } from "@/app/l/[token]/route";
import { printLetters } from "@/app/pressing";
import { GET as own } from "@/app/r/[token]/letter/route";
import { issueLetters, voidLetter } from "@/core/invitations/letters/commands";
import { filesOf, findLetter, letterFiles, letterFor } from "@/core/invitations/letters/queries";
import { passToken } from "@/core/invitations/letters/rules";
import type { Staff } from "@/core/kernel/actor";
import { removeSheet } from "@/core/offices/papers/commands";
import { findOffice } from "@/core/offices/queries";
import type { Store } from "@/db/store";
import { letterDocx } from "@/lib/docx";
import { fillSheet, sheetFault, starterSheet } from "@/lib/docx-sheet";
import { findFile } from "@/lib/files/storage";
import type { LetterSheet } from "@/lib/letters";
import { renderPdf } from "@/lib/pdf";
import { anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, value } from "../invited";
import { readPdf } from "../pdf-read";
import { aPdf, aPhoto } from "./made";

let reader: Staff | undefined;
vi.mock("@/app/session", () => ({ currentStaff: async () => reader }));

const globals = globalThis as { enlaceStore?: Store };
let at: Invited;
let letterId: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  at = invited({ quota: 2 });
  globals.enlaceStore = at.store;
  reader = at.officer;
  letterId =
    value(issueLetters(at.store, at.officer, { briefingId: at.briefingId, invitations: [at.invitationId], count: 1 })).letters[0] ?? "";
  return () => vi.useRealTimers();
});

const sheet: LetterSheet = {
  lang: "es",
  paper: "us-letter",
  title: "OIM-0001/2021: Planes",
  author: "OIM",
  page: "Página {n}",
  head: { name: "Organización", lines: ["Misión en Panamá"], address: [], foot: ["+507"], logo: null },
  kind: "letter",
  draft: null,
  ref: "Ref.: OIM-0001/2021",
  enclosed: "1 anexo",
  via: null,
  address: ["Señora", "Rosa <b>Núñez</b> & {hija}", "Ministerio de Salud"],
  placeDate: "Panamá, 30 de noviembre de 2021",
  salutation: "Señora Ministra:",
  paragraphs: ["Tengo el agrado…", "Hago propicia…"],
  signatory: { name: "Santiago Paz", posts: ["Jefe de Misión"] },
  marks: null,
  enclosures: { label: "Anexos", items: ["Programa"] },
  copies: null,
};
/** The words of a Word file, as a reader sees them. */
const wordsOf = (bytes: Buffer): string =>
  (new PizZip(bytes).file("word/document.xml")?.asText() ?? "")
    .replace(/<w:(br|p)[ />]/g, "\n<")
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
const request = (path: string, init: RequestInit = {}) => new Request(`http://localhost:3000${path}`, init);
const file = (which: string, id = letterId) =>
  give(request(`/api/letters/${id}/${which}`), { params: Promise.resolve({ letterId: id, which }) });
const scan = (files: [string, Buffer][], fields: Record<string, string> = {}, headers: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, text] of Object.entries({ which: "signed", ...fields })) form.set(name, text);
  for (const [name, bytes] of files) form.append("file", new Blob([new Uint8Array(bytes)]), name);
  return attach(
    request(`/api/letters/${letterId}/scan`, { method: "POST", body: form, headers: { accept: "application/json", ...headers } }),
    {
      params: Promise.resolve({ letterId }),
    },
  );
};
const upload = (name: string, bytes: Buffer, headers: Record<string, string> = {}) => {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(bytes)]), name);
  return putSheet(request("/api/office/sheet", { method: "POST", body: form, headers: { accept: "application/json", ...headers } }));
};
const said = async (answer: Response): Promise<string> => JSON.stringify(await answer.json());

describe("a letter as a Word file", () => {
  it("has every word, headings and language, and what people wrote as words", async () => {
    const bytes = await letterDocx(sheet);
    const words = wordsOf(bytes);
    for (const one of [sheet.ref, "Rosa <b>Núñez</b> & {hija}", "Señora Ministra:", "Santiago Paz", "Anexos", "Programa"])
      expect(words).toContain(one);
    expect(new PizZip(bytes).file("word/styles.xml")?.asText()).toContain('w:val="es-PA"');
    expect(new PizZip(bytes).file("word/document.xml")?.asText()).toContain("Heading2");
  });

  it("stands on the office's own sheet, a note verbale without what only letters have", async () => {
    const starter = await starterSheet(sheet);
    expect(sheetFault(starter)).toBeUndefined();
    const letter = wordsOf(fillSheet(starter, sheet));
    for (const one of [sheet.ref, "Rosa <b>Núñez</b> & {hija}", "Hago propicia…", "1. Programa", "Jefe de Misión"])
      expect(letter).toContain(one);
    expect(letter).not.toMatch(/\{(?!hija)|undefined/);
    const note = wordsOf(
      fillSheet(starter, { ...sheet, kind: "note_verbale", salutation: null, signatory: null, marks: ["[iniciales]", "[sello]"] }),
    );
    expect(note).toContain("[iniciales]");
    expect(note).not.toContain("Señora Ministra");
  });

  it("names what is wrong with a sheet: unknown and open placeholders, missing ones, none at all", async () => {
    const on = async (...paragraphs: string[]) => sheetFault(await letterDocx({ ...sheet, address: [], paragraphs }));
    expect(await on("{ref} {body} {nombre} {#note}{fecha}{/note}")).toEqual({ why: "unknown", names: ["fecha", "nombre"] });
    expect(await on("{ref} {body} {#note}")).toMatchObject({ why: "broken_tags", names: ["note"] });
    expect(await on("{ref}")).toEqual({ why: "lacks", names: ["body"] });
    expect(await on("{ref} {#paragraphs}{text}{/paragraphs}")).toBeUndefined();
    expect(sheetFault(Buffer.from("no zip"))).toEqual({ why: "unreadable" });
    // What is typed in a letter would stand in it as a part of the document.
    expect(await on("{ref}", "{@body}")).toEqual({ why: "unknown", names: ["@body"] });
    expect(await on("{ref}", "{body}", "{#paragraphs}", "{@text}", "{/paragraphs}")).toEqual({ why: "unknown", names: ["@text"] });
  });
});

describe("the office's own sheet", () => {
  it("is taken from an administrator, used for letters, given back, and taken away again", async () => {
    const admin = aStaff(at.store, at.officeId, "admin");
    reader = admin;
    const own = await letterDocx({
      ...sheet,
      head: { ...sheet.head, name: "HOJA PROPIA" },
      ref: "{ref}",
      address: [],
      paragraphs: ["{body}"],
    });
    expect((await upload("Hoja.docx", own)).status).toBe(200);
    expect((await sheetFile(request("/api/office/sheet"))).headers.get("content-disposition")).toContain("Hoja.docx");
    expect((await sheetFile(request("/api/office/sheet?starter=1"))).status).toBe(200);
    const draft = await printDocx(request(`/briefings/x/letters/docx?i=${at.invitationId}`), {
      params: Promise.resolve({ id: at.briefingId }),
    });
    expect(wordsOf(Buffer.from(await draft.arrayBuffer()))).toMatch(/HOJA PROPIA[\s\S]*Ministerio MINSA/);
    value(removeSheet(at.store, admin, {}));
    expect(findOffice(at.store, at.officeId).letterTemplate).toBeNull();
    expect((await sheetFile(request("/api/office/sheet"))).status).toBe(404);
  });

  it("is refused with its reason: macros, another kind, a bomb, unknown placeholders; and from anybody else", async () => {
    reader = aStaff(at.store, at.officeId, "admin");
    const good = await starterSheet(sheet);
    const with_ = (name: string, text: string) =>
      new PizZip(good).file(name, text).generate({ type: "nodebuffer", compression: "DEFLATE" });
    expect(await said(await upload("a.docx", with_("word/vbaProject.bin", "x")))).toMatch(/macro|program/i);
    expect((await upload("a.docm", good)).status).toBe(422);
    expect((await upload("a.pdf", aPdf())).status).toBe(422);
    expect((await upload("a.docx", aPdf())).status).toBe(422);
    expect((await upload("a.docx", with_("word/media/x.xml", "0".repeat(25_000_000)))).status).toBe(422);
    expect((await upload("a.docx", Buffer.alloc(2_100_000))).status).toBe(422);
    const unknown = await letterDocx({ ...sheet, address: [], paragraphs: ["{ref} {body} {nombre}"] });
    expect(await said(await upload("a.docx", unknown))).toContain("{nombre}");
    const statuses: number[] = [];
    for (const one of [aStaff(at.store, at.officeId, "officer"), aStaff(at.store, at.officeId, "manager"), undefined]) {
      reader = one;
      statuses.push((await upload("a.docx", good)).status, (await sheetFile(request("/api/office/sheet"))).status);
    }
    reader = aStaff(at.store, at.officeId, "admin");
    statuses.push((await upload("a.docx", good, { "sec-fetch-site": "cross-site" })).status);
    expect(statuses).toEqual([404, 404, 404, 404, 401, 401, 403]);
    expect(findOffice(at.store, at.officeId).letterTemplate).toBeNull();
  });
});

describe("the files of the register", () => {
  it("are made once of the words that were kept, tagged, and given to the office alone", async () => {
    await printLetters(at.store, at.officeId, at.briefingId);
    const [first, again] = [await file("pdf"), await file("pdf")];
    const bytes = new Uint8Array(await first.arrayBuffer());
    expect(Buffer.from(bytes)).toEqual(Buffer.from(await again.arrayBuffer()));
    const read = await readPdf(bytes);
    expect(read).toMatchObject({ lang: "es", ua: true });
    expect(first.headers.get("content-disposition")).toContain("0001-2021.pdf");
    expect(read.text).toContain("Ref.: 0001/2021");
    expect(read.text).toContain("Ministerio MINSA");
    expect(wordsOf(Buffer.from(await (await file("docx")).arrayBuffer()))).toContain("0001/2021");
    expect(letterFiles(at.store)).toHaveLength(2);
    const statuses: number[] = [(await file("signed")).status, (await file("other")).status];
    for (const one of [aStaff(at.store, anOffice(at.store, "cr"), "admin"), undefined]) {
      reader = one;
      statuses.push((await file("pdf")).status);
    }
    expect(statuses).toEqual([404, 404, 404, 401]);
  });

  it("are made when somebody opens them, where the process had ended before", async () => {
    expect(findLetter(at.store, at.officer, letterId)?.pdf).toBeNull();
    expect((await file("pdf")).status).toBe(200);
    expect(findLetter(at.store, at.officer, letterId)?.docx).not.toBeNull();
  });

  it("print together: issued ones as they left, the others as drafts, several Word files in one folder", async () => {
    const other = invited({ store: at.store, officeId: at.officeId, briefingId: at.briefingId, acronym: "MIDES / sede" });
    const params = { params: Promise.resolve({ id: at.briefingId }) };
    const read = await readPdf(new Uint8Array(await (await printPdf(request("/x"), params)).arrayBuffer()));
    expect(read.pages).toHaveLength(2);
    expect(read.text).toContain("0001/2021");
    expect(read.text).toContain("BORRADOR");
    const zip = new PizZip(Buffer.from(await (await printDocx(request("/x"), params)).arrayBuffer()));
    // Two of one rank and no precedence stand in no order: the draft is the first or the second.
    expect(Object.keys(zip.files).sort()).toEqual(["0001-2021 MINSA.docx", expect.stringMatching(/^0[12] MIDES - sede\.docx$/)]);
    const one = await readPdf(new Uint8Array(await (await printPdf(request(`/x?i=${other.invitationId}`), params)).arrayBuffer()));
    expect(one.text).toContain("MIDES");
    reader = aStaff(at.store, anOffice(at.store, "cr"));
    expect([(await printPdf(request("/x"), params)).status, (await printDocx(request("/x"), params)).status]).toEqual([404, 404]);
  });
});

describe("a scan", () => {
  it("of photographs becomes one small PDF, upright, without what hid in them", async () => {
    const photo = await aPhoto();
    const answer = await scan(
      [
        ["1.jpg", photo],
        ["2.jpg", photo],
      ],
      { which: "receipt", receivedOn: "2021-11-30" },
    );
    expect(answer.status).toBe(200);
    const letter = findLetter(at.store, at.officer, letterId);
    expect(letter).toMatchObject({ receivedOn: "2021-11-30", receipt: { kind: "pdf" } });
    expect(letter?.receipt?.size).toBeLessThan(300_000);
    const path = await findFile({ officeId: at.officeId, sha256: letter?.receipt?.sha256 ?? "" });
    const read = await readPdf(new Uint8Array(await readFile(path ?? "")));
    expect(read.pages).toHaveLength(2);
    expect(read.alts).toContain("Página 2 de 0001/2021");
  });

  /** Pages as a scanner makes them: text on paper that is never quite white. */
  const scanned = async (pages: number, grain: number, { each = false } = {}): Promise<Buffer> => {
    const [width, height] = each ? [827, 1169] : [1654, 2339];
    const lines = Array.from(
      { length: 44 },
      (_, i) => `<text x="80" y="${100 + i * 23}" font-size="17">Nota verbal OIM, renglón ${i + 1}</text>`,
    );
    const text = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${lines.join("")}</svg>`);
    const noise = { type: "gaussian", mean: 225, sigma: grain } as const;
    const images: Record<string, Buffer> = {};
    for (let i = 1; i <= (each ? pages : 1); i++)
      images[`${i}.jpg`] = await sharp({ create: { width, height, channels: 3, background: "#fff", noise } })
        .composite([{ input: text }])
        .jpeg({ quality: 92 })
        .toBuffer();
    const all = Array.from({ length: pages }, (_, i) => ({ file: `${each ? i + 1 : 1}.jpg`, alt: "" }));
    return renderPdf("scan", { lang: "es", paper: "a4", title: "Escaneo", author: "Ana Ruiz", pages: all }, { images, at: NOW });
  };
  const signedNow = () => findLetter(at.store, at.officer, letterId)?.signed;
  const bytesOf = async (sha256 = ""): Promise<Uint8Array> =>
    new Uint8Array(await readFile((await findFile({ officeId: at.officeId, sha256 })) ?? ""));

  it("that is a large PDF becomes one under 300 kB with all its pages; the office keeps the original, and its author is not told", async () => {
    const whole = await scanned(2, 6);
    expect(whole.length).toBeGreaterThan(400_000);
    expect((await scan([["escaneo.pdf", whole]])).status).toBe(200);
    const signed = signedNow();
    expect(signed?.size).toBeLessThan(300_000);
    const small = await bytesOf(signed?.sha256);
    const read = await readPdf(small);
    expect(read.pages).toHaveLength(2);
    expect(read.alts).toContain("Página 2 de 0001/2021");
    expect(Buffer.from(small).includes("Ana Ruiz")).toBe(false);
    const kept = await file("signed-original");
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(whole);
    expect(kept.headers.get("content-disposition")).toContain("signed original");
    expect((await file("receipt-original")).status).toBe(404);
    expect(letterFiles(at.store).map(({ sha256 }) => sha256)).toContain(signed?.original?.sha256);
    expect(filesOf(at.store, at.officeId)).toBe(whole.length + (signed?.size ?? 0));
    const outside = await own(request(`/r/${at.token}/letter`), { params: Promise.resolve({ token: at.token }) });
    expect(Buffer.from(await outside.arrayBuffer())).toEqual(Buffer.from(small));
  }, 60_000);

  it("that cannot be read when it is small, or not at all, stays with the office as it came, and the institution sees none", async () => {
    const grainy = await scanned(7, 90, { each: true });
    expect((await scan([["escaneo.pdf", grainy]])).status).toBe(200);
    expect(signedNow()).toMatchObject({ size: grainy.length });
    expect(letterFor(at.store, at.guest())).toBeUndefined();
    const unreadable = Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.alloc(400_000, "x"), Buffer.from("\n%%EOF")]);
    expect((await scan([["raro.pdf", unreadable]])).status).toBe(200);
    expect(signedNow()).toMatchObject({ size: unreadable.length });
    const many = await scanned(21, 6);
    expect((await scan([["muchas.pdf", many]])).status).toBe(200);
    expect(signedNow()).toMatchObject({ size: many.length });
    expect(signedNow()?.original).toBeUndefined();
  }, 120_000);

  it("that is a small PDF is left as it is", async () => {
    const small = aPdf({ info: "/Subject (text)" });
    await scan([["a.pdf", small]]);
    expect(Buffer.from(await bytesOf(signedNow()?.sha256))).toEqual(small);
    expect(signedNow()?.original).toBeUndefined();
  });

  it("is refused with its reason: a PDF that acts, another kind, PDF and photographs together, a day that is none, nothing", async () => {
    const acts = aPdf({ more: "8 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj" });
    const wrong: [[string, Buffer][], Record<string, string>?][] = [
      [[["a.pdf", acts]]],
      [[["a.docx", await letterDocx(sheet)]]],
      [
        [
          ["a.pdf", aPdf()],
          ["b.jpg", await aPhoto()],
        ],
      ],
      [[["a.pdf", aPdf()]], { receivedOn: "2021-02-31" }],
      [[["a.pdf.exe", aPdf()]]],
      [[["a.pdf", aPdf()]], { which: "../x" }],
      [[["a.pdf", aPdf()]], { which: "receipt", receivedOn: "2031-01-01" }],
      [[]],
    ];
    for (const [files, fields] of wrong) expect((await scan(files, fields)).status).toBe(422);
    expect((await scan([["a.pdf", aPdf()]], {}, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    for (const one of [aStaff(at.store, at.officeId, "manager"), aStaff(at.store, anOffice(at.store, "cr"))]) {
      reader = one;
      expect((await scan([["a.pdf", aPdf()]]).catch(() => undefined))?.status).toBe(404);
    }
    expect(findLetter(at.store, at.officer, letterId)).toMatchObject({ signed: null, receipt: null });
  });
});

describe("the letter outside", () => {
  const atLink = (token = at.token) => own(request(`/r/${token}/letter`), { params: Promise.resolve({ token }) });
  const atPass = (token = passToken(letterId)) => passed(request(`/l/${token}`), { params: Promise.resolve({ token }) });

  it("is the signed one, and none before it, at the link and at the address that is passed on; void, it is nowhere", async () => {
    expect((await atLink()).status).toBe(404);
    await printLetters(at.store, at.officeId, at.briefingId);
    expect([(await atLink()).status, (await atPass()).status]).toEqual([404, 404]);
    const signed = aPdf({ info: "/Subject (signed)" });
    expect((await scan([["a.pdf", signed]])).status).toBe(200);
    for (const answer of [await atLink(), await atPass()]) {
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(signed);
      expect(answer.headers.get("content-security-policy")).toContain("sandbox");
      expect(answer.headers.get("x-robots-tag")).toBe("noindex");
    }
    expect((await atPass("let_x.y")).status).toBe(404);
    expect((await atPass("%")).status).toBe(404);
    value(voidLetter(at.store, at.officer, { letterId, reason: "x" }));
    expect([(await atLink()).status, (await atPass()).status]).toEqual([404, 404]);
  });
});
