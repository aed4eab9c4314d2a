import { readFileSync } from 'node:fs';
import { TemplateContent, type Language } from '@guichet/contracts';
import { checkMeaning } from '../facts/check-meaning.js';

/**
 * Pairs of a full and a short wording, some of which say the same while others contradict each other in one thing. They were written by
 * thirty-eight people who had not read the check: the ids of the second begin with `b`, those of the third with `c`, and so on; `p` wrote English
 * ones that say the same value in another spelling. Each set was judged once before anything was changed for it. The last two in English, `ek`
 * and `el`: 8 of 200 equal ones were refused, all but 1 of 72 contrary values, and 7 of 128 others passed. The last three in French, `m`, `o`
 * and `q`: 12 of 300, all but 1 of 108, 10 of 192.
 */
interface Pair {
  id: string;
  class: string;
  equal: boolean;
  full: string;
  short: string;
  subject?: string;
}
type Verdict = 'refused' | 'warned' | 'approved';

const pairsOf = (language: Language) =>
  JSON.parse(readFileSync(`${import.meta.dirname}/foreign-pairs/pairs.${language}.json`, 'utf8')) as Pair[];

function verdictOn({ full, short, subject = '' }: Pair, language: Language): Verdict {
  const content = TemplateContent.parse({ subject, blocks: [{ kind: 'facts', full, short }] });
  const findings = checkMeaning(content, { language, sourceLanguage: language });
  if (findings.some(({ severity }) => severity === 'error')) return 'refused';
  return findings.some(({ severity }) => severity === 'warning') ? 'warned' : 'approved';
}

/** Contradictions of these classes are in numbers, dates, links, telephone numbers and variables: they are refused. */
const REFUSED = /^(?:number|amount|date|time|delay|deadline|link|phone|email|variable)/;

describe.each(['fr', 'en'] as const)('the meaning check of foreign pairs in %s', (language) => {
  const judged = pairsOf(language).map((pair) => ({ ...pair, verdict: verdictOn(pair, language) }));
  const share = (of: typeof judged, verdicts: readonly Verdict[]) =>
    of.filter(({ verdict }) => verdicts.includes(verdict)).length / of.length;
  const contradicting = judged.filter(({ equal }) => !equal);

  it('has enough of each', () => {
    expect(contradicting.length).toBeGreaterThan(400);
    expect(judged.length - contradicting.length).toBeGreaterThan(400);
  });

  it('refuses at most one in twenty that say the same', () => {
    expect(
      share(
        judged.filter(({ equal }) => equal),
        ['refused'],
      ),
    ).toBeLessThanOrEqual(0.05);
  });

  it('refuses all but one in fifty whose numbers, dates, links, telephone numbers or variables contradict each other', () => {
    const hard = contradicting.filter(({ class: kind }) => REFUSED.test(kind));
    expect(share(hard, ['warned', 'approved'])).toBeLessThanOrEqual(0.02);
  });

  it('refuses or warns about all but one in ten of the others', () => {
    const soft = contradicting.filter(({ class: kind }) => !REFUSED.test(kind));
    expect(share(soft, ['approved'])).toBeLessThanOrEqual(0.1);
  });

  it('passes over no class of contradictions', () => {
    // One of three or four pairs says nothing of a class.
    const classes = [...Map.groupBy(contradicting, ({ class: kind }) => kind)].filter(([, pairs]) => pairs.length > 4);
    expect(classes.filter(([, pairs]) => share(pairs, ['approved']) > 0.3).map(([kind]) => kind)).toEqual([]);
  });
});
