import { readFileSync } from "node:fs";
import { join } from "node:path";

type Manifest = Record<string, string>;
const holder = globalThis as { enlaceAssets?: Manifest };

function read(): Manifest {
  try {
    return JSON.parse(readFileSync(join(process.cwd(), "public/assets/manifest.json"), "utf8")) as Manifest;
  } catch {
    return {};
  }
}

/** Address of a built style sheet, with its hash. Without a build the plain name: the page then stands unstyled, and works. */
export function assetPath(name: "guest.css"): string {
  if (process.env.NODE_ENV !== "production") return read()[name] ?? `/assets/${name}`;
  holder.enlaceAssets ??= read();
  return holder.enlaceAssets[name] ?? `/assets/${name}`;
}
