import { newId } from "./ids";

/** Tokens are 32 characters and more; the first and the last may be a hyphen. Identifiers of records are shorter and stay. */
const secrets = /(?<![\w-])[\w-]{32,}|[\w.+-]+@[\w-]+\.[\w.]+/g;

/** Writes one line about an error, without tokens and addresses, and returns the code a person can quote. */
export function logError(where: string, thrown: unknown): string {
  const code = newId("err").slice(-8);
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const cause = error.cause instanceof Error ? ` cause=${error.cause.message}` : "";
  console.error(
    JSON.stringify({
      at: new Date().toISOString(),
      level: "error",
      where,
      code,
      error: `${error.name}: ${error.message}${cause}`.replace(secrets, "…"),
      stack: error.stack?.split("\n").slice(1, 6).join(" ").replace(secrets, "…"),
    }),
  );
  return code;
}
