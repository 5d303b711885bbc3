"use client";

import { useContext, useEffect, useRef, useState } from "react";
import { Check } from "@/components/ui/choices";
import { LiveForm } from "@/components/ui/form-live";
import { LABEL } from "@/components/ui/form-state";
import { Icon } from "@/components/ui/icon";

type Double = { id: string; href: string; name: string; more: string };
type Texts = { title: string; another: string; anotherHint: string; look: string };

/** How long the hand must rest before the directory is asked. */
const REST = 350;

/**
 * Who of the directory may be meant, while a new record is being typed, and the box that says it is another one. Without
 * script the box comes with the answer that asks for it.
 */
export function Doubles({ url, find, fields, texts }: { url: string; find: string; fields: Record<string, string>; texts: Texts }) {
  const state = useContext(LiveForm)?.state;
  const self = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<Double[]>([]);
  const typed = Object.keys(fields).map((name) => state?.values[name]?.[0] ?? "");
  const asked = state?.errors.some((error) => error.field === "another") || state?.values.another !== undefined;

  useEffect(() => {
    const form = self.current?.closest("form");
    if (!form) return;
    let timer: ReturnType<typeof setTimeout>;
    let aborted = new AbortController();
    const look = async (): Promise<void> => {
      const query = new URLSearchParams();
      for (const [field, as] of Object.entries(fields)) {
        const value = new FormData(form).get(field);
        if (typeof value === "string" && value.trim()) query.append(as, value);
      }
      aborted.abort();
      aborted = new AbortController();
      try {
        const answer = await fetch(`${url}&${query}`, { signal: aborted.signal, cache: "no-store" });
        if (answer.ok) setFound((await answer.json()) as Double[]);
      } catch {
        // A warning that does not arrive is given by the post itself.
      }
    };
    const rest = (event: Event): void => {
      if (!(event.target instanceof HTMLInputElement) || !(event.target.name in fields)) return;
      clearTimeout(timer);
      timer = setTimeout(look, REST);
    };
    form.addEventListener("input", rest);
    return () => {
      clearTimeout(timer);
      aborted.abort();
      form.removeEventListener("input", rest);
    };
  }, [url, fields]);

  const shown = asked || found.length > 0;
  return (
    <div ref={self} aria-live="polite">
      {shown ? (
        <div className="notice warn mb-0!">
          <Icon name="alert" />
          <div className="grid gap-2">
            <p>
              <b>{texts.title}</b>
            </p>
            <ul>
              {found.map((one) => (
                <li key={one.id}>
                  <a className="link" href={one.href} target="_blank" rel="noreferrer">
                    {one.name}
                  </a>{" "}
                  <span className="text-muted">{one.more}</span>
                </li>
              ))}
            </ul>
            {found.length === 0 && (
              <a className="link" href={`${find}${encodeURIComponent(typed.find(Boolean) ?? "")}`} target="_blank" rel="noreferrer">
                {texts.look}
              </a>
            )}
            <Check name="another" label={texts.another} hint={texts.anotherHint} />
          </div>
        </div>
      ) : (
        <input type="hidden" name={`${LABEL}another`} value={texts.another} />
      )}
    </div>
  );
}
