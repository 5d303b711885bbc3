import { refusalText } from "@/app/form-errors";
import { seeOther } from "@/app/posted";
import { kept } from "@/app/pressing";
import { isSameOrigin } from "@/app/same-origin";
import { currentStaff } from "@/app/session";
import { keepResult } from "@/app/upload-told";
import { type Arrived, isTooLong, lengthOf, readUpload, whereFew } from "@/app/uploading";
import { bytesOf } from "@/core/briefings/materials/queries";
import { attachScan, type Scanned } from "@/core/invitations/letters/commands";
import { stampInput } from "@/core/invitations/letters/input";
import { canIssue } from "@/core/invitations/letters/policy";
import { findLetter, type Letter } from "@/core/invitations/letters/queries";
import { LIGHT } from "@/core/invitations/letters/rules";
import type { Staff } from "@/core/kernel/actor";
import { once } from "@/core/kernel/receipts";
import { openStore, type Store } from "@/db/store";
import { env } from "@/lib/env";
import { inspectFile } from "@/lib/files/inspect";
import { imageKinds, MOST_BYTES, MOST_FILES, MOST_TOGETHER, sizeText } from "@/lib/files/kinds";
import { cleanName } from "@/lib/files/naming";
import { pdfPages } from "@/lib/files/pages";
import { lightPages } from "@/lib/files/scan";
import { discard, keep } from "@/lib/files/storage";
import { type Translator, translator } from "@/lib/i18n";
import { logError } from "@/lib/log";
import { paths } from "@/lib/paths";
import { renderPdf } from "@/lib/pdf";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ letterId: string }> };
type Refused = { name: string; text: string };

const scans = ["signed", "receipt"] as const;

const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "no-store" } });
const answer = (body: object, status: number): Response =>
  Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/** Takes the scan of a signed letter or of its stamped receipt. Answers a plain form with the page that tells, and a script with the same in data. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isSameOrigin(request)) return none(403);
  const { letterId } = await params;
  const actor = await currentStaff();
  const scripted = request.headers.get("accept") === "application/json";
  const here = paths.letter(letterId);
  if (!actor) return scripted ? answer({ signIn: paths.signIn(here) }, 401) : seeOther(paths.signIn(here));
  const store = openStore();
  const letter = findLetter(store, actor, letterId);
  if (!letter || !canIssue(actor, letter)) return none(404);
  const t = translator(actor.language);
  const tell = ({ refused, values = {} }: NotTaken): Response =>
    scripted
      ? answer({ refused }, 422)
      : seeOther(`${paths.letter(letterId, { upload: keepResult(actor, { added: [], refused, values }) })}#told`);
  const wrong = (await whereFew(() => take(request, letter, { store, actor, t }))) ?? refusal(t("papers.upload.busy"));
  if (wrong !== "taken") return tell(wrong);
  const to = paths.letter(letterId, { done: "attached" });
  return scripted ? answer({ to }, 200) : seeOther(to);
}

type NotTaken = { refused: Refused[]; values?: Record<string, string> };
type Reader = { store: Store; actor: Staff; t: Translator };

const refusal = (text: string, name = ""): NotTaken => ({ refused: [{ name, text }] });

/** Reads the form and attaches what it brings, once for a form; or says what is wrong, with what was typed beside the file. */
async function take(request: Request, letter: Letter, { store, actor, t }: Reader): Promise<NotTaken | "taken"> {
  if (isTooLong(request)) return refusal(t("papers.upload.together", { size: sizeText(MOST_TOGETHER, t.locale) }));
  if (bytesOf(store, letter.officeId) + lengthOf(request) > env.filesQuota)
    return refusal(t("refusals.files_full", { quota: Math.round(env.filesQuota / 1_000_000) }));
  const upload = await readUpload(request);
  if (upload === "broken") return refusal(t("papers.upload.broken"));
  const { fields, files } = upload;
  const letterId = letter.id;
  const stamp = fields.get("receivedOn") || undefined;
  const values = { which: fields.get("which") ?? "", receivedOn: stamp ?? "" };
  try {
    const which = scans.find((known) => known === values.which);
    if (!which) return refusal(t("common.errors.invalid"));
    const read = stamp === undefined ? undefined : stampInput.safeParse({ letterId, receivedOn: stamp });
    if (read && !read.success) return { ...refusal(t("common.errors.day"), t("letters.letter.receivedField")), values };
    const scan = await scanOf(files, letter, actor.now, t);
    if (Array.isArray(scan)) return { refused: scan, values };
    const input = { letterId, which, receivedOn: stamp };
    const sent = { scope: `${actor.sessionId}:scan`, input: { ...input, scan: scan.sha256 } };
    const outcome = once(store, fields.get("_key") ?? undefined, sent, actor.now, (tx) => attachScan(tx, actor, input, scan));
    return outcome.ok ? "taken" : { ...refusal(refusalText(outcome, t)), values };
  } catch (thrown) {
    return { ...refusal(t("common.form.fault", { code: logError("scan", thrown) })), values };
  } finally {
    for (const file of files) await discard(file.path);
  }
}

