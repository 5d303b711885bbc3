"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** The first stop is the briefing's own address, which begins every other one. */
const isHere = (path: string, href: string, home: string): boolean => path === href || (href !== home && path.startsWith(`${href}/`));

/** A stop of the rail that knows when the reader is there. */
export function RailLink({ href, home, children }: { href: string; home: string; children: ReactNode }) {
  const path = usePathname();
  return (
    <a href={href} aria-current={isHere(path, href, home) ? "page" : undefined}>
      {children}
    </a>
  );
}

/** Where the reader is among the stops. */
export function RailSummary({ stops, home, elsewhere }: { stops: { href: string; text: string }[]; home: string; elsewhere: string }) {
  const path = usePathname();
  return <span>{stops.find((s) => isHere(path, s.href, home))?.text ?? elsewhere}</span>;
}

/** The head of a briefing: at full size on its overview, in one line above its working pages. */
export function BriefingHead({ home, children }: { home: string; children: ReactNode }) {
  const path = usePathname();
  return <header className={path === home ? "head briefing-head" : "head briefing-head compact"}>{children}</header>;
}
