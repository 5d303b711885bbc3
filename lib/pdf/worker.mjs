import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const { folder, fonts } = workerData;

/** Reads nothing but its own templates, the fonts and what came with a job. */
const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontBlobs: fonts.map((path) => readFileSync(path)) }],
});

const told = (error) => error?.shortDiagnostics.map((one) => one.message).join("; ") || "No document came of it.";

function make({ template, data, images, at }) {
  for (const [name, bytes] of Object.entries(images)) compiler.mapShadow(join(folder, name), Buffer.from(bytes));
  try {
    const compiled = compiler.compile({ mainFilePath: join(folder, `${template}.typ`), inputs: { data }, resetRead: true });
    if (!compiled.result) throw new Error(told(compiled.takeError()));
    const stamp = { creationTimestamp: Math.floor(at / 1000) };
    try {
      return compiler.pdf(compiled.result, { pdfStandard: "ua-1", ...stamp });
    } catch {
      // A letter that no font of ours can draw keeps the standard away, and not the paper.
      return compiler.pdf(compiled.result, { pdfTags: true, ...stamp });
    }
  } finally {
    compiler.resetShadow();
    compiler.evictCache(10);
  }
}

parentPort.on("message", ({ id, ...job }) => {
  try {
    parentPort.postMessage({ id, pdf: make(job) });
  } catch (thrown) {
    parentPort.postMessage({ id, error: String(thrown?.message ?? thrown) });
  }
});
