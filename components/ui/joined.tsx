import { Fragment, type ReactNode } from "react";
import { listParts } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";

/** "MINSA, MIDES and INAMU" in the reader's language, where each is an element of its own, a link for instance. */
export function Joined({ items, locale }: { items: readonly { key: string; node: ReactNode }[]; locale: Locale }) {
  return listParts(
    items.map((item) => item.key),
    locale,
  ).map(({ literal, item }) =>
    item === undefined ? literal : <Fragment key={item}>{items.find((one) => one.key === item)?.node}</Fragment>,
  );
}
