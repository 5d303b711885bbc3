import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bin, quietly, root, Stop, say, since } from "./say.mjs";

const stampFile = join(root, "node_modules/.enlace-installed");

/** The lock file and the binary interface of this Node: a newer Node rebuilds the native module. */
const wanted = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(process.versions.modules)
    .digest("hex");

const stamped = () => (existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "");

const isInstalled = () => stamped() === wanted() && existsSync(join(root, bin.next));

/** Refuses to work beside a server that has yet to install the packages: two at once would be in each other's way. */
export function checkInstalled() {
  if (!isInstalled())
    throw new Stop("The packages of this version are not installed. Start the server first (npm start), then the worker.");
}

/** Installs the packages of the lock file when those on disk are not the ones. */
export async function install() {
  const stamp = wanted();
  if (isInstalled()) return;
  const start = Date.now();
  say("Installing packages. The first time takes about two minutes: SQLite is compiled on this machine.");
  rmSync(stampFile, { force: true });
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  // The build needs the development packages too, whatever NODE_ENV says.
  const { code, output } = await quietly(npm[0], [...npm.slice(1), "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) throw new Stop(reason(output));
  writeFileSync(stampFile, stamp);
  say(`Installed in ${since(start)}.`);
}

/** Why npm failed, in a sentence the person can act on; else npm's own last lines. */
function reason(output) {
  if (
    /find Python|not found: make|(make|g\+\+|gcc|cc|c\+\+|clang).{0,20}(not found|No such file)|No Xcode|find Visual Studio/i.test(output)
  )
    return "SQLite could not be compiled: python3, make and a C++ compiler are needed. On Debian or Ubuntu: apt-get install -y python3 make g++. On macOS: xcode-select --install.";
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET/.test(output))
    return "The package registry cannot be reached. Check the network or npm's registry setting, and start again.";
  if (/ENOSPC/.test(output)) return "The disk is full: the packages need about 600 MB.";
  return `The packages could not be installed. npm says:\n${output.split("\n").slice(-12).join("\n")}`;
}
