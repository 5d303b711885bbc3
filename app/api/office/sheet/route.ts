import { readFile } from "node:fs/promises";
import { fileResponse } from "@/app/files";
import { seeOther } from "@/app/posted";
import { freshFile, logoOf } from "@/app/printed";
import { isSameOrigin } from "@/app/same-origin";
import { currentStaff } from "@/app/session";
import { keepResult } from "@/app/upload-told";
import { type Arrived, lengthOf, readUpload, whereFew } from "@/app/uploading";
import { setSheet } from "@/core/offices/papers/commands";
import { letterheadOf } from "@/core/offices/papers/queries";
import { canKeepOffice } from "@/core/offices/policy";
import { findOffice } from "@/core/offices/queries";
import { openStore } from "@/db/store";
import { sheetOf } from "@/lib/countries";
import { MOST_SHEET, sheetFault, starterSheet } from "@/lib/docx-sheet";
import { inspectFile } from "@/lib/files/inspect";
import { sizeText } from "@/lib/files/kinds";
import { cleanName } from "@/lib/files/naming";
import { discard, keep } from "@/lib/files/storage";
import { type Translator, translator } from "@/lib/i18n";
import { logError } from "@/lib/log";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "no-store" } });
const answer = (body: object, status: number): Response =>
  Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/** What the fields beside the file may take, bytes; and what an honest sheet unpacks to at most. */
const [FIELDS, UNPACKED] = [16_384, 20_000_000];

/** The office's own sheet for letters, or with `starter` one to begin with. For its administrators. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentStaff();
  if (!actor) return none(401);
  const office = findOffice(openStore(), actor.officeId);
  if (!canKeepOffice(actor, office)) return none(404);
  const t = translator(actor.language);
  if (!new URL(request.url).searchParams.has("starter")) {
    const sheet = office.letterTemplate;
    return (sheet && (await fileResponse(request, { ...sheet, officeId: office.id, kind: "docx" }))) ?? none(404);
  }
  const head = letterheadOf(office, office.language);
  const image = await logoOf(head, office.id);
  const [data] = Object.values(image?.images ?? {});
  const logo = data && office.logo ? { data, width: office.logo.width, height: office.logo.height } : undefined;
  const like = {
    lang: office.language,
    paper: sheetOf(office.country),
    title: t("letters.sheet.title"),
    author: head.name,
    page: "",
    head,
  };
  return freshFile(() => starterSheet(like, logo), t("letters.sheet.title"), "docx", t("letters.programme.busy"));
}

/** Takes the office's own sheet for letters. Answers a plain form with the page that tells, and a script with the same in data. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return none(403);
  const actor = await currentStaff();
  const scripted = request.headers.get("accept") === "application/json";
  const here = paths.letterSheet();
  if (!actor) return scripted ? answer({ signIn: paths.signIn(here) }, 401) : seeOther(paths.signIn(here));
  const store = openStore();
  if (!canKeepOffice(actor, findOffice(store, actor.officeId))) return none(404);
  const t = translator(actor.language);
  const taken = (await whereFew(() => readSheet(request, actor.officeId, t))) ?? { name: "", text: t("papers.upload.busy") };
  if ("text" in taken) {
    if (scripted) return answer({ refused: [taken] }, 422);
    return seeOther(`${paths.letterSheet({ upload: keepResult(actor, { added: [], refused: [taken], values: {} }) })}#told`);
  }
  setSheet(store, actor, taken);
  const to = `${paths.letterhead()}?done=saved`;
  return scripted ? answer({ to }, 200) : seeOther(to);
}

type Refused = { name: string; text: string };
type Taken = { sha256: string; size: number; fileName: string };

async function readSheet(request: Request, officeId: string, t: Translator): Promise<Taken | Refused> {
  if (lengthOf(request) > MOST_SHEET + FIELDS)
    return { name: "", text: t("papers.refused.large", { size: sizeText(MOST_SHEET, t.locale) }) };
  const upload = await readUpload(request);
  if (upload === "broken") return { name: "", text: t("papers.upload.broken") };
  const { files } = upload;
  try {
    const [file] = files;
    if (!file) return { name: "", text: t("papers.upload.none") };
    const taken = await take(file, officeId, t);
    return typeof taken === "string" ? { name: cleanName(file.name), text: taken } : taken;
  } finally {
    for (const file of files) await discard(file.path);
  }
}

/** Looks through a sheet: its bytes like any upload's, then its placeholders. Gives why it is not taken, in words. */
async function take(file: Arrived, officeId: string, t: Translator): Promise<Taken | string> {
  try {
    if (file.cut || file.size > MOST_SHEET) return t("papers.refused.large", { size: sizeText(MOST_SHEET, t.locale) });
    const looked = await inspectFile(file.path, { name: file.name, size: file.size, allowed: ["docx"], unpacked: UNPACKED });
    if (!looked.ok && looked.why === "type") return t("letters.sheet.hint", { size: sizeText(MOST_SHEET, t.locale) });
    if (!looked.ok && looked.why === "acts") return t("letters.sheet.faults.acts");
    if (!looked.ok) return t(`papers.refused.${looked.why}`, { size: sizeText(MOST_SHEET, t.locale) });
    const fault = sheetFault(await readFile(file.path));
    if (fault)
      return t(`letters.sheet.faults.${fault.why}`, { names: "names" in fault ? fault.names.map((name) => `{${name}}`).join(", ") : "" });
    return { ...(await keep(officeId, file.path)), fileName: cleanName(file.name) };
  } catch (thrown) {
    return t("common.form.fault", { code: logError("sheet", thrown) });
  }
}
