import { readdirSync } from "node:fs";
import { parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { errorText } from "@/app/form-errors";
import { translator } from "@/lib/i18n";
import { hostile, type Leaf, leaves, unclean } from "./hostile";

/** Every input of every room, by its name. */
async function inputs(): Promise<[string, z.ZodType][]> {
  const files = readdirSync("core", { recursive: true }).map(String);
  const modules = await Promise.all(
    files
      .filter((file) => /(^|\/)input\.ts$/.test(file) && !file.startsWith("kernel"))
      .map((file) => import(`${process.cwd()}/core/${file}`)),
  );
  return modules.flatMap((module: Record<string, unknown>) =>
    Object.entries(module).filter((entry): entry is [string, z.ZodType] => entry[0].endsWith("Input")),
  );
}

const all = await inputs();
const t = translator("en");

/** What a field's own rule makes of a posted text: a value, or codes of what is wrong. */
function read(schema: z.ZodType, { path }: Leaf, text: string) {
  const data = new FormData();
  data.append(path, text);
  const submission = parseWithZod(data, { schema });
  const wrong = submission.status === "success" ? {} : ((submission.error ?? {}) as Record<string, string[] | null>);
  return { wrong, value: submission.status === "success" ? submission.value : undefined };
}

/** The value a schema of one field makes of a text, alone. */
const alone = ({ schema }: Leaf, text: string): unknown => {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
};

describe("every field of every form", () => {
  it("is looked at", () => {
    expect(all.length).toBeGreaterThan(50);
    expect(all.flatMap(([, schema]) => leaves(schema)).length).toBeGreaterThan(300);
  });

  it.each(Object.entries(hostile))("takes %s clean, or says what is wrong with it in a sentence", (_, text) => {
    const found = all.flatMap(([name, schema]) =>
      leaves(schema).flatMap((leaf) => {
        const codes = Object.values(read(schema, leaf, text).wrong).flatMap((some) => some ?? []);
        const silent = codes.filter((code) => errorText(code, t) === undefined && !code.startsWith("Unrecognized key"));
        const stored = leaf.type === "string" ? unclean(alone(leaf, text)) : [];
        return [...silent, ...stored].map((what) => `${name}.${leaf.path}: ${what.slice(0, 60)}`);
      }),
    );
    expect([...new Set(found)]).toEqual([]);
  });

  it("is bounded: nobody stores ten thousand characters", () => {
    const found = all.flatMap(([name, schema]) =>
      leaves(schema).flatMap((leaf) => {
        const parsed = leaf.schema.safeParse(hostile.long);
        // What falls back on a choice of its own takes nothing of it.
        return parsed.success && (JSON.stringify(parsed.data)?.length ?? 0) > 1000 ? [`${name}.${leaf.path}`] : [];
      }),
    );
    expect(found).toEqual([]);
  });

  it("holds no day of an age nobody keeps records of, and no number beyond its bounds", () => {
    const odd = [hostile["early year"], hostile["year of five"], hostile.exponent, hostile.NaN, hostile.Infinity, hostile.fraction];
    const found = all.flatMap(([name, schema]) =>
      leaves(schema)
        .filter(({ path, type }) => type === "number" || /(^|\.)(day|lastDay|until|validFrom|validTo|on|tellBy|replyBy|dueOn)$/.test(path))
        // A version and an instant are compared with what stands, whatever they are.
        .filter(({ path }) => !["version", "since"].includes(path))
        .flatMap((leaf) =>
          odd
            .filter((text = "") => !Object.hasOwn(read(schema, leaf, text).wrong, leaf.path))
            .map((text) => `${name}.${leaf.path}: ${text}`),
        ),
    );
    expect(found).toEqual([]);
  });

  it("refuses a field nobody sends, also one of every object", () => {
    for (const [name, schema] of all)
      for (const key of ["role", "officeId", "isAdmin", "toString"]) {
        if (leaves(schema).some(({ path }) => path.split(/[.[]/)[0] === key.split(".")[0])) continue;
        const data = new FormData();
        data.append(key, "admin");
        expect(parseWithZod(data, { schema }).status, `${name} with ${key}`).not.toBe("success");
      }
    const data = new FormData();
    for (const key of ["__proto__.x", "constructor.prototype.x"]) data.append(key, "admin");
    for (const [, schema] of all) parseWithZod(data, { schema });
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
