const wordsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * May two names be those of one person who writes them differently: `Zoé Martin`, `MARTIN Zoé`, `Z. Martin`, `zoe.martin`,
 * `Zoé`? Where it may not, two people share an address. No name at all contradicts nobody.
 */
export function mayBeSameName(one: string, other: string): boolean {
  const [few, many] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length) as [string[], string[]];
  if (few.join('') === many.join('')) return true;
  return few.every((word) => many.some((long) => long === word || isInitial(word, long) || isInitial(long, word)));
}

const isInitial = (short: string, long: string): boolean => short.length === 1 && long.startsWith(short);
