import { type Locale, regional } from "../locales";

/** What may be uploaded, by the kind its bytes are of: the type it is served as, and how its name may end. */
export const fileKinds = {
  pdf: { mime: "application/pdf", endings: ["pdf"] },
  docx: { mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", endings: ["docx"] },
  pptx: { mime: "application/vnd.openxmlformats-officedocument.presentationml.presentation", endings: ["pptx"] },
  xlsx: { mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", endings: ["xlsx"] },
  png: { mime: "image/png", endings: ["png"] },
  jpg: { mime: "image/jpeg", endings: ["jpg", "jpeg"] },
  webp: { mime: "image/webp", endings: ["webp"] },
} as const;
export type FileKind = keyof typeof fileKinds;

export const imageKinds = ["png", "jpg", "webp"] as const satisfies FileKind[];
export type ImageKind = (typeof imageKinds)[number];

/** Largest file, bytes; most files of one upload, and the whole of it. */
export const MOST_BYTES = 20_000_000;
export const MOST_FILES = 10;
export const MOST_TOGETHER = 100_000_000;

/** The kind a name claims by its ending. */
export function kindOfName(name: string): FileKind | undefined {
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  return (Object.keys(fileKinds) as FileKind[]).find((kind) => (fileKinds[kind].endings as readonly string[]).includes(ending));
}

/** "180 kB", "2.4 MB" as the reader's language writes it. */
export function sizeText(bytes: number, locale: Locale): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(regional[locale], { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
