import { newestWith } from "@/db/search";
import type { Store } from "@/db/store";
import { fold, searchWords } from "@/lib/text";
import { type Planned, plannedOf } from "../../invitations/planning/queries";
import { invitationsByIds } from "../../invitations/queries";
import type { Staff } from "../../kernel/actor";
import { type MessageFilter, PAGE } from "../listing/queries";

export type PlannedPage = { rows: Planned[]; total: number; page: number; pages: number };

/** Institutions or briefings of the office that a word finds: as many as a plan can be about. */
const found = (store: Store, { officeId }: Staff, kind: "institution" | "briefing", word: string): Set<string> =>
  new Set(newestWith(store, officeId, kind, word, 5000));

/** What leaves by itself if nothing changes, found like a message, the soonest first. */
export function expected(store: Store, actor: Staff, { briefingId, batchId, kind, language, q = "" }: MessageFilter): Planned[] {
  if (batchId) return [];
  const planned = plannedOf(store, actor, { briefingId }).filter((one) => !kind || one.kind === kind);
  const ids = planned.map((one) => one.invitationId);
  const invited = language ? invitationsByIds(store, actor.officeId, ids) : undefined;
  const inLanguage = invited ? planned.filter((one) => invited.get(one.invitationId)?.language === language) : planned;
  return searchWords(q).reduce((left, word) => {
    const [institutions, briefings] = [found(store, actor, "institution", word), found(store, actor, "briefing", word)];
    return left.filter(
      (one) =>
        fold(`${one.toName} ${one.toAddress}`).includes(word) || institutions.has(one.institutionId) || briefings.has(one.briefingId),
    );
  }, inLanguage);
}

/** A page of what leaves by itself if nothing changes. */
export function pageOf(rows: Planned[], page: number): PlannedPage {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  return { rows: rows.slice((at - 1) * PAGE, at * PAGE), total: rows.length, page: at, pages };
}
