import "server-only";
import type { Letter } from "@/core/invitations/letters/queries";
import { cleanName } from "@/lib/files/naming";
import { fileResponse } from "./files";

/** A letter as those outside get it: its signed copy. `undefined` where there is none. */
export async function letterResponse(request: Request, letter: Letter): Promise<Response | undefined> {
  if (!letter.signed) return undefined;
  const { sha256 } = letter.signed;
  return fileResponse(request, {
    officeId: letter.officeId,
    sha256,
    kind: "pdf",
    fileName: cleanName(`${letter.number.replace("/", "-")}.pdf`),
  });
}
