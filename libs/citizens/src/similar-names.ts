/** Words before a name that are none: of a man, of a woman, of either. */
const CIVILITIES = {
  man: 'm mm mr monsieur messieurs mister sr herr',
  woman: 'mme mmes mlle mlles mrs ms miss madame mesdames mademoiselle sra frau',
  either: 'dr docteur me maitre pr prof professeur',
};
const civilityOf = new Map(
  Object.entries(CIVILITIES).flatMap(([whose, words]) => words.split(' ').map((word) => [word, whose])),
);

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * A name that somebody has typed without what stands before it: `Mme Mendès` and `M. et Mme Mendès` are looked for as `Mendès`, as hardly
 * any name is stored with it. What is nothing else stays, as it may be the beginning of a name.
 */
export function withoutCivilities(typed: string): string {
  let name = typed.trim();
  for (let isFirst = true; ; isFirst = false) {
    const between = isFirst ? '' : (/^(?:et|ou|and|or|&)\s+/iu.exec(name)?.[0] ?? '');
    const [before, word] = /^(\p{L}+)(?:\.\s*|\s+)(?=[\p{L}\p{N}])/u.exec(name.slice(between.length)) ?? [];
    if (before === undefined || word === undefined || !civilityOf.has(fold(word))) return name;
    name = name.slice(between.length + before.length);
  }
}

interface Name {
  words: string[];
  civilities: Set<string>;
}

function nameOf(text: string): Name {
  const all = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return {
    words: all.filter((word) => !civilityOf.has(word)),
    civilities: new Set(all.flatMap((word) => civilityOf.get(word) ?? [])),
  };
}

/**
 * May two names be those of one person who writes them differently: `Zoé Martin`, `MARTIN Zoé`, `Z. Martin`, `zoe.martin`,
 * `Zoé`? Where it may not, two people share an address. No word at all is the name of nobody.
 */
export function mayBeSameName(one: string, other: string): boolean {
  const names = [nameOf(one), nameOf(other)];
  if (areOfTwo(...(names as [Name, Name]))) return false;
  const [few, many] = names.toSorted((a, b) => a.words.length - b.words.length) as [Name, Name];
  if (few.words.join('') === many.words.join('')) return true;
  // `M. Dupont` is any man of the family.
  if (few.words.length === 1 && few.civilities.size > 0) return false;
  const equal = few.words.filter((word) => many.words.includes(word));
  const free = many.words.filter((word) => !equal.includes(word));
  const rest = few.words.filter((word) => !equal.includes(word));
  return equal.length > 0 && rest.every((word) => free.some((long) => isInitial(word, long) || isInitial(long, word)));
}

/** Does a text name anybody? No text without a word does, no titles, and no initials: `?`, `M. et Mme`, `J. D.`. */
export const namesSomebody = (text: string): boolean =>
  nameOf(text).words.some((word) => !/^(?:\p{Ll}|et|and)$/u.test(word));

/** A man, a woman, or a couple: where both names say which, and not the same. */
function areOfTwo(one: Name, other: Name): boolean {
  const [a, b] = [one, other].map(({ civilities }) => ['man', 'woman'].filter((whose) => civilities.has(whose)).join());
  return Boolean(a && b && a !== b);
}

const isInitial = (short: string, long: string): boolean => short.length === 1 && long.startsWith(short);
