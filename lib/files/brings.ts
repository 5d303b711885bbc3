import { unescaped } from "./found";

/** Relations by which a document holds other files, whatever they are of. */
const holding = /\/(oleObject|package|aFChunk|frame|subDocument)$/i;
/** Fields that fetch something, run something, or put a part of another file in their place; also behind a bracket within an attribute. */
const fetching = /(?:^|>)\s*(DDE|DDEAUTO|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|AUTOTEXT|AUTOTEXTLIST|DATABASE|RD|EMBED)(?![A-Z])/i;

/** No honest part has more; others would take their time. */
const MOST_RELATIONS = 20_000;
const attributes = /\s(Type|TargetMode|Target)\s*=\s*["']\s*([^"']{0,200})/g;
const isAway = (target: string): boolean => /^([a-z][a-z0-9+.-]+:|\\\\|\/\/)/i.test(target);
const isOwnDisk = (target: string): boolean => /^file:\/\/\/[a-z]:/i.test(target);

/**
 * Whether a document brings in parts of itself from elsewhere, or holds other files: programs open those without asking.
 * Links to be followed by hand are nothing of the kind, nor the template of the machine it was written on, nor the table of a chart.
 */
export function relationsBring(part: string, relations: string): boolean {
  const each = unescaped(relations)
    .split(/<(?:[\w.-]+:)?Relationship\s/)
    .slice(1);
  return (
    each.length > MOST_RELATIONS ||
    each.some((one) => {
      const found = [...` ${one}`.matchAll(attributes)].map(([, name, value = ""]) => ({ name, value: value.trim() }));
      const values = (name: string): string[] => found.filter((attribute) => attribute.name === name).map(({ value }) => value);
      const [kinds, targets] = [values("Type"), values("Target")];
      const every = (name: string): boolean => kinds.length > 0 && kinds.every((kind) => kind.endsWith(`/${name}`));
      const chart = every("package") && /\/charts\/_rels\//i.test(part) && targets.every((target) => /^\.\.?\/[^:]*\.xlsx$/i.test(target));
      const away = values("TargetMode").some((mode) => /external/i.test(mode)) || targets.some(isAway);
      if (!away) return kinds.some((kind) => holding.test(kind)) && !chart;
      return !every("hyperlink") && !(every("attachedTemplate") && targets.every(isOwnDisk));
    })
  );
}

const steps =
  /<(?:[\w.-]+:)?(?:fldChar\b[^<]*?fldCharType\s*=\s*["']\s*(begin|separate|end)|(?:del)?instrText\b[^<]*?>([^<]*)|fldSimple\b[^<]*?\binstr\s*=\s*(?:"([^"]*)|'([^']*)))/gi;

/** Whether a text of Word has a field that fetches or runs, however its name is cut into runs or hidden behind another field. */
export function fieldsBring(xml: string): boolean {
  if (!/instrText|fldSimple/i.test(xml)) return false;
  // No writing program sets these among fields; here they would cut a name in two.
  if (/<!--|<!\[CDATA/.test(xml)) return true;
  const open: string[] = [];
  for (const [, step, run, double, single] of unescaped(xml).matchAll(steps)) {
    const simple = double ?? single;
    if (simple !== undefined && fetching.test(simple)) return true;
    if (run !== undefined) open.push((open.pop() ?? "") + run);
    // A field in the place of another's name computes it.
    if (step === "begin" && open.length > 0 && open.at(-1)?.trim() === "") return true;
    if (step === "begin") open.push("");
    if (step === "separate" && fetching.test(open.at(-1) ?? "")) return true;
    if (step === "end" && fetching.test(open.pop() ?? "")) return true;
  }
  return open.some((rest) => fetching.test(rest));
}
