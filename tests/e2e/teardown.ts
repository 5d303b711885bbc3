import { rmSync } from "node:fs";
import { tmpdir } from "node:os";

/** The database of the journeys goes with them; that of a server which was there before stays. */
export default function teardown(): void {
  const data = process.env.E2E_DATA;
  if (!process.env.E2E_URL && data?.startsWith(tmpdir())) rmSync(data, { recursive: true, force: true });
}
