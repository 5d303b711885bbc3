import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: false,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Titles always stand in the head before the page begins: they cost nothing to wait for, and a page that is not there
  // looks the same however its requests fall.
  htmlLimitedBots: /.*/,
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  images: { unoptimized: true, remotePatterns: [] },
  serverExternalPackages: [
    "@hyzyla/pdfium",
    "@myriaddreamin/typst-ts-node-compiler",
    "better-sqlite3",
    "date-holidays",
    "imapflow",
    "nodemailer",
    "sharp",
  ],
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
        ],
      },
      // A route handler's own type reaches the compression as a list and is not recognised (vercel/next.js#98007);
      // set here it is, and the pages of institutions travel compressed. What lies below them are files.
      { source: "/r/:token", headers: [{ key: "Content-Type", value: "text/html; charset=utf-8" }] },
      { source: "/assets/:path*", headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }] },
      { source: "/fonts/:path*", headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }] },
    ];
  },
};

export default config;
