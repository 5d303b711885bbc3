"use client";

import { useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";

/** What is to be known of a day, in sentences, and the working day offered instead. */
export type Noted = {
  lines: { text: string; link?: { href: string; text: string } }[];
  take?: { day: string; text: string };
  /** Days the world keeps near it; a form that asks for them offers to hold the meeting for one. */
  near?: { key: string; text: string }[];
};

/**
 * Says under a date field what is to be known of the day in it; warns, never refuses. `url` answers for any day typed;
 * with `before`, a field of the same form bounds the day offered.
 */
export function DayNote({
  field,
  before,
  url,
  begun,
  occasions,
}: {
  field: string;
  before?: string;
  url: string;
  begun?: Noted;
  /** What is asked of the days near it. */
  occasions?: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [noted, setNoted] = useState<Noted>(begun ?? { lines: [] });

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    const read = (name: string): string => {
      const input = form.elements.namedItem(name);
      return input instanceof HTMLInputElement ? input.value : "";
    };
    let asked = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      asked.abort();
      asked = new AbortController();
      const day = read(field);
      if (!day) return setNoted({ lines: [] });
      const query = new URLSearchParams({ day, ...(before && read(before) ? { before: read(before) } : {}) });
      try {
        const answer = await fetch(`${url}${url.includes("?") ? "&" : "?"}${query}`, { signal: asked.signal });
        if (answer.ok) setNoted((await answer.json()) as Noted);
      } catch {
        // Without an answer the form works as it does without script: the warning stands on the page that follows.
      }
    };
    const typed = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || (target.name !== field && target.name !== before)) return;
      clearTimeout(timer);
      timer = setTimeout(look, 250);
    };
    form.addEventListener("input", typed);
    // A day typed before this script had come is asked about too.
    const input = form.elements.namedItem(field);
    if (input instanceof HTMLInputElement && input.value !== input.defaultValue) void look();
    return () => {
      form.removeEventListener("input", typed);
      clearTimeout(timer);
      asked.abort();
    };
  }, [field, before, url]);

  const take = (day: string) => {
    const input = place.current?.closest("form")?.elements.namedItem(field);
    if (!(input instanceof HTMLInputElement)) return;
    input.value = day;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  };

  const near = (occasions && noted.near) || [];
  return (
    <>
      <div ref={place} className="day-note" aria-live="polite">
        {noted.lines.length > 0 && (
          <>
            <Icon name="alert" size={16} />
            <div>
              {noted.lines.map(({ text, link }) => (
                <p key={link?.href ?? text}>
                  {text}{" "}
                  {link && (
                    <a className="link" href={link.href}>
                      {link.text}
                    </a>
                  )}
                </p>
              ))}
              {noted.take && (
                <button type="button" className="button plain" onClick={() => noted.take && take(noted.take.day)}>
                  {noted.take.text}
                </button>
              )}
            </div>
          </>
        )}
      </div>
      {near.length > 0 && (
        <fieldset className="field">
          <legend>{occasions}</legend>
          <div className="options">
            {near.map(({ key, text }) => (
              <label className="option" key={key}>
                <input type="checkbox" name="occasionDays" value={key} />
                <span>{text}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
