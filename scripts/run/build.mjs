import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bin, quietly, root, Stop, say, since } from "./say.mjs";

const stampFile = join(root, ".next/enlace-built");
const inputs = [
  "app",
  "components",
  "core",
  "db",
  "lib",
  "messages",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
/** Made from the inputs by us; in the stamp it would make every build stale. */
const made = join("public", "assets");

function* files(path) {
  if (path === made || !existsSync(join(root, path))) return;
  if (statSync(join(root, path)).isFile()) yield path;
  else for (const name of readdirSync(join(root, path)).sort()) yield* files(join(path, name));
}

/** A hash over everything the build is made from. */
function wanted() {
  const hash = createHash("sha256").update(process.versions.node);
  for (const input of inputs)
    for (const path of files(input))
      hash
        .update(path)
        .update("\0")
        .update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

const stamped = () => (existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "");

/** Bundles the style sheet of the pages without script into public/assets, under a name with its hash. */
export async function guestStyle() {
  if (!existsSync(join(root, "scripts/guest-style.mjs"))) return;
  const { code, output } = await quietly(process.execPath, ["scripts/guest-style.mjs"]);
  if (code !== 0) throw new Stop(`The style sheet of the guest pages could not be made:\n${output}`);
}

/** Builds the pages when anything they are made from has changed. */
export async function build() {
  // Taken before: what is edited while the build runs is not in it.
  const before = wanted();
  if (stamped() === before) return;
  const start = Date.now();
  say("Building. This takes about a minute.");
  rmSync(stampFile, { force: true });
  await guestStyle();
  const { code, output } = await quietly(process.execPath, [bin.next, "build"], { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  if (code !== 0) {
    // A failed build can leave a cache in which what was missing stays missing.
    rmSync(join(root, ".next/cache"), { recursive: true, force: true });
    throw new Stop(`The build failed:\n${output}`);
  }
  writeFileSync(stampFile, before);
  say(`Built in ${since(start)}.`);
}
