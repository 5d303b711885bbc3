import { countText, foundGroups, itemOf, LONGEST } from "@/app/found";
import { isSameOrigin } from "@/app/same-origin";
import { currentStaff } from "@/app/session";
import { waysFor } from "@/app/ways";
import type { FoundAnswer, FoundGroup } from "@/components/shell/found";
import { findOffice } from "@/core/offices/queries";
import { findByIds } from "@/core/reports/finding/queries";
import { openStore } from "@/db/store";
import { translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { fold } from "@/lib/text";

export const dynamic = "force-dynamic";

/** Results of each kind beside the best one, and records opened last that are shown. */
const SHOWN = 5;
const RECENT = 6;

const answer = (body: object, status = 200): Response => Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/**
 * What the palette shows for what is typed (`q`): records of the reader's office, and ways to create and to go. Without
 * a query, the records opened last (`recent`: identifiers, which alone tell nobody anything). `at` is the page below it.
 */
export async function GET(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return answer({}, 403);
  const actor = await currentStaff();
  if (!actor) return answer({}, 401);
  const store = openStore();
  const t = translator(actor.language);
  const context = { store, actor, office: findOffice(store, actor.officeId), t, locale: actor.language };
  const asked = new URL(request.url).searchParams;
  const q = (asked.get("q") ?? "").slice(0, LONGEST).trim();
  const at = (asked.get("at") ?? "").slice(0, LONGEST);
  if (!q) {
    const ids = (asked.get("recent") ?? "").split(",").slice(0, RECENT);
    const items = findByIds(store, actor, ids).map((found) => itemOf(context, found, ""));
    const recent: FoundGroup[] = items.length > 0 ? [{ id: "recent", title: t("find.recent"), items }] : [];
    return answer({ q, said: "", groups: [...recent, ...waysFor(context, "", { at })] } satisfies FoundAnswer);
  }
  const { best, sure, groups, total } = foundGroups(context, q, SHOWN);
  const institutionId = [...(best ? [best] : []), ...groups.flatMap(({ items }) => items)].find(({ key }) => key.startsWith("ins_"))?.key;
  const ways = waysFor(context, q, { at, institutionId });
  // A page called by what was typed is meant rather than a record that holds it somewhere.
  const begins = ({ items }: FoundGroup) => items.some(({ text }) => fold(text.map((piece) => piece.text).join("")).startsWith(fold(q)));
  const first = sure ? [] : ways.filter(begins);
  const all: FoundGroup = {
    id: "all",
    title: t("find.title"),
    items: [
      {
        key: "all",
        href: paths.search({ q }),
        icon: "search",
        text: [{ text: t("find.all", { n: total, count: countText(context, total), q }) }],
        note: [],
      },
    ],
  };
  return answer({
    q,
    said: total > 0 ? t("find.said", { n: total, count: countText(context, total) }) : t("find.none", { q }),
    none: total > 0 ? undefined : t("find.none", { q }),
    groups: [
      ...first,
      ...(best ? [{ id: "best", title: t("find.best"), items: [best] }] : []),
      ...groups,
      ...ways.filter((group) => !first.includes(group)),
      ...(total > 0 ? [all] : waysFor(context, "", { at }).filter(({ id }) => id === "create" && !ways.some((way) => way.id === id))),
    ],
  } satisfies FoundAnswer);
}
