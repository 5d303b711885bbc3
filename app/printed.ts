import "server-only";
import { readFile } from "node:fs/promises";
import { type FileKind, fileKinds } from "@/lib/files/kinds";
import { cleanName, dispositionOf } from "@/lib/files/naming";
import { findFile } from "@/lib/files/storage";
import { type AgendaSheet, type Head, PressBusy, renderPdf } from "@/lib/pdf";

/** The logo a sheet names, from the disk; `undefined` for none, or one that is not there any more. */
export async function logoOf({ logo }: Head, officeId: string): Promise<{ images: Record<string, Buffer> } | undefined> {
  const path = logo && (await findFile({ officeId, sha256: logo.file.replace(/\.png$/, "") }));
  return logo && path ? { images: { [logo.file]: await readFile(path) } } : undefined;
}

/** What was made just now, as a download that no page can run; when too many papers are being made, `busy` with 503. */
export async function freshFile(make: () => Promise<Buffer>, name: string, kind: FileKind | "zip", busy: string): Promise<Response> {
  try {
    const bytes = await make();
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": kind === "zip" ? "application/zip" : fileKinds[kind].mime,
        "content-length": String(bytes.length),
        "content-disposition": dispositionOf(cleanName(`${name.replace(/[/\\]/g, "-")}.${kind}`)),
        "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-robots-tag": "noindex",
        "cache-control": "private, no-store",
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof PressBusy)) throw thrown;
    return new Response(busy, { status: 503, headers: { "content-type": "text/plain; charset=utf-8", "retry-after": "60" } });
  }
}

/** The order of a meeting as a PDF to be kept or printed; made anew each time, so that it is what stands now. */
export const printedAgenda = (sheet: AgendaSheet, officeId: string, now: number, busy: string): Promise<Response> =>
  freshFile(
    async () => {
      const logo = await logoOf(sheet.head, officeId);
      const shown = logo ? sheet : { ...sheet, head: { ...sheet.head, logo: null } };
      return renderPdf("agenda", shown, { images: logo?.images, at: now });
    },
    sheet.title,
    "pdf",
    busy,
  );