/** Looks through what was uploaded: a small PDF stays as it is, a large one and photographs of pages become one small PDF; or what is wrong, file by file. */
async function scanOf(files: Arrived[], letter: Letter, now: number, t: Translator): Promise<Scanned | Refused[]> {
  if (files.length === 0) return [{ name: "", text: t("papers.upload.none") }];
  if (files.length > MOST_FILES) return [{ name: "", text: t("papers.upload.many", { n: MOST_FILES }) }];
  const refused: Refused[] = [];
  const kinds: string[] = [];
  for (const file of files) {
    const size = file.cut ? MOST_BYTES + 1 : file.size;
    const looked = await inspectFile(file.path, { name: file.name, size, allowed: ["pdf", ...imageKinds] });
    if (looked.ok) kinds.push(looked.kind);
    else {
      const why = looked.why === "type" ? t("letters.letter.onlyPdf") : undefined;
      refused.push({
        name: cleanName(file.name),
        text: why ?? t(`papers.refused.${looked.why}`, { size: sizeText(MOST_BYTES, t.locale) }),
      });
    }
  }
  if (refused.length > 0) return refused;
  const [first] = files;
  const alone = kinds.length === 1 && kinds[0] === "pdf" ? first : undefined;
  if (kinds.includes("pdf") && !alone) return [{ name: "", text: t("letters.letter.mixed") }];
  if (alone && alone.size <= LIGHT) return { ...(await keep(letter.officeId, alone.path)), kind: "pdf" };
  const pages = alone ? await pdfPages(alone.path) : files.map((file) => file.path);
  const small = pages && (await lightScan(pages, letter, now));
  const original = alone && (await keep(letter.officeId, alone.path));
  // What cannot be made small enough stays as it came, with the office alone.
  if (original && (!small || small.length > LIGHT)) return { ...original, kind: "pdf" };
  if (!small) throw new Error("No page came of these files.");
  return { ...(await kept(letter.officeId, small)), kind: "pdf", ...(original && { original }) };
}

/** Pages as one PDF under what small connections bear, where that can be. */
async function lightScan(given: (string | Buffer)[], letter: Letter, now: number): Promise<Buffer> {
  const pages = await lightPages(given);
  const images = Object.fromEntries(pages.map((bytes, i) => [`page-${i + 1}.jpg`, bytes]));
  const words = translator(letter.language);
  const sheet = {
    lang: letter.language,
    paper: letter.sheet.paper,
    title: letter.sheet.title,
    author: letter.sheet.author,
    pages: Object.keys(images).map((file, i) => ({ file, alt: words("letters.letter.page", { n: i + 1, number: letter.number }) })),
  };
  return renderPdf("scan", sheet, { images, at: now });
}
