import type { Localized } from "@/lib/localized";
import data from "./frameworks.json" with { type: "json" };

/** A set of objectives as it stands between two days (`YYYY-MM-DD`); another wording is another framework. Short titles, as their keepers publish them. */
export type Framework = {
  key: string;
  short: Required<Localized>;
  name: Required<Localized>;
  since: string;
  until?: string;
  items: { n: number; name: Required<Localized> }[];
};

export const frameworks: Framework[] = data.frameworks;

/** One objective, called `framework:number` wherever it is kept, so that its wording stays that of its time. */
export type Objective = { key: string; n: number; name: Required<Localized>; framework: Framework };

const objectives = new Map(
  frameworks.flatMap((framework) =>
    framework.items.map(({ n, name }): [string, Objective] => {
      const key = `${framework.key}:${n}`;
      return [key, { key, n, name, framework }];
    }),
  ),
);

export const objectiveKeys: readonly string[] = [...objectives.keys()];

/** An objective by its key; `undefined` for one that no framework has. */
export const objectiveOf = (key: string): Objective | undefined => objectives.get(key);

/** Whether an objective's framework is in force on a day. */
export function isInForce(key: string, day: string): boolean {
  const framework = objectives.get(key)?.framework;
  return framework !== undefined && framework.since <= day && (framework.until ?? day) >= day;
}
