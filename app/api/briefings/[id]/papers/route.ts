import { parseWithZod } from "@conform-to/zod/v4";
import { errorText } from "@/app/form-errors";
import { seeOther } from "@/app/posted";
import { isSameOrigin } from "@/app/same-origin";
import { currentStaff } from "@/app/session";
import { keepResult, type UploadResult } from "@/app/upload-told";
import { type Arrived, isTooLong, lengthOf, readUpload, whereFew } from "@/app/uploading";
import { addMaterial, addVersion, type UploadedFile } from "@/core/briefings/materials/commands";
import { addMaterialInput, addVersionInput } from "@/core/briefings/materials/input";
import { bytesOf } from "@/core/briefings/materials/queries";
import { canPlanBriefings } from "@/core/briefings/policy";
import { findBriefing } from "@/core/briefings/queries";
import type { Staff } from "@/core/kernel/actor";
import { faultOf, type Outcome } from "@/core/kernel/outcome";
import { once } from "@/core/kernel/receipts";
import { openStore, type Store } from "@/db/store";
import { env } from "@/lib/env";
import { inspectFile } from "@/lib/files/inspect";
import { MOST_BYTES, MOST_FILES, MOST_TOGETHER, sizeText } from "@/lib/files/kinds";
import { cleanName } from "@/lib/files/naming";
import { discard, keep } from "@/lib/files/storage";
import { type Translator, translator } from "@/lib/i18n";
import { logError } from "@/lib/log";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };
type Reader = { store: Store; actor: Staff; t: Translator };

/**
 * Takes new papers of a briefing, or a newer version of one (`materialId`). Refuses before it reads what cannot be taken;
 * of several files each stands for itself. Answers a plain form with the page that tells, and a script with the same in data.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isSameOrigin(request)) return new Response(null, { status: 403, headers: { "cache-control": "no-store" } });
  const { id } = await params;
  const actor = await currentStaff();
  const scripted = request.headers.get("accept") === "application/json";
  if (!actor) return scripted ? answer({ signIn: paths.signIn(paths.papers(id)) }, 401) : seeOther(paths.signIn(paths.papers(id)));
  const store = openStore();
  const t = translator(actor.language);
  const briefing = findBriefing(store, actor, id);
  if (!briefing || !canPlanBriefings(actor, briefing)) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const result = (await whereFew(() => takeAll(request, id, { store, actor, t }))) ?? nothingTaken(t("papers.upload.busy"));
  const { added, refused, values } = result;
  if (scripted && added.length === 0) return answer({ refused }, 422);
  const opened = added.length > 0 ? {} : values.materialId ? { renew: values.materialId } : { add: 1 };
  const to = `${paths.papers(id, { ...opened, upload: keepResult(actor, result) })}#told`;
  return scripted ? answer({ to }, 200) : seeOther(to);
}

const answer = (body: object, status: number): Response =>
  Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

const nothingTaken = (text: string): UploadResult => ({ added: [], refused: [{ name: "", text }], values: {} });

async function takeAll(request: Request, briefingId: string, reader: Reader): Promise<UploadResult> {
  const { store, actor, t } = reader;
  if (isTooLong(request)) return nothingTaken(t("papers.upload.together", { size: sizeText(MOST_TOGETHER, t.locale) }));
  if (bytesOf(store, actor.officeId) + lengthOf(request) > env.filesQuota)
    return nothingTaken(t("refusals.files_full", { quota: Math.round(env.filesQuota / 1_000_000) }));
  const upload = await readUpload(request);
  if (upload === "broken") return nothingTaken(t("papers.upload.broken"));
  const { fields, files } = upload;
  const values = Object.fromEntries([...fields].filter(([name]) => !name.startsWith("_")));
  try {
    if (files.length === 0) return { ...nothingTaken(t("papers.upload.none")), values };
    if (files.length > MOST_FILES) return { ...nothingTaken(t("papers.upload.many", { n: MOST_FILES })), values };
    const result: UploadResult = { added: [], refused: [], values };
    for (const [i, file] of files.entries()) {
      const one = await takeOne(file, { briefingId, fields, alone: files.length === 1, key: `${fields.get("_key") ?? ""}-${i}` }, reader);
      if ("id" in one) result.added.push(one.id);
      else result.refused.push({ name: cleanName(file.name), text: one.text });
    }
    return result;
  } finally {
    for (const file of files) await discard(file.path);
  }
}

type Wish = { briefingId: string; fields: URLSearchParams; alone: boolean; key: string };

async function takeOne(file: Arrived, wish: Wish, { store, actor, t }: Reader): Promise<{ id: string } | { text: string }> {
  try {
    const looked = await inspectFile(file.path, { name: file.name, size: file.cut ? MOST_BYTES + 1 : file.size });
    if (!looked.ok) return { text: t(`papers.refused.${looked.why}`, { size: sizeText(MOST_BYTES, t.locale) }) };
    const kept = await keep(actor.officeId, file.path);
    const outcome = write(store, actor, wish, { fileName: cleanName(file.name), kind: looked.kind, found: looked.found, ...kept }, t);
    if ("text" in outcome) return outcome;
    return outcome.ok ? { id: outcome.value.id } : { text: t(`refusals.${outcome.code}`, outcome.params) };
  } catch (thrown) {
    if (faultOf(thrown)) return { text: t("common.form.gone") };
    return { text: t("common.form.fault", { code: logError("upload", thrown) }) };
  }
}

/** Writes the row of a file, once for a form; what a field says wrong is told in its place. */
function write(
  store: Store,
  actor: Staff,
  { briefingId, fields, alone, key }: Wish,
  file: UploadedFile,
  t: Translator,
): Outcome<{ id: string }> | { text: string } {
  const typed = new FormData();
  typed.append("briefingId", briefingId);
  const renews = fields.has("materialId");
  for (const name of renews ? ["materialId"] : ["language", "visibility", "itemId", ...(alone ? ["title"] : [])])
    typed.append(name, fields.get(name) ?? "");
  const submission = renews ? parseWithZod(typed, { schema: addVersionInput }) : parseWithZod(typed, { schema: addMaterialInput });
  if (submission.status !== "success") {
    const [code] = Object.values(submission.error ?? {}).flat();
    return { text: errorText(code ?? "", t) ?? t("common.errors.invalid") };
  }
  const input = submission.value;
  const sent = { scope: `${actor.sessionId}:upload`, input: { ...input, file } };
  return once(store, key.length > 8 ? key.slice(0, 64) : undefined, sent, actor.now, (tx) =>
    "materialId" in input ? addVersion(tx, actor, input, file) : addMaterial(tx, actor, input, file),
  );
}
