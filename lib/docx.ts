import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  convertMillimetersToTwip as mm,
  Packer,
  Paragraph,
  TabStopType,
  TextRun,
} from "docx";
import type { LetterSheet, Listed } from "./letters";
import { regional } from "./locales";

const sizes = { "us-letter": { width: mm(215.9), height: mm(279.4) }, a4: { width: mm(210), height: mm(297) } };
const MARGIN = 25;
const soft = "4A5568";

/** Lines of one paragraph, under each other. */
const runs = (lines: string[], look: Partial<ConstructorParameters<typeof TextRun>[0] & object> = {}): TextRun[] =>
  lines.map((text, i) => new TextRun({ text, ...(i > 0 ? { break: 1 } : {}), ...look }));

const plain = (text: string, more: Partial<ConstructorParameters<typeof Paragraph>[0] & object> = {}): Paragraph =>
  new Paragraph({ children: [new TextRun(text)], ...more });

/** The office at the top of the sheet: logo, name and what stands below it, address. */
function headOf({ head }: LetterSheet, logo: { data: Buffer; width: number; height: number } | undefined): Paragraph[] {
  const lines = [...head.lines, ...head.address];
  return [
    ...(logo && head.logo
      ? [
          new Paragraph({
            children: [
              new ImageRun({
                type: "png",
                data: logo.data,
                transformation: { width: logo.width, height: logo.height },
                altText: { name: head.logo.alt, title: head.logo.alt, description: head.logo.alt },
              }),
            ],
            spacing: { after: 120 },
          }),
        ]
      : []),
    new Paragraph({ children: [new TextRun({ text: head.name, bold: true, size: 24 })], spacing: { after: lines.length > 0 ? 40 : 240 } }),
    ...(lines.length > 0
      ? [
          new Paragraph({
            children: runs(lines, { size: 17, color: soft }),
            border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: "B8C0CC", space: 8 } },
            spacing: { after: 360 },
          }),
        ]
      : []),
  ];
}

const listed = (list: Listed | null): Paragraph[] =>
  list
    ? [
        plain(list.label, { heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 60 }, keepNext: true }),
        ...list.items.map((text) => plain(text, { numbering: { reference: list.label, level: 0 }, spacing: { after: 20 } })),
      ]
    : [];

function bodyOf(sheet: LetterSheet): Paragraph[] {
  const right = { alignment: AlignmentType.RIGHT };
  const address = new Paragraph({ children: runs(sheet.address), spacing: { before: 240, after: 240 }, keepLines: true });
  const via = sheet.via ? [plain(sheet.via, { spacing: { after: 240 } })] : [];
  const words = sheet.paragraphs.map((text) => plain(text, { spacing: { after: 180, line: 276 } }));
  if (sheet.kind === "note_verbale")
    return [
      ...via,
      ...words,
      plain(sheet.placeDate, { ...right, spacing: { before: 360 }, keepNext: true }),
      plain((sheet.marks ?? []).join("          "), { ...right, spacing: { before: 600, after: 360 }, keepNext: true }),
      address,
    ];
  const signatory = sheet.signatory
    ? [
        new Paragraph({
          children: [
            new TextRun({ text: sheet.signatory.name, bold: true }),
            ...sheet.signatory.posts.map((text) => new TextRun({ text, break: 1 })),
          ],
          spacing: { before: 1000 },
          keepLines: true,
        }),
      ]
    : [plain("", { spacing: { before: 1000 } })];
  return [
    plain(sheet.placeDate, right),
    address,
    ...via,
    ...(sheet.salutation ? [plain(sheet.salutation, { spacing: { after: 200 } })] : []),
    ...words,
    ...signatory,
  ];
}

/** A letter as a Word document on a clean sheet of ours: for offices that have put no sheet of their own. */
export async function letterDocx(sheet: LetterSheet, logo?: { data: Buffer; width: number; height: number }): Promise<Buffer> {
  const { width } = sizes[sheet.paper];
  const children: FileChild[] = [
    ...headOf(sheet, logo),
    new Paragraph({
      children: [new TextRun(sheet.ref), ...(sheet.enclosed ? [new TextRun({ text: `\t${sheet.enclosed}` })] : [])],
      tabStops: [{ type: TabStopType.RIGHT, position: width - 2 * mm(MARGIN) }],
      spacing: { after: 240 },
    }),
    ...bodyOf(sheet),
    ...listed(sheet.enclosures),
    ...listed(sheet.copies),
  ];
  const document = new Document({
    title: sheet.title,
    creator: sheet.author,
    lastModifiedBy: sheet.author,
    styles: {
      default: {
        document: { run: { font: "Calibri", size: 21, language: { value: regional[sheet.lang] } } },
        heading2: { run: { bold: true, size: 18, color: "1C2430" } },
      },
    },
    numbering: {
      config: [sheet.enclosures, sheet.copies].flatMap((list) =>
        list
          ? [
              {
                reference: list.label,
                levels: [
                  {
                    level: 0,
                    format: LevelFormat.DECIMAL,
                    text: "%1.",
                    alignment: AlignmentType.LEFT,
                    style: { run: { size: 18 }, paragraph: { indent: { left: 360, hanging: 360 } } },
                  },
                ],
              },
            ]
          : [],
      ),
    },
    sections: [
      {
        properties: { page: { size: sizes[sheet.paper], margin: { top: mm(22), bottom: mm(24), left: mm(MARGIN), right: mm(MARGIN) } } },
        footers: {
          default: new Footer({
            children: [new Paragraph({ alignment: AlignmentType.CENTER, children: runs(sheet.head.foot, { size: 16, color: soft }) })],
          }),
        },
        children,
      },
    ],
  });
  return Packer.toBuffer(document);
}
