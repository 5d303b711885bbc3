"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";

/** Says for six seconds that the act is done (`?done=key` in the address), then forgets it. */
export function Done({ texts, close }: { texts: Record<string, string>; close: string }) {
  const query = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  const key = query.get("done");
  const text = key && Object.hasOwn(texts, key) ? texts[key] : undefined;
  const rest = new URLSearchParams(query);
  rest.delete("done");
  const clean = rest.size > 0 ? `${path}?${rest}` : path;
  useEffect(() => {
    if (!text) return;
    const timer = setTimeout(() => router.replace(clean, { scroll: false }), 6000);
    return () => clearTimeout(timer);
  }, [text, clean, router]);
  return (
    <div aria-live="polite">
      {text && (
        <p className="toast">
          {text}
          <button type="button" onClick={() => router.replace(clean, { scroll: false })}>
            {close}
          </button>
        </p>
      )}
    </div>
  );
}
