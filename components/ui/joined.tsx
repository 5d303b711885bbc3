import { Fragment, type ReactNode } from "react";
import { listParts } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";

/** "MINSA, MIDES and INAMU" in the reader's language, where each is an element of its own, a link for instance. */
export function Joined({ items, locale }: { items: readonly { key: string; text: string; node: ReactNode }[]; locale: Locale }) {
  const rest = [...items];
  // Spanish says "e" before a name that begins with an i: the names decide, not their keys.
  return listParts(
    items.map((item) => item.text),
    locale,
  ).map(({ literal, item }) => {
    const one = item === undefined ? undefined : rest.shift();
    return one ? <Fragment key={one.key}>{one.node}</Fragment> : literal;
  });
}
