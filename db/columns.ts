import { integer, text } from "drizzle-orm/sqlite-core";
import type { Localized } from "@/lib/localized";

/** Primary key; made by the application (`newId`), sortable by age and unguessable. */
export const id = () => text("id").primaryKey();
/** An instant: integer milliseconds UTC. */
export const at = (name: string) => integer(name);
/** When the row was made: milliseconds UTC, given by the act, never by the database. */
export const createdAt = () => integer("created_at").notNull();
/** The office the row belongs to; every query of staff is bounded by it. */
export const officeId = () => text("office_id").notNull();
/** Rises with each edit; a save on an older version is shown both texts. */
export const version = () =>
  integer("version")
    .notNull()
    .$defaultFn(() => 1);
/** Text in several languages, one JSON column. */
export const localized = (name: string) => text(name, { mode: "json" }).$type<Localized>();
/** A flag as 0 or 1. */
export const flag = (name: string) => integer(name, { mode: "boolean" });
/** Any JSON value with its type. */
export const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();
