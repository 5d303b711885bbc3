"use client";

import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { paths } from "@/lib/paths";
import { type FoundAnswer, type FoundItem, Marked } from "./found";
import { recentRecords } from "./recent";

export type PaletteWords = {
  title: string;
  field: string;
  close: string;
  results: string;
  failed: string;
  move: string;
  open: string;
  tab: string;
  leave: string;
};
export type PaletteProps = {
  words: PaletteWords;
  /** The page that searches without script, for where the palette gets no answer. */
  search: string;
  owner: string;
  path: string;
  onMac: boolean;
  onClose: () => void;
};

/** What is waited for while a person types on, milliseconds. */
const PAUSE = 120;

const idOf = (item: FoundItem): string => `found-${item.key.replace(/[^\w-]/g, "-")}`;

/** One box for everything: finds as one types, leads there, and creates. All of it by keys; each line is a link. */
export function Palette({ words, search, owner, path, onMac, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [q, setQ] = useState("");
  const [answer, setAnswer] = useState<FoundAnswer>();
  const [failed, setFailed] = useState(false);
  const [at, setAt] = useState(0);
  /** Enter was pressed before the answer to what was typed had come. */
  const entered = useRef(false);
  const items = answer?.groups.flatMap((group) => group.items) ?? [];
  const chosen = items[Math.min(at, items.length - 1)];

  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
  }, []);

  useEffect(() => {
    const asked = new AbortController();
    const look = async () => {
      try {
        const recent = q ? undefined : recentRecords(owner, path).join(",");
        const response = await fetch(paths.find({ q, at: path, recent }), { signal: asked.signal });
        // Whose session has ended signs in on the way to the page that searches.
        if (response.status === 401) return location.assign(paths.search({ q }));
        if (!response.ok) throw new Error(response.statusText);
        setAnswer((await response.json()) as FoundAnswer);
        setFailed(false);
        setAt(0);
      } catch {
        if (!asked.signal.aborted) setFailed(true);
      }
    };
    const timer = setTimeout(look, q ? PAUSE : 0);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [q, owner, path]);

  useEffect(() => {
    if (!entered.current || answer?.q !== q.trim()) return;
    entered.current = false;
    list.current?.querySelector<HTMLAnchorElement>("[role=option]")?.click();
  }, [answer, q]);

  const choose = (index: number) => {
    setAt(index);
    const item = items[index];
    if (item) document.getElementById(idOf(item))?.scrollIntoView({ block: "nearest" });
  };

  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || (event.shiftKey && event.key !== "Enter")) return;
    const last = items.length - 1;
    const to = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      choose(to);
    } else if (event.key === "Enter" && !failed) {
      event.preventDefault();
      if (answer?.q !== q.trim()) entered.current = true;
      else if (chosen && (event.metaKey || event.ctrlKey)) window.open(chosen.href, "_blank", "noopener");
      else if (chosen) document.getElementById(idOf(chosen))?.click();
    }
  };

  const clicked = (event: MouseEvent) => {
    if (event.target === dialog.current) dialog.current?.close();
  };

  let index = -1;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it; the key that closes it is Escape, by the browser
    <dialog className="palette" aria-label={words.title} ref={dialog} onClose={onClose} onClick={clicked}>
      <form action={search}>
        <Icon name="search" size={20} />
        <input
          name="q"
          type="text"
          role="combobox"
          aria-label={words.field}
          placeholder={words.field}
          aria-expanded={items.length > 0}
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant={chosen && idOf(chosen)}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          value={q}
          onChange={(event) => setQ(event.target.value)}
          onKeyDown={pressed}
        />
        <button type="button" className="button plain" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </form>
      <p role="status" className="unseen">
        {failed ? words.failed : answer?.said}
      </p>
      {failed && <p className="empty">{words.failed}</p>}
      {!failed && answer?.none && <p className="empty">{answer.none}</p>}
      <div className="found" id="found" role="listbox" aria-label={words.results} ref={list} hidden={failed || items.length === 0}>
        {answer?.groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options; a fieldset may not stand in a list box
          <div key={group.id} role="group" aria-labelledby={`found-${group.id}`}>
            <p id={`found-${group.id}`} role="presentation">
              {group.title} {group.count && <span>{group.count}</span>}
            </p>
            {group.items.map((item) => {
              index += 1;
              const own = index;
              return (
                <a
                  key={item.key}
                  id={idOf(item)}
                  role="option"
                  aria-selected={item === chosen}
                  tabIndex={-1}
                  href={item.href}
                  onPointerMove={() => at !== own && setAt(own)}
                  onClick={(event) => !(event.metaKey || event.ctrlKey || event.shiftKey) && dialog.current?.close()}
                >
                  <Icon name={item.icon} />
                  <span lang={item.lang}>
                    <Marked pieces={item.text} />
                  </span>
                  {item.note.length > 0 && (
                    <span className="note">
                      <Marked pieces={item.note} />
                    </span>
                  )}
                </a>
              );
            })}
          </div>
        ))}
      </div>
      <p className="keys" aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {words.move}
        </span>
        <span>
          <kbd>↵</kbd> {words.open}
        </span>
        <span>
          <kbd>{onMac ? "⌘↵" : "Ctrl ↵"}</kbd> {words.tab}
        </span>
        <span>
          <kbd>Esc</kbd> {words.leave}
        </span>
      </p>
    </dialog>
  );
}
