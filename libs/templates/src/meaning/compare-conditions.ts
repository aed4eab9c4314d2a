import type { Language, TemplateBlock, TemplateContent } from '@guichet/contracts';
import { wording } from '../rendering/parse-wording.js';
import { BoundedCache } from '../rendering/bounded-cache.js';
import { toText } from '../rendering/runs-to-text-and-html.js';
import { distinctValues } from './distinct-test-values.js';
import { normaliseText } from './normalise-text.js';
import { areAlike, stemsOf } from './stems.js';

/** A block whose short wording says something under another condition than the full one does. */
export interface ConditionDifference {
  block: number;
  variable: string;
}

/** What was found in the blocks that were compared last: an author changes one of them from one preview to the next. */
const found = new BoundedCache<readonly string[]>(400_000);

/** Compares under which conditions the two wordings of each block say something, where no fact or variable tells. Pure. */
export const compareConditions = (content: TemplateContent, language: Language): ConditionDifference[] =>
  content.blocks.flatMap((block, n) => {
    const { full, short, mandatory } = block;
    if (short === null || short === '') return [];
    const key = JSON.stringify([language, mandatory, full, short]);
    return found.get(key, () => variablesOtherwise(block, language)).map((variable) => ({ block: n, variable }));
  });

function variablesOtherwise({ full, short, mandatory }: TemplateBlock, language: Language): string[] {
  const [names, optional] = (['names', 'optional'] as const).map(
    (of) => new Set([...wording(full)[of], ...wording(short!)[of]]),
  );
  const values = distinctValues([...names!]);
  // Most texts of a block are written again for each of its variables.
  const read = new BoundedCache<string[]>(100_000);
  const stems: StemsOf = (text) => read.get(text, () => stemsOf(normaliseText(text, language), language));
  return [...optional!].filter((name) => {
    const others = [...optional!].filter((other) => other !== name);
    return differs({ full, short: short!, mandatory }, { values, name, others, language, stems });
  });
}

interface Asked {
  values: Record<string, string>;
  name: string;
  others: readonly string[];
  language: Language;
  stems: StemsOf;
}

type StemsOf = (text: string) => readonly string[];

/** The other conditions are all true, and then all false. */
const differs = (
  block: Pick<TemplateBlock, 'full' | 'mandatory'> & { short: string },
  { values, name, others, language, stems }: Asked,
): boolean =>
  [values, { ...values, ...Object.fromEntries(others.map((other) => [other, ''])) }].some((given) => {
    const said = (source: string, value: string) => {
      const runs = wording(source).writeMadeUp({ ...given, [name]: value }, { language, short: source !== block.full });
      return toText(runs);
    };
    const [whole, little] = [block.full, block.short].map((source) => ({
      there: said(source, given[name] || 'yes'),
      empty: said(source, ''),
    }));
    const saysNothing = (text: string) => text.trim() === '';
    // A short text may say less, but for what must be said.
    const differ = (long: string, brief: string) =>
      saysNothing(long) ? !saysNothing(brief) : saysNothing(brief) && block.mandatory;
    return (
      differ(whole!.there, little!.there) || differ(whole!.empty, little!.empty) || isTurned(whole!, little!, stems)
    );
  });

interface Branches {
  there: string;
  empty: string;
}

/** Do the words that are said only with a value in one text stand in the other where there is none? */
function isTurned(full: Branches, short: Branches, stems: StemsOf): boolean {
  const own = ({ there, empty }: Branches): [string[], string[]] => {
    const [ofThere, ofEmpty] = [stems(there), stems(empty)];
    const without = (some: readonly string[], others: readonly string[]) =>
      some.filter((stem) => !others.some((other) => areAlike(stem, other)));
    return [without(ofThere, ofEmpty), without(ofEmpty, ofThere)];
  };
  const shared = (a: readonly string[], b: readonly string[]) =>
    a.filter((stem) => b.some((other) => areAlike(stem, other))).length;
  const [[fullThere, fullEmpty], [shortThere, shortEmpty]] = [own(full), own(short)];
  const straight = shared(shortThere, fullThere) + shared(shortEmpty, fullEmpty);
  return shared(shortThere, fullEmpty) + shared(shortEmpty, fullThere) > straight;
}
