import type { Visibility } from "@/db/schema/briefings";
import type { Actor } from "../../kernel/actor";
import { canReadBriefing } from "../policy";

type Material = { officeId: string; briefingId: string; visibility: Visibility; removedAt: number | null };

/** All staff of the office read its papers, removed ones too; an institution's link opens those of its briefing that are meant for it. */
export const canReadMaterial = (actor: Actor, { officeId, briefingId, visibility, removedAt }: Material): boolean =>
  canReadBriefing(actor, { officeId, id: briefingId }) && (actor.kind === "staff" || (visibility !== "staff" && removedAt === null));
