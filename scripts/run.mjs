import { browser } from "./run/browser.mjs";
import { build } from "./run/build.mjs";
import { check, processes, sum, tally } from "./run/check.mjs";
import { awaitDatabase, prepareDatabase } from "./run/database.mjs";
import { checkInstalled, install } from "./run/install.mjs";
import { journeys } from "./run/journeys.mjs";
import { mailbox } from "./run/mailbox.mjs";
import { bin, inFront, Stop, say } from "./run/say.mjs";
import { develop, serve } from "./run/serve.mjs";
import {
  checkAddresses,
  checkDataDir,
  checkNode,
  checkPort,
  checkProvider,
  checkSigning,
  checkWorker,
  dataDir,
  readSettings,
} from "./run/surroundings.mjs";

/** What a server needs before it may start, cheapest first, so that a mistake shows at once. */
async function ready() {
  checkAddresses();
  checkProvider();
  checkWorker();
  checkSigning();
  checkDataDir();
  await checkPort();
  await install();
  await prepareDatabase();
}

/** Says how it went, in the one line that machines read, and gives the exit code. */
function closing({ passed, failed, skipped }) {
  say(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  return failed > 0 ? 1 : 0;
}

const commands = {
  async start() {
    await ready();
    await build();
    return serve();
  },
  async dev() {
    await ready();
    return develop();
  },
  async worker() {
    checkAddresses();
    checkWorker();
    checkSigning();
    checkDataDir();
    checkInstalled();
    await awaitDatabase();
    return inFront(["--import", "tsx", "scripts/worker.ts"], { NODE_ENV: "production", DATA_DIR: dataDir() });
  },
  async check() {
    await install();
    return closing(await check());
  },
  async test() {
    await install();
    const chromium = await browser();
    await mailbox();
    const checked = sum([await check(), await processes()]);
    try {
      await build();
    } catch (thrown) {
      say(thrown.message);
      return closing(sum([checked, tally(0, 1)]));
    }
    return closing(sum([checked, tally(1), await journeys(chromium)]));
  },
  async bench(...args) {
    await install();
    await build();
    return inFront(["--import", "tsx", "tests/bench/run.ts", ...args], { NODE_ENV: "production" });
  },
  async admin(...args) {
    // Whoever opens an office from the command line wants no demo first.
    process.env.DEMO ??= "0";
    checkAddresses();
    checkDataDir();
    await install();
    await prepareDatabase();
    return inFront(["--import", "tsx", "scripts/admin.ts", ...args], { NODE_ENV: "production" });
  },
  async "mail:test"(...args) {
    checkAddresses();
    checkSigning();
    checkDataDir();
    await install();
    return inFront(["--import", "tsx", "scripts/mail-test.ts", ...args], { NODE_ENV: "production", DATA_DIR: dataDir() });
  },
  async "db:generate"(...args) {
    await install();
    return inFront([bin.drizzle, "generate", ...args]);
  },
};

try {
  checkNode();
  readSettings();
  const [name, ...args] = process.argv.slice(2);
  const command = commands[name];
  if (!command) throw new Stop(`Say one of: ${Object.keys(commands).join(", ")}.`);
  process.exitCode = await command(...args);
} catch (thrown) {
  console.error(thrown instanceof Stop ? thrown.message : thrown);
  process.exitCode = 1;
}
