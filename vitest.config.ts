import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** What replaces modules or settles the process for itself; such a file gets a world of its own. */
const alone = ["tests/**/*.alone.test.ts", "tests/**/*.alone.test.tsx"];
/** What starts processes or servers beside the test and waits for them; run by `npm test` only. */
const processes = ["tests/processes/**/*.test.ts"];
/** No test measures speed: the limit only ends one that hangs, on a machine that does much beside. */
const common = { setupFiles: ["tests/setup.ts"], pool: "threads" as const, testTimeout: 30_000 };

export default defineConfig({
  resolve: { alias: { "@": here("./"), "server-only": here("./tests/server-only.ts") } },
  test: {
    // The other tools of the check mostly wait; a worker for each core is worth more than the one vitest would leave free.
    maxWorkers: "100%",
    projects: [
      // Loading the house takes longer than most of its tests: files share what they loaded.
      {
        extends: true,
        test: {
          ...common,
          name: "units",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/e2e/**", ...alone, ...processes],
          isolate: false,
        },
      },
      { extends: true, test: { ...common, name: "alone", include: alone } },
      { extends: true, test: { ...common, name: "processes", include: processes } },
    ],
  },
});
