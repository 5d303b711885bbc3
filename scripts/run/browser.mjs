import { existsSync } from "node:fs";
import { bin, quietly, Stop, say } from "./say.mjs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Where a Chromium of this machine lies, if there is one. */
export const found = () => [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path));

/** The Chromium the browser tests run in; installed when the machine has none. `undefined` means Playwright's own. */
export async function browser() {
  const here = found();
  if (here) return here;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("Installing Chromium for the browser tests.");
    await quietly("apt-get", ["update"]);
    await quietly("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { DEBIAN_FRONTEND: "noninteractive" });
    const installed = found();
    if (installed) return installed;
  }
  const { code, output } = await quietly(process.execPath, [bin.playwright, "install", "--with-deps", "chromium-headless-shell"]);
  if (code !== 0)
    throw new Stop(`The browser tests need Chromium. Install it, or name it in CHROMIUM.\n${output.split("\n").slice(-4).join("\n")}`);
  return undefined;
}
