import { clean } from "../text";

/** Endings that a system may run or a browser may show as a page: before the last ending they are a disguise. */
const disguises =
  /\.(exe|com|scr|pif|bat|cmd|msi|ps1|vbs|vbe|js|jse|mjs|wsf|hta|lnk|jar|app|sh|html?|xhtml|svg|xml|php|docm|dotm|xlsm|xltm|xlam|pptm|ppam|potm)\.[^.]+$/i;

/** Characters that turn the direction of a text, or control something: in a name they hide how it ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hiding = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with the name of an uploaded file, if anything. */
export function nameFault(raw: string): "hidden" | "disguised" | undefined {
  if (hiding.test(raw)) return "hidden";
  return disguises.test(raw.trim()) ? "disguised" : undefined;
}

/** A file's name as it is kept and given back: without folders, without what cannot be seen or what a file system objects to, of bearable length. */
export function cleanName(raw: string): string {
  const base = clean(raw.split(/[/\\]/).at(-1) ?? "").replace(/\s+/g, " ");
  const safe = base.replace(/[:*?"<>|]/g, "-").replace(/^\.+/, "");
  const ending = /\.[^.]{1,5}$/.exec(safe)?.[0] ?? "";
  return `${
    safe
      .slice(0, safe.length - ending.length)
      .slice(0, 120 - ending.length)
      .trimEnd() || "file"
  }${ending}`;
}

/** What a paper is called when nobody said: its file's name without the ending. */
export const titleOfName = (name: string): string =>
  name
    .replace(/\.[^.]{1,5}$/, "")
    .replace(/_+/g, " ")
    .trim();

/** A name as `Content-Disposition` carries it: plain for old readers, and in full (RFC 6266, RFC 5987). */
export function dispositionOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
