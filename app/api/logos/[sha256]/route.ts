import { readFile } from "node:fs/promises";
import { findLogo } from "@/core/offices/logo/queries";
import { openStore } from "@/db/store";
import { findFile } from "@/lib/files/storage";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ sha256: string }> };

/** An office's logo, for everybody; the address is that of the bytes, so it is kept for good by whoever has it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const file = findLogo(openStore(), (await params).sha256);
  const path = file && (await findFile(file));
  if (!path) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  return new Response(await readFile(path), {
    headers: {
      "content-type": "image/png",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "x-robots-tag": "noindex",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}

export const HEAD = GET;
