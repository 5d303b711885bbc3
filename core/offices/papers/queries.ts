import { isNotNull } from "drizzle-orm";
import { offices } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Locale } from "@/lib/locales";
import { readText } from "@/lib/localized";
import type { Head } from "@/lib/pdf";
import type { Office } from "../queries";

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The head and foot of the office's paper in a language; the foot says how to reach it where the office wrote none. */
export function letterheadOf(office: Office, locale: Locale): Head {
  const text = (field: "name" | "letterHead" | "letterAddress" | "letterFoot") => readText(office[field], locale, office.language);
  const foot = linesOf(text("letterFoot"));
  const reach = [office.contactPhone, office.contactEmail].filter(Boolean).join(" · ");
  return {
    name: text("name"),
    lines: linesOf(text("letterHead")),
    address: linesOf(text("letterAddress")),
    foot: foot.length > 0 || !reach ? foot : [reach],
    logo: office.logo && { file: `${office.logo.sha256}.png`, height: office.logo.height, alt: text("name") },
  };
}

/** The files of the sheets offices write their letters on. */
export const sheetFiles = (store: Store): { officeId: string; sha256: string }[] =>
  store.db
    .select({ officeId: offices.id, sheet: offices.letterTemplate })
    .from(offices)
    .where(isNotNull(offices.letterTemplate))
    .all()
    .flatMap(({ officeId, sheet }) => (sheet ? [{ officeId, sha256: sheet.sha256 }] : []));
