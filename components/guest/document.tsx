import type { ReactNode } from "react";
import { assetPath } from "@/lib/assets";
import type { Locale } from "@/lib/locales";

/** A whole page without script. Its title names the office alone: that is all a preview of a secret address may show. */
export function Document({ lang, title, site, children }: { lang: Locale; title: string; site: string; children: ReactNode }) {
  return (
    <html lang={lang}>
      {/* biome-ignore lint/style/noHeadElement: static markup, the framework adds nothing to it */}
      <head>
        <meta charSet="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <meta property="og:title" content={site} />
        <link rel="preload" href="/fonts/public-sans-latin.woff2" as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href={assetPath("guest.css")} />
      </head>
      <body>
        <div className="page">{children}</div>
      </body>
    </html>
  );
}
