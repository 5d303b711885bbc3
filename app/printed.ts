import "server-only";
import { readFile } from "node:fs/promises";
import { cleanName, dispositionOf } from "@/lib/files/naming";
import { findFile } from "@/lib/files/storage";
import { type AgendaSheet, PressBusy, renderPdf } from "@/lib/pdf";

/** The logo a sheet names, from the disk; a sheet whose logo is not there goes without. */
async function withLogo<S extends Pick<AgendaSheet, "head">>(
  sheet: S,
  officeId: string,
): Promise<{ sheet: S; images: Record<string, Buffer> }> {
  const { logo } = sheet.head;
  const path = logo && (await findFile({ officeId, sha256: logo.file.replace(/\.png$/, "") }));
  if (!logo || !path) return { sheet: { ...sheet, head: { ...sheet.head, logo: null } }, images: {} };
  return { sheet, images: { [logo.file]: await readFile(path) } };
}

/** The order of a meeting as a PDF to be kept or printed; made anew each time, so that it is what stands now. `busy` says so with 503. */
export async function printedAgenda(given: AgendaSheet, officeId: string, now: number, busy: string): Promise<Response> {
  const { sheet, images } = await withLogo(given, officeId);
  try {
    return pdfResponse(await renderPdf("agenda", sheet, { images, at: now }), `${sheet.title}.pdf`);
  } catch (thrown) {
    if (!(thrown instanceof PressBusy)) throw thrown;
    return new Response(busy, { status: 503, headers: { "content-type": "text/plain; charset=utf-8", "retry-after": "60" } });
  }
}

/** Bytes made just now, as a download that no page can run. */
const pdfResponse = (pdf: Buffer, name: string): Response =>
  new Response(new Uint8Array(pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-length": String(pdf.length),
      "content-disposition": dispositionOf(cleanName(name)),
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-robots-tag": "noindex",
      "cache-control": "private, no-store",
    },
  });
