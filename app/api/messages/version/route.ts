import { currentStaff } from "@/app/session";
import { mailVersion } from "@/core/mail/waves/queries";
import { openStore } from "@/db/store";

export const dynamic = "force-dynamic";

const answer = (body: object, status = 200): Response => Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/** Whether anything happened to the mail of the reader's office; a page that lists it asks while it is looked at. */
export async function GET(): Promise<Response> {
  const actor = await currentStaff();
  return actor ? answer({ version: mailVersion(openStore(), actor), since: actor.now, changed: [] }) : answer({}, 401);
}
