import type { Language, TemplateBlock, TemplateContent } from '@guichet/contracts';
import { wording } from '../rendering/parse-wording.js';
import { toText } from '../rendering/runs-to-text-and-html.js';
import { distinctValues } from './distinct-values.js';
import { normaliseText } from './normalise-text.js';
import { areAlike, stemsOf } from './stems.js';

/** A block whose short wording says something under another condition than the full one does. */
export interface ConditionDifference {
  block: number;
  variable: string;
}

/** Compares under which conditions the two wordings of each block say something, where no fact or variable tells. Pure. */
export function compareConditions(content: TemplateContent, language: Language): ConditionDifference[] {
  return content.blocks.flatMap((block, n) => {
    const { full, short } = block;
    if (short === null || short === '') return [];
    const [names, optional] = (['names', 'optional'] as const).map(
      (of) => new Set([...wording(full)[of], ...wording(short)[of]]),
    );
    const values = distinctValues([...names!]);
    return [...optional!]
      .filter((name) =>
        differs(block, { values, name, others: [...optional!].filter((other) => other !== name), language }),
      )
      .map((name) => ({ block: n, variable: name }));
  });
}

interface Asked {
  values: Record<string, string>;
  name: string;
  others: readonly string[];
  language: Language;
}

/** The other conditions are all true, and then all false. */
const differs = (block: TemplateBlock, { values, name, others, language }: Asked): boolean =>
  [values, { ...values, ...Object.fromEntries(others.map((other) => [other, ''])) }].some((given) => {
    const said = (source: string, value: string) => {
      const runs = wording(source).write({ ...given, [name]: value }, { language, short: source !== block.full });
      return toText(runs);
    };
    const [whole, little] = [block.full, block.short!].map((source) => ({
      there: said(source, given[name] || 'yes'),
      empty: said(source, ''),
    }));
    const saysNothing = (text: string) => text.trim() === '';
    // A short text may say less, but for what must be said.
    const differ = (long: string, brief: string) =>
      saysNothing(long) ? !saysNothing(brief) : saysNothing(brief) && block.mandatory;
    return (
      differ(whole!.there, little!.there) || differ(whole!.empty, little!.empty) || isTurned(whole!, little!, language)
    );
  });

interface Branches {
  there: string;
  empty: string;
}

/** Do the words that are said only with a value in one text stand in the other where there is none? */
function isTurned(full: Branches, short: Branches, language: Language): boolean {
  const own = ({ there, empty }: Branches) => {
    const [mine, others] = [there, empty].map((text) => stemsOf(normaliseText(text, language), language));
    return mine!.filter((stem) => !others!.some((other) => areAlike(stem, other)));
  };
  const turned = ({ there, empty }: Branches): Branches => ({ there: empty, empty: there });
  const shared = (a: readonly string[], b: readonly string[]) =>
    a.filter((stem) => b.some((other) => areAlike(stem, other))).length;
  const [fullThere, fullEmpty, shortThere, shortEmpty] = [own(full), own(turned(full)), own(short), own(turned(short))];
  const straight = shared(shortThere, fullThere) + shared(shortEmpty, fullEmpty);
  return shared(shortThere, fullEmpty) + shared(shortEmpty, fullThere) > straight;
}
