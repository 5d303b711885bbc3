import { rename, writeFile } from "node:fs/promises";
import sharp from "sharp";

/** A logo stands 32 px high, a long one lower; pages of institutions are read on small connections, hence its bytes are few. */
const HIGH = 32;
const WIDE = 160;
const MOST_BYTES = 12_000;
/** The side to which a larger image is brought before its margins are looked for. */
const MOST_PIXELS = 1920;
/** A logo without one point darker than this is lost on white. */
const LIGHTEST = 200;

/** How many pixels of the image stand for one of the page, and in how many colours: the first that is small enough is taken. */
const tries = [3, 2, 1].flatMap((scale) => [256, 64, 16].map((colours) => ({ scale, colours })));

/**
 * Makes a logo of an image that was looked through: a small PNG, which every browser reads, on white and without the white margins round it.
 * Gives the size it is shown at; `unseen` for one of which white paper shows nothing, `broken` for one nothing can be made of.
 */
export async function shrinkLogo(path: string): Promise<{ width: number; height: number } | "unseen" | "broken"> {
  try {
    const bound = { width: MOST_PIXELS, height: MOST_PIXELS, fit: "inside", withoutEnlargement: true } as const;
    const onWhite = await sharp(path).resize(bound).flatten({ background: "#fff" }).png().toBuffer();
    const { channels } = await sharp(onWhite).stats();
    if (channels.every(({ min }) => min > LIGHTEST)) return "unseen";
    for (const { scale, colours } of tries) {
      const { data, info } = await sharp(onWhite)
        .trim({ background: "#fff" })
        .resize({ width: WIDE * scale, height: HIGH * scale, fit: "inside", withoutEnlargement: true })
        .png({ palette: true, colours, effort: 10, compressionLevel: 9 })
        .toBuffer({ resolveWithObject: true });
      if (data.length > MOST_BYTES) continue;
      await writeFile(`${path}.new`, data);
      await rename(`${path}.new`, path);
      const shown = Math.min(HIGH / info.height, WIDE / info.width);
      return { width: Math.max(1, Math.round(info.width * shown)), height: Math.max(1, Math.round(info.height * shown)) };
    }
    return "broken";
  } catch {
    return "broken";
  }
}
