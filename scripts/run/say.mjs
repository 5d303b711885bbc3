import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The top folder of the project; every step runs there, wherever it was called from. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** Something the person at the terminal can mend; shown as one sentence, never with a stack. */
export class Stop extends Error {}

/** Tells what takes a while, on one line. */
export const say = (line) => console.log(line);

/** Seconds since a moment, for people. */
export const since = (start) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/** Runs a program silently. Gives its exit code and everything it wrote, so that a failure can be explained and a success stays quiet. */
export function quietly(command, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => done({ code: 127, output: error.message }));
    child.on("close", (code, signal) => done({ code: code ?? (signal === "SIGINT" ? 130 : 143), output: output.trimEnd() }));
  });
}

/** Runs a program of ours in the foreground until it ends; SIGINT and SIGTERM go to it. Gives its exit code. */
export function inFront(args, env = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: "inherit" });
    const forward = (signal) => child.kill(signal);
    process.on("SIGINT", forward).on("SIGTERM", forward);
    child.on("close", (code, signal) => {
      process.off("SIGINT", forward).off("SIGTERM", forward);
      done(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}

/** The file behind a program of node_modules, to be run by this very Node. */
export const bin = {
  next: "node_modules/next/dist/bin/next",
  tsc: "node_modules/typescript/bin/tsc",
  biome: "node_modules/@biomejs/biome/bin/biome",
  knip: "node_modules/knip/bin/knip.js",
  vitest: "node_modules/vitest/vitest.mjs",
  playwright: "node_modules/@playwright/test/cli.js",
  drizzle: "node_modules/drizzle-kit/bin.cjs",
};
