/** What stands behind the question mark of an address. */
export type Query = Record<string, string | string[] | undefined>;

/** One value of the address: the first of several, at most 200 characters, empty when there is none. */
export const one = (query: Query, name: string): string => {
  const value = query[name];
  return (Array.isArray(value) ? (value[0] ?? "") : (value ?? "")).slice(0, 200);
};

/** A value of a fixed set, or `undefined`. */
export const oneOf = <T extends string>(query: Query, name: string, values: readonly T[]): T | undefined =>
  values.find((value) => value === one(query, name));

/** All values of a repeated name in the address, each once, at most a hundred; a mistyped one finds no record. */
export const all = (query: Query, name: string): string[] => [...new Set([query[name] ?? []].flat())].slice(0, 100);

/** Who was ticked off when one message of many was looked at. */
export const leftOut = (query: Query): ReadonlySet<string> => new Set([query.out ?? ""].flat().join(".").split("."));
