import { createPrivateKey } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { root, Stop } from "./say.mjs";

/** Reads `.env` beside package.json, if there is one; what the environment says already stays. */
export function readSettings() {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The folder of everything that must survive. */
export const dataDir = () => resolve(root, process.env.DATA_DIR?.trim() || "data");

/** The port to serve on. */
export function port() {
  const text = process.env.PORT?.trim() || "3000";
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65535) throw new Stop(`PORT is “${text}”; give a number between 1 and 65535.`);
  return number;
}

/** Refuses a Node that cannot run Enlace. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Stop(`Enlace needs Node 20.19 or later; this is ${process.versions.node}. Install a newer one and start again.`);
}

/** Refuses addresses that would only fail later, in a mail. */
export function checkAddresses() {
  for (const [name, protocols, example] of [
    ["APP_URL", ["http:", "https:"], "https://enlace.example.org"],
    ["SMTP_URL", ["smtp:", "smtps:"], "smtp://user:password@mail.example.org:587"],
  ]) {
    const text = process.env[name]?.trim();
    if (!text) continue;
    const parsed = URL.canParse(text) ? new URL(text) : undefined;
    if (!parsed || !protocols.includes(parsed.protocol)) throw new Stop(`${name} cannot be read as an address; write it like ${example}.`);
  }
}

/** Refuses a provider that could not vouch for anybody: named by half, unencrypted, or the sign-in of every directory in the world. */
export function checkProvider() {
  const [issuer, client] = ["OIDC_ISSUER", "OIDC_CLIENT_ID"].map((name) => process.env[name]?.trim());
  if (!issuer && !client) return;
  if (!issuer || !client) throw new Stop("OIDC_ISSUER and OIDC_CLIENT_ID go together; one of them is missing.");
  const parsed = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const here = parsed?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(parsed.hostname);
  if (parsed?.protocol !== "https:" && !here)
    throw new Stop("OIDC_ISSUER must be an https address, like https://login.microsoftonline.com/TENANT-ID/v2.0.");
  if (/^\/(common|organizations|consumers)(\/|$)/.test(parsed.pathname))
    throw new Stop("OIDC_ISSUER names the sign-in of every Microsoft account there is. Put the tenant's own ID into it.");
}

/** Refuses a key that could sign nothing: named by half, not there, or of a kind not every server understands. */
export function checkSigning() {
  const [given, selector] = ["DKIM_KEY", "DKIM_SELECTOR"].map((name) => process.env[name]?.trim());
  if (!given && !selector) return;
  if (!given || !selector) throw new Stop("DKIM_KEY and DKIM_SELECTOR go together; one of them is missing.");
  let key;
  try {
    key = given.includes("-----BEGIN") ? given.replace(/\\n/g, "\n") : readFileSync(resolve(root, given), "utf8");
  } catch (cause) {
    throw new Stop(`The file that DKIM_KEY names cannot be read (${cause.code}).`);
  }
  let type;
  try {
    type = createPrivateKey(key).asymmetricKeyType;
  } catch {
    type = undefined;
  }
  if (type !== "rsa") throw new Stop("DKIM_KEY is not a private RSA key in PEM form. Make one with: openssl genrsa -out dkim.pem 2048");
}

/** Refuses a word that would silently leave the mail to nobody, or to two, or without the limit that was meant. */
export function checkWorker() {
  const most = process.env.MAIL_PER_HOUR?.trim();
  if (most && !/^[1-9]\d*$/.test(most)) throw new Stop(`MAIL_PER_HOUR is “${most}”; give a whole number, or leave it out for no limit.`);
  const text = process.env.WORKER?.trim();
  if (text && !["separate", "server"].includes(text))
    throw new Stop("WORKER is either “server” (the server sends the mail itself) or “separate” (npm run worker does).");
}

/** Refuses a data folder that cannot be made or written. */
export function checkDataDir() {
  const dir = dataDir();
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    const database = join(dir, "enlace.db");
    if (existsSync(database)) accessSync(database, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new Stop(`The data folder ${dir} cannot be written (${cause.code}). Give it to this user, or choose another with DATA_DIR.`);
  }
}

/** Refuses a port that somebody else listens on. */
export async function checkPort() {
  const wanted = port();
  const code = await new Promise((done) => {
    const probe = createServer()
      .once("error", (error) => done(error.code))
      .listen({ port: wanted, host: process.env.HOST?.trim() || undefined, exclusive: true }, () => probe.close(() => done(undefined)));
  });
  if (code === "EADDRINUSE")
    throw new Stop(`Port ${wanted} is in use. Stop what runs there, or choose another: PORT=${wanted + 1} npm start`);
  if (code === "EACCES") throw new Stop(`This user may not listen on port ${wanted}. Choose one above 1023, for example PORT=3000.`);
  if (code) throw new Stop(`Enlace cannot listen on ${process.env.HOST ?? "port"} ${wanted} (${code}). Look at HOST and PORT.`);
}
