import type { PaperLanguage } from "@/db/schema/briefings";
import { type FileKind, sizeText } from "@/lib/files/kinds";
import type { Translator } from "@/lib/i18n";
import { languageNames } from "@/lib/locales";

/** "PDF, 180 kB": what a file is and how long it takes. */
export const kindText = ({ kind, size }: { kind: FileKind; size: number }, t: Translator): string =>
  `${kind.toUpperCase()}, ${sizeText(size, t.locale)}`;

/** A paper's language in its own word; nothing for one that needs none. */
export const ownWord = (language: PaperLanguage): string | undefined => (language === "all" ? undefined : languageNames[language]);
