import type { Logo } from "@/db/schema/offices";
import { paths } from "@/lib/paths";

/** The office's logo at the size it is shown; in the dark it brings its own white ground. */
export function OfficeLogo({ logo: { sha256, width, height }, name }: { logo: Logo; name: string }) {
  // biome-ignore lint/performance/noImgElement: small already, and from our own disk
  return <img className="office-logo" src={paths.logoFile(sha256)} alt={name} width={width} height={height} />;
}
