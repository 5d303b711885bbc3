import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync, deflateSync } from "node:zlib";
import sharp from "sharp";

/** A file on the disk with these bytes. */
export function onDisk(bytes: Buffer | string, name = "file"): string {
  const path = join(mkdtempSync(join(tmpdir(), "enlace-file-")), name);
  writeFileSync(path, bytes);
  return path;
}

/** A one-page PDF; `more` stands among its objects, `info` in its description. */
export function aPdf({ more = "", info = "", trailer = "" } = {}): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n` +
      `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 144] >>\nendobj\n4 0 obj\n<< /Title (T) ${info} >>\nendobj\n${more}\n` +
      `trailer\n<< /Root 1 0 R /Info 4 0 R ${trailer} >>\nstartxref\n0\n%%EOF\n`,
    "latin1",
  );
}

/** Objects packed into a stream, as newer PDFs keep them. */
export function packed(objects: string, filter = "/FlateDecode"): string {
  const body = deflateSync(Buffer.from(objects, "latin1")).toString("latin1");
  return `9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter ${filter} /Length ${body.length} >>\nstream\n${body}\nendstream\nendobj`;
}

type Part = { name: string; text: string | Buffer; claims?: number };

/** A zip of these parts; a part may claim another size than it has. */
export function aZip(parts: Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, text, claims } of parts) {
    const bytes = Buffer.from(text);
    const body = deflateRawSync(bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(body.length, 14);
    facts.writeUInt32LE(claims ?? bytes.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const head = Buffer.concat([Buffer.from("PK\u0003\u0004"), facts, Buffer.from(name), body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), facts, tail, Buffer.from(name)]));
    local.push(head);
    offset += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\u0005\u0006"), end]);
}

const wordTypes =
  '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

/** A Word document with these parts beside its text. */
export const aDocx = (more: Part[] = [], { types = wordTypes, body = "<w:p/>" } = {}): Buffer =>
  aZip([{ name: "[Content_Types].xml", text: types }, { name: "word/document.xml", text: `<w:document>${body}</w:document>` }, ...more]);

/** What a Word document says of itself. */
export const coreProps = (creator: string, last = creator): Part => ({
  name: "docProps/core.xml",
  text: `<cp:coreProperties><dc:creator>${creator}</dc:creator><cp:lastModifiedBy>${last}</cp:lastModifiedBy></cp:coreProperties>`,
});

/** A photograph that knows where it was taken, turned on its side. */
export const aPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 30, channels: 3, background: "#048" } })
    .withExif({ IFD0: { Copyright: "Ana Ruiz" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "8/1 58/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
