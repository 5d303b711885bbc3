"use client";

import "./globals.css";
import { Broken } from "@/components/public/broken";
import en from "@/messages/en/public.json";

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-3xl p-8">
          <Broken texts={en.broken} code={error.digest} again={reset} />
        </main>
      </body>
    </html>
  );
}
