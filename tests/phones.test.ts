import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { internationalPhones } from "@/db/phones";
import { phoneKept, phoneText, phoneUri } from "@/lib/phones";

const panama = { country: null, zone: "America/Panama" };

describe("a telephone number", () => {
  it("is understood as it is dialled in the office's country, and kept in international form", () => {
    expect(phoneKept("555-0101", panama)).toBe("+5075550101");
    expect(phoneKept("(507) 555 0101", { ...panama, country: "PA" })).toBe("+5075550101");
    expect(phoneKept("6555-0101 ext. 12", panama)).toBe("+50765550101 ext. 12");
    expect(phoneKept("2222-0101", { country: null, zone: "America/Costa_Rica" })).toBe("+50622220101");
    expect(phoneKept("022 123 45 67", { country: "CH", zone: "America/Panama" })).toBe("+41221234567");
    expect(phoneKept("+41 22 123 45 67", panama)).toBe("+41221234567");
  });

  it("is refused when nobody could dial it", () => {
    for (const wrong of ["call me", "12", "+999 123", "555-0101-0101-0101-0101"]) expect(phoneKept(wrong, panama), wrong).toBeUndefined();
  });

  it("is shown in groups and dialled by its address; one of older days as it was typed", () => {
    expect(phoneText("+5075550101")).toBe("+507 555 0101");
    expect(phoneText("+50765550101 ext. 12")).toBe("+507 6555 0101 ext. 12");
    expect(phoneText("central, 12")).toBe("central, 12");
    expect([phoneUri("+50765550101 ext. 12"), phoneUri("555 01 01")]).toEqual(["tel:+50765550101;ext=12", "tel:5550101"]);
  });

  it("of older days is brought into this form once, by the country of its office", () => {
    const file = join(mkdtempSync(join(tmpdir(), "enlace-phones-")), "one.db");
    const raw = new Database(file);
    raw.exec(`create table office (id text, country text, zone text); create table person (id text, office_id text, phone text);
      insert into office values ('o', null, 'America/Panama');
      insert into person values ('a', 'o', '555-0101'), ('b', 'o', '+507 6555 0102'), ('c', 'o', 'central'), ('d', 'o', null)`);
    expect([internationalPhones(file), internationalPhones(file)]).toEqual([2, 0]);
    expect(raw.prepare("select phone from person order by id").pluck().all()).toEqual(["+5075550101", "+50765550102", "central", null]);
  });
});
