import sharp from "sharp";

/** Longest sides and qualities a page is tried at, the best first; the last is still read without effort. */
const tries = [1754, 1400, 1150, 950].flatMap((side) => [72, 58, 45].map((quality) => ({ side, quality })));

/** The bytes a letter of scanned pages should have together; what holds them takes some more. */
const TOGETHER = 270_000;

/**
 * Makes photographs of pages small enough to be sent to small connections together: each upright, on white, as JPEG.
 * The images have been looked through. A page that stays larger even so is given as small as it gets.
 */
export async function lightPages(paths: string[]): Promise<Buffer[]> {
  const room = TOGETHER / paths.length;
  const pages: Buffer[] = [];
  for (const path of paths) {
    let smallest: Buffer | undefined;
    for (const { side, quality } of tries) {
      const bound = { width: side, height: side, fit: "inside", withoutEnlargement: true } as const;
      smallest = await sharp(path).resize(bound).flatten({ background: "#fff" }).jpeg({ quality, mozjpeg: true }).toBuffer();
      if (smallest.length <= room) break;
    }
    if (smallest) pages.push(smallest);
  }
  return pages;
}
