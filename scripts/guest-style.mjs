// Bundles the style sheet of the pages without script (components/guest/guest.css and app/tokens.css) for browsers of
// 2018, into public/assets under a name with its hash, and notes that name in public/assets/manifest.json.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "lightningcss";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "public/assets");
const version = (major, minor = 0) => (major << 16) | (minor << 8);

const { code } = bundle({
  filename: join(root, "components/guest/guest.css"),
  minify: true,
  targets: { chrome: version(64), firefox: version(60), safari: version(11, 1), ios_saf: version(11, 3), samsung: version(7, 2) },
});
const name = `guest.${createHash("sha256").update(code).digest("hex").slice(0, 10)}.css`;

mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) if (/^guest\.[0-9a-f]+\.css$/.test(old) && old !== name) rmSync(join(folder, old), { force: true });
writeFileSync(join(folder, name), code);
// Renamed into place: a server that reads it meanwhile never sees half of it.
const manifest = join(folder, "manifest.json");
writeFileSync(`${manifest}.new`, `${JSON.stringify({ "guest.css": `/assets/${name}` })}\n`);
renameSync(`${manifest}.new`, manifest);
