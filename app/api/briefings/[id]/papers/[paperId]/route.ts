import { fileResponse } from "@/app/files";
import { currentStaff } from "@/app/session";
import { findPaper } from "@/core/briefings/materials/queries";
import { openStore } from "@/db/store";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string; paperId: string }> };

const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "private, no-store" } });

/** The bytes of a paper, the newest version or the one asked for (`v`). For staff of its office. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await currentStaff();
  if (!actor) return none(401);
  const { id, paperId } = await params;
  const n = Number(new URL(request.url).searchParams.get("v")) || undefined;
  const paper = findPaper(openStore(), actor, { briefingId: id, materialId: paperId, n });
  return (paper && (await fileResponse(request, paper.file))) ?? none(404);
}

export const HEAD = GET;
