import { rmSync } from "node:fs";
import { tmpdir } from "node:os";

/** The database of the journeys goes with them. */
export default function teardown(): void {
  const data = process.env.E2E_DATA;
  if (data?.startsWith(tmpdir())) rmSync(data, { recursive: true, force: true });
}
