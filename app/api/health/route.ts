import { join } from "node:path";
import { isCurrent } from "@/db/migrate";
import { openStore } from "@/db/store";

export const dynamic = "force-dynamic";

/** 200 when the database answers and stands where the code expects it, else 503. */
export function GET(): Response {
  try {
    const { raw } = openStore();
    const current = isCurrent(raw, join(process.cwd(), "db/migrations"));
    return Response.json(
      { status: current ? "ok" : "migration_pending" },
      { status: current ? 200 : 503, headers: { "cache-control": "no-store" } },
    );
  } catch {
    return Response.json({ status: "database_unavailable" }, { status: 503, headers: { "cache-control": "no-store" } });
  }
}
