import { fold } from "@/lib/text";

/** Words that tell no two names apart, in the three languages. */
const particles = new Set("a al and d de del des du e el et l la las le les los of the y".split(" "));

/** The folded words of a name that tell it from another. */
export const tellingWords = (name: string): string[] =>
  fold(name)
    .split(" ")
    .filter((word) => word && !particles.has(word));

/** Whether two institutions' names may be one: word by word the same, shortened ("Min. de Salud") or off by one letter. */
export function namesAlike(one: string, other: string): boolean {
  const [a, b] = [tellingWords(one), tellingWords(other)];
  return a.length > 0 && a.length === b.length && a.every((word, i) => wordsAlike(word, b[i] ?? ""));
}

const wordsAlike = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 3 && long.startsWith(short)) || (short.length >= 5 && oneLetterApart(short, long));
};

/** One letter more, less, other, or two of them swapped. */
function oneLetterApart(short: string, long: string): boolean {
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = (text: string, from: number) => text.slice(from);
  if (short.length + 1 === long.length) return rest(short, at) === rest(long, at + 1);
  if (short.length !== long.length) return false;
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at] && rest(short, at + 2) === rest(long, at + 2);
  return swapped || rest(short, at + 1) === rest(long, at + 1);
}

/** Whether two people's names may be one: the words of one are all among those of the other, in whatever order. */
export function peopleAlike(one: string, other: string): boolean {
  const [few, many] = [tellingWords(one), tellingWords(other)].sort((a, b) => a.length - b.length) as [string[], string[]];
  if (few.length === 0 || (few.length === 1 && many.length > 1)) return false;
  return few.every((word) => many.includes(word));
}
