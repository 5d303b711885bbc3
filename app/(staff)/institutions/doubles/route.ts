import { currentStaff } from "@/app/session";
import { doublesFor } from "@/core/institutions/doubles/queries";
import { findOffice } from "@/core/offices/queries";
import { openStore } from "@/db/store";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { phoneText } from "@/lib/phones";

export const dynamic = "force-dynamic";

const answer = (body: object, status = 200): Response => Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/** Who of the directory may be meant by what is being typed (`kind`, `name` up to three times, `acronym`, `email`). For staff. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentStaff();
  if (!actor) return answer([], 401);
  const asked = new URL(request.url).searchParams;
  const said = (key: string): string[] =>
    asked
      .getAll(key)
      .slice(0, 3)
      .map((text) => text.slice(0, 200));
  const store = openStore();
  if (asked.get("kind") === "person") {
    const found = doublesFor.person(store, actor, { name: said("name")[0], email: said("email")[0]?.trim().toLowerCase() });
    return answer(
      found.map((p) => ({ id: p.id, href: paths.person(p.id), name: p.displayName, more: p.email ?? (p.phone ? phoneText(p.phone) : "") })),
    );
  }
  const found = doublesFor.institution(store, actor, { names: said("name"), acronym: said("acronym")[0] });
  const own = findOffice(store, actor.officeId).language;
  return answer(found.map((i) => ({ id: i.id, href: paths.institution(i.id), name: readText(i.name, own), more: i.acronym ?? "" })));
}
