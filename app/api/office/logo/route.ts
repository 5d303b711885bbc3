import { seeOther } from "@/app/posted";
import { isSameOrigin } from "@/app/same-origin";
import { currentStaff } from "@/app/session";
import { keepResult } from "@/app/upload-told";
import { type Arrived, lengthOf, readUpload, whereFew } from "@/app/uploading";
import { setLogo } from "@/core/offices/logo/commands";
import { canKeepOffice } from "@/core/offices/policy";
import { findOffice } from "@/core/offices/queries";
import { openStore } from "@/db/store";
import { inspectFile } from "@/lib/files/inspect";
import { imageKinds, MOST_BYTES, sizeText } from "@/lib/files/kinds";
import { shrinkLogo } from "@/lib/files/logo";
import { cleanName } from "@/lib/files/naming";
import { discard, keep } from "@/lib/files/storage";
import { type Translator, translator } from "@/lib/i18n";
import { logError } from "@/lib/log";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "no-store" } });
const answer = (body: object, status: number): Response =>
  Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/** What the fields beside the file may take, bytes. */
const FIELDS = 16_384;

/** Takes the logo of the office, for its administrators. Answers a plain form with the page that tells, and a script with the same in data. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return none(403);
  const actor = await currentStaff();
  const scripted = request.headers.get("accept") === "application/json";
  if (!actor) return scripted ? answer({ signIn: paths.signIn(paths.logo()) }, 401) : seeOther(paths.signIn(paths.logo()));
  const store = openStore();
  if (!canKeepOffice(actor, findOffice(store, actor.officeId))) return none(404);
  const t = translator(actor.language);
  const taken = (await whereFew(() => readLogo(request, actor.officeId, t))) ?? { name: "", text: t("papers.upload.busy") };
  if ("text" in taken) {
    const refused = [taken];
    if (scripted) return answer({ refused }, 422);
    return seeOther(`${paths.logo({ upload: keepResult(actor, { added: [], refused, values: {} }) })}#told`);
  }
  setLogo(store, actor, taken);
  const to = `${paths.letterhead()}?done=saved`;
  return scripted ? answer({ to }, 200) : seeOther(to);
}

type Refused = { name: string; text: string };
type Taken = { sha256: string; width: number; height: number };

async function readLogo(request: Request, officeId: string, t: Translator): Promise<Taken | Refused> {
  const size = sizeText(MOST_BYTES, t.locale);
  if (lengthOf(request) > MOST_BYTES + FIELDS) return { name: "", text: t("papers.refused.large", { size }) };
  const upload = await readUpload(request);
  if (upload === "broken") return { name: "", text: t("papers.upload.broken") };
  const { files } = upload;
  try {
    const [file] = files;
    if (!file) return { name: "", text: t("papers.upload.none") };
    const taken = await take(file, officeId, t);
    return "text" in taken ? { name: cleanName(file.name), ...taken } : taken;
  } finally {
    for (const file of files) await discard(file.path);
  }
}

async function take(file: Arrived, officeId: string, t: Translator): Promise<Taken | { text: string }> {
  try {
    const size = file.cut ? MOST_BYTES + 1 : file.size;
    const looked = await inspectFile(file.path, { name: file.name, size, allowed: imageKinds });
    if (!looked.ok && looked.why === "type") return { text: t("office.logo.type") };
    if (!looked.ok) return { text: t(`papers.refused.${looked.why}`, { size: sizeText(MOST_BYTES, t.locale) }) };
    const shown = await shrinkLogo(file.path);
    if (shown === "unseen") return { text: t("office.logo.unseen") };
    if (shown === "broken") return { text: t("papers.refused.broken") };
    const { sha256 } = await keep(officeId, file.path);
    return { sha256, ...shown };
  } catch (thrown) {
    return { text: t("common.form.fault", { code: logError("logo", thrown) }) };
  }
}
