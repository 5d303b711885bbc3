import { parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  inLanguages,
  line,
  optionalChoice,
  optionalDay,
  optionalEmail,
  optionalLine,
  optionalPhone,
  optionalRef,
  optionalWhole,
  several,
  ticked,
} from "@/core/kernel/input";

const schema = z.strictObject({
  title: line(20),
  acronym: optionalLine(5),
  on: optionalDay(),
  email: optionalEmail(),
  phone: optionalPhone(),
  parentId: optionalRef(),
  seats: optionalWhole(1, 9),
  form: optionalChoice(["f", "m"]),
  photo: ticked(),
  topics: several(z.string()),
  purpose: inLanguages(20),
});

const posted = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  const { status, value, error } = parseWithZod(data, { schema }) as { status?: string; value?: unknown; error?: unknown };
  return { status, value, error };
};

describe("optional fields", () => {
  const bare = { title: "A", photo: false, topics: [], purpose: {} };
  const names = ["acronym", "on", "email", "phone", "parentId", "seats", "form", "purpose.es"];

  it("may be absent, empty or blank, in a posted form and in plain data", () => {
    expect(posted({ title: "A" }).value).toEqual(bare);
    for (const blank of ["", "  ", "\u202e"])
      expect(posted({ title: "A", ...Object.fromEntries(names.map((name) => [name, blank])) }), JSON.stringify(blank)).toMatchObject({
        status: "success",
        value: bare,
      });
    expect(schema.parse({ title: "A" })).toEqual(bare);
  });

  it("are read where they are filled in", () => {
    const filled = { acronym: " MIRE ", on: "2021-12-14", email: "Ana@MIRE.example", seats: "3", form: "f", photo: "on", topics: "x" };
    expect(posted({ title: "A", ...filled }).value).toEqual({
      ...bare,
      acronym: "MIRE",
      on: "2021-12-14",
      email: "ana@mire.example",
      seats: 3,
      form: "f",
      photo: true,
      topics: ["x"],
    });
  });

  it("are refused by their own rule, each at its field", () => {
    const wrong = { acronym: "too long", on: "2021-02-30", email: "ana", phone: "call me", parentId: "1", seats: "x", form: "q" };
    expect(posted({ title: "A", ...wrong }).error).toEqual({
      acronym: ["tooLong:5"],
      on: ["day"],
      email: ["email"],
      phone: ["phone"],
      parentId: ["choice"],
      seats: ["number"],
      form: ["choice"],
    });
  });
});

describe("a form", () => {
  it("refuses a field it does not know, and an empty one it needs", () => {
    expect(posted({ title: "A", role: "admin" }).status).toBe("error");
    expect(posted({ title: " \u0000 " }).error).toEqual({ title: ["required"] });
  });
});
