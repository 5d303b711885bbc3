import Database from "better-sqlite3";
import { phoneKept } from "@/lib/phones";

/** Writes telephone numbers of older days in international form, each by its office's country; what cannot be dialled stays as it was typed. Returns how many. */
export function internationalPhones(file: string): number {
  const raw = new Database(file);
  const rows = raw
    .prepare("select p.id, p.phone, o.country, o.zone from person p join office o on o.id = p.office_id where p.phone is not null")
    .all() as { id: string; phone: string; country: string | null; zone: string }[];
  const write = raw.prepare("update person set phone = ? where id = ? and phone <> ?");
  let changed = 0;
  raw.transaction(() => {
    for (const { id, phone, ...place } of rows) {
      const kept = phoneKept(phone, place);
      if (kept) changed += write.run(kept, id, kept).changes;
    }
  })();
  raw.close();
  return changed;
}
