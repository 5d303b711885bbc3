import "server-only";
import type { Letter } from "@/core/invitations/letters/queries";
import { cleanName } from "@/lib/files/naming";
import { fileResponse } from "./files";

/** A letter as those outside get it: the signed copy where it is attached, else as it was issued. `undefined` where its bytes are not there. */
export async function letterResponse(request: Request, letter: Letter): Promise<Response | undefined> {
  const file = letter.signed ?? letter.pdf;
  if (!file) return undefined;
  const { sha256 } = file;
  return fileResponse(request, {
    officeId: letter.officeId,
    sha256,
    kind: "pdf",
    fileName: cleanName(`${letter.number.replace("/", "-")}.pdf`),
  });
}
