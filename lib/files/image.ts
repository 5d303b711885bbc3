import { rename } from "node:fs/promises";
import sharp from "sharp";
import type { ImageKind } from "./kinds";

/** Most pixels an image may unpack to; a larger one is a mistake or an attack. */
const MOST_PIXELS = 50_000_000;
/** Longest side of an image as it is kept. */
const LONGEST = 4000;

/**
 * Writes an image anew from its pixels, upright: place, camera and whatever else hid in the file are gone. `pixels` is
 * one that is too large to be opened, `broken` one that cannot be.
 */
export async function rewriteImage(path: string, kind: ImageKind): Promise<"done" | "pixels" | "broken"> {
  try {
    const image = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: "error" });
    const { width, height } = await image.metadata();
    if (width * height > MOST_PIXELS) return "pixels";
    const upright = image.autoOrient().resize({ width: LONGEST, height: LONGEST, fit: "inside", withoutEnlargement: true });
    const formats = {
      png: () => upright.png(),
      jpg: () => upright.jpeg({ quality: 86, mozjpeg: true }),
      webp: () => upright.webp({ quality: 86 }),
    };
    await formats[kind]().toFile(`${path}.new`);
    await rename(`${path}.new`, path);
    return "done";
  } catch (thrown) {
    return /pixel limit/i.test(String(thrown)) ? "pixels" : "broken";
  }
}
