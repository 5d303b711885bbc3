/** The order decides: most browsers also call themselves by the names of others. */
const browsers = [
  ["edge", /\bEdg(A|iOS)?\//],
  ["opera", /\bOPR\//],
  ["samsung", /\bSamsungBrowser\//],
  ["firefox", /\b(Firefox|FxiOS)\//],
  ["chrome", /\b(Chrome|Chromium|HeadlessChrome|CriOS)\//],
  ["safari", /\bSafari\//],
] as const;

const systems = [
  ["iphone", /\biPhone\b/],
  ["ipad", /\biPad\b/],
  ["android", /\bAndroid\b/],
  ["chromeos", /\bCrOS\b/],
  ["windows", /\bWindows\b/],
  ["mac", /\bMac(intosh| OS X)\b/],
  ["linux", /\bLinux\b/],
] as const;

export type Device = { browser: (typeof browsers)[number][0] | "other"; system: (typeof systems)[number][0] | "other" };

/** What a browser says it is, in two keys: enough for a person to know their own device again, and no more. */
export function deviceOf(userAgent: string | null): Device {
  const found = <T extends string>(kinds: readonly (readonly [T, RegExp])[]): T | "other" =>
    kinds.find(([, mark]) => mark.test(userAgent ?? ""))?.[0] ?? "other";
  return { browser: found(browsers), system: found(systems) };
}
