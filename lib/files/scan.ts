import sharp from "sharp";

/** The longer side of a page as it is drawn, pixels: 150 to the inch. */
export const LONGEST = 1754;

/** What a page is tried at, the best first; below 100 pixels to the inch of a sheet nothing is read without effort. */
const tries = [
  { side: LONGEST, quality: 70, grey: false },
  { side: LONGEST, quality: 50, grey: false },
  { side: 1400, quality: 50, grey: false },
  { side: 1169, quality: 60, grey: false },
  { side: 1169, quality: 45, grey: false },
  { side: 1169, quality: 45, grey: true },
  { side: 1169, quality: 32, grey: true },
];

/** The bytes a letter of scanned pages should have together; what holds them takes some more. */
const TOGETHER = 270_000;

/**
 * Makes pictures of pages small enough to be sent to small connections together: each upright, on white, as JPEG.
 * They have been looked through. A page that stays larger even so is given as small as it gets.
 */
export async function lightPages(given: (string | Buffer)[]): Promise<Buffer[]> {
  const pages: Buffer[] = [];
  let left = TOGETHER;
  for (const [i, page] of given.entries()) {
    const room = left / (given.length - i);
    let smallest: Buffer | undefined;
    for (let at = 0; at < tries.length; ) {
      const { side, quality, grey } = tries[at] as (typeof tries)[number];
      const bound = { width: side, height: side, fit: "inside", withoutEnlargement: true } as const;
      const sized = sharp(page).resize(bound).flatten({ background: "#fff" });
      smallest = await (grey ? sized.grayscale() : sized).jpeg({ quality, mozjpeg: true }).toBuffer();
      if (smallest.length <= room || at === tries.length - 1) break;
      // What is far too large is not made a little smaller first.
      at = Math.min(at + (smallest.length > 2.5 * room ? 4 : 1), tries.length - 1);
    }
    if (!smallest) continue;
    pages.push(smallest);
    left -= smallest.length;
  }
  return pages;
}
