import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";

/** Draws each page of a PDF, its longer side `side` pixels, and gives them one by one; a last word tells how it ended. */
const { path, side, most } = workerData;
const drawn = ({ data, width, height }) =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: 90 })
    .toBuffer();

try {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(readFileSync(path));
  const many = document.getPageCount() > most;
  for (const page of many ? [] : document.pages()) {
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const { data } = await page.render({ scale: side / Math.max(originalWidth, originalHeight), render: drawn, renderFormFields: true });
    parentPort.postMessage({ page: data });
  }
  parentPort.postMessage({ end: many ? "many" : "done" });
} catch {
  parentPort.postMessage({ end: "unreadable" });
}
