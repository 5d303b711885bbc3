import { guestStyle } from "./build.mjs";
import { bin, inFront, say } from "./say.mjs";
import { dataDir, port } from "./surroundings.mjs";

const address = () => process.env.APP_URL?.trim() || `http://localhost:${port()}`;
const env = (mode) => ({ NODE_ENV: mode, DATA_DIR: dataDir(), PORT: String(port()), NEXT_TELEMETRY_DISABLED: "1" });
const host = () => (process.env.HOST?.trim() ? ["-H", process.env.HOST.trim()] : []);

/** Serves the built pages until it is told to stop; gives the server's exit code. */
export function serve() {
  say(`Enlace is at ${address()}`);
  return inFront([bin.next, "start", "-p", String(port()), ...host()], env("production"));
}

/** Serves from the sources, each change at once. */
export async function develop() {
  await guestStyle();
  return inFront([bin.next, "dev", "-p", String(port()), ...host()], env("development"));
}
