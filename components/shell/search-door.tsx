"use client";

import { usePathname } from "next/navigation";
import { type ComponentType, type MouseEvent, type ReactNode, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { PaletteProps, PaletteWords } from "./palette";
import { rememberRecord } from "./recent";

const never = () => () => {};
const onMac = (): boolean => /Mac|iP(hone|ad|od)/.test(navigator.platform);

const load = (): Promise<ComponentType<PaletteProps>> => import("./palette").then(({ Palette }) => Palette);

/**
 * The visible way to search everywhere, and its key: ⌘K or Ctrl K opens the palette and closes it. Without script, or
 * where the palette does not arrive, it is a link to the search page. The palette is loaded at the first sign of a wish.
 */
export function SearchDoor({ href, owner, words, children }: { href: string; owner: string; words: PaletteWords; children: ReactNode }) {
  const path = usePathname();
  const [Palette, setPalette] = useState<ComponentType<PaletteProps>>();
  const key = useSyncExternalStore(
    never,
    () => (onMac() ? "⌘K" : "Ctrl K"),
    () => undefined,
  );
  const open = useCallback(() => {
    load().then(
      (loaded) => setPalette(() => loaded),
      () => location.assign(href),
    );
  }, [href]);
  useEffect(() => rememberRecord(owner, path), [owner, path]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Control" || event.key === "Meta") return void load().catch(() => {});
      const asked = onMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!asked || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      const shown = document.querySelector<HTMLDialogElement>("dialog.palette");
      if (shown) shown.close();
      else open();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [open]);
  const clicked = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  };
  return (
    <>
      <a
        className="search"
        href={href}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={clicked}
        onPointerEnter={() => void load().catch(() => {})}
        onFocus={() => void load().catch(() => {})}
      >
        {children}
        {key && <kbd>{key}</kbd>}
      </a>
      {Palette && (
        <Palette words={words} search={href} owner={owner} path={path} onMac={key === "⌘K"} onClose={() => setPalette(undefined)} />
      )}
    </>
  );
}
