"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState, useTransition } from "react";

/** How often a visible page asks for news, milliseconds. */
const PAUSE = 7000;
const TINT = 2000;

type News = { version: string; since: number; changed: { id: string; text: string }[] };

/**
 * Keeps a page current while it is visible. Rows change in place only when nobody points at them, works in them or has
 * them sorted by what changes; otherwise a line offers the news. `news` are ready texts by number of changes.
 */
export function Live({
  url,
  version,
  since,
  calm,
  silent = false,
  within,
  texts,
}: {
  url: string;
  version: string;
  since: number;
  calm: boolean;
  /** Where the page itself tells how far things are, the rows are not read out. */
  silent?: boolean;
  within: string;
  texts: { label: string; show: string; news: string[] };
}) {
  const router = useRouter();
  const [waiting, setWaiting] = useState<News>();
  const [said, setSaid] = useState("");
  const [refreshing, refresh] = useTransition();
  const tint = useRef<string[]>([]);

  useEffect(() => {
    setWaiting(undefined);
    const aborted = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") {
        try {
          const answer = await fetch(`${url}?since=${since}`, { signal: aborted.signal, cache: "no-store" });
          if (answer.status === 401 || answer.status === 404) return;
          const news = (await answer.json()) as News;
          if (news.version !== version) setWaiting(news);
        } catch {
          // The next look tries again; a lost connection is the browser's to tell.
        }
      }
      if (!aborted.signal.aborted) timer = setTimeout(look, PAUSE);
    };
    timer = setTimeout(look, PAUSE);
    document.addEventListener("visibilitychange", look);
    return () => {
      aborted.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [url, version, since]);

  const show = useCallback(
    (news: News) => {
      tint.current = news.changed.map((c) => c.id);
      if (!silent) setSaid(news.changed.map((c) => c.text).join(". "));
      setWaiting(undefined);
      refresh(() => router.refresh());
    },
    [router, silent],
  );

  useEffect(() => {
    if (!waiting || refreshing) return;
    const busy = document.querySelector(`${within}:is(:hover, :focus-within), ${within} .record`);
    if (!busy && (calm || waiting.changed.length === 0)) show(waiting);
  }, [waiting, refreshing, calm, within, show]);

  useEffect(() => {
    if (refreshing || tint.current.length === 0) return;
    const rows = tint.current.map((id) => document.getElementById(`row-${id}`));
    tint.current = [];
    for (const row of rows) row?.classList.add("fresh");
    const timer = setTimeout(() => {
      for (const row of rows) row?.classList.remove("fresh");
    }, TINT);
    return () => clearTimeout(timer);
  }, [refreshing]);

  return (
    <section aria-label={texts.label}>
      <p className="heard-only" aria-live="polite">
        {said}
      </p>
      {waiting && waiting.changed.length > 0 && !refreshing && (
        <p className="toast news">
          {texts.news[Math.min(waiting.changed.length, texts.news.length) - 1]}
          <button type="button" onClick={() => show(waiting)}>
            {texts.show}
          </button>
        </p>
      )}
    </section>
  );
}
