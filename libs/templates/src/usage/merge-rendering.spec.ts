import {
  array,
  assert,
  constantFrom,
  integer,
  property,
  record,
  subarray,
  tuple,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import type { Run } from '../rendering/value-marks.js';
import { mergeRendering } from './merge-rendering.js';

const own = (text: string): Run => ({ text, variable: null });
const value = (text: string, variable = 'deadline'): Run => ({ text, variable });
const open = (text: string, variable = 'deadline'): Run => ({ ...value(text, variable), missing: true });
const said = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');

const sentence = (deadline: Run) => [
  own('Il manque une pièce.\n\nEnvoyez-la au plus tard le '),
  deadline,
  own(' : répondez à ce message en la joignant.\n\nMerci.'),
];
/** The sentence after an edit of the agent, once its field says something else. */
const merged = (from: Run, edit: (text: string) => string, to: Run) =>
  mergeRendering({ base: sentence(from), text: edit(said(sentence(from))), after: sentence(to) });

const old = value('10 décembre 2026');
const later = value('15 décembre 2026');

describe('a value in a sentence that the agent has changed', () => {
  const atTheDesk = (text: string) => text.replace('joignant.', 'joignant, ou au guichet.');

  it('follows its field', () => {
    expect(merged(old, atTheDesk, later)).toBe(atTheDesk(said(sentence(later))));
  });

  it('follows it from its placeholder on, and through what it says while it is being typed', () => {
    const typed = merged(open('[Date limite]'), atTheDesk, value('10 décembre 202'))!;
    expect(typed).toBe(atTheDesk(said(sentence(value('10 décembre 202')))));
    expect(mergeRendering({ base: sentence(value('10 décembre 202')), text: typed, after: sentence(old) })).toBe(
      atTheDesk(said(sentence(old))),
    );
    expect(merged(old, atTheDesk, open('[Date limite]'))).toContain('le [Date limite] : répondez');
  });

  it('follows it where its sentence was split, or moved to another place', () => {
    const split = (text: string) =>
      text.replace(' au plus tard', '.\n\nAu plus tard').replace(' : répondez', '\nRépondez');
    expect(merged(old, split, later)).toBe(split(said(sentence(later))));
    const moved = (text: string) => text.split('\n\n').toReversed().join('\n\n');
    expect(merged(old, moved, later)).toBe(moved(said(sentence(later))));
  });

  it('is the agent’s own once they have changed it, or removed it', () => {
    const changed = (text: string) => text.replace('10 décembre', '20 décembre');
    expect(merged(old, changed, later)).toBe(changed(said(sentence(old))));
    const removed = (text: string) => text.replace(' au plus tard le 10 décembre 2026', '');
    expect(merged(old, removed, later)).toBe(removed(said(sentence(old))));
  });

  it('is no word of the template that reads the same', () => {
    const runs = (n: string) => [own('Il y a 2 guichets, et '), value(n, 'count'), own(' vous attend.')];
    expect(
      mergeRendering({ base: runs('2'), text: 'Il y a 2 guichets ce soir, et 2 vous attend.', after: runs('3') }),
    ).toBe('Il y a 2 guichets ce soir, et 3 vous attend.');
  });
});

describe('a value at the end of its sentence', () => {
  const runs = (to: string) => [own('Bonjour.\n\nEnvoyez-la avant le '), value(to), own('.\n\nMerci.')];
  const after = (text: string) =>
    mergeRendering({ base: runs('10 décembre 2026'), text, after: runs('15 décembre 2026') });

  it('follows its field where its sentence is there', () => {
    const text = said(runs('10 décembre 2026')).replace(' avant', ', ou au guichet, avant');
    expect(after(text)).toBe(text.replace('10', '15'));
  });

  it('is the agent’s own in another sentence', () => {
    const text = 'Bonjour.\n\nNous vous recevrons avant le 10 décembre 2026.\n\nMerci.';
    expect(after(text)).toBe(text);
  });
});

describe('what the agent has written that reads as a value', () => {
  interface Case {
    template: (field: Run) => Run[];
    from: string;
    to: string;
    text: string;
  }
  const around = (before: string, behind: string) => (field: Run) => [own(`${before} `), field, own(behind)];
  const missing = around('Bonjour.\n\nIl manque', ' pièces.\n\nMerci.');
  const child = around('Bonjour.\n\nVotre enfant', ' est inscrit à l’école.\n\nMerci.');
  const amount = around('Bonjour.\n\nLe montant est de', ' €.\n\nMerci.');
  const euros = around('Bonjour.\n\nLe montant est de', ' euros.\n\nMerci.');
  const document = around('Bonjour.\n\nIl manque', ' document.\n\nMerci.');
  const untouched = ({ template, from, to, text }: Case) =>
    expect(mergeRendering({ base: template(value(from)), text, after: template(value(to)) })).toBe(text);
  const letter = (...sentences: string[]) => `Bonjour.\n\n${sentences.join(' ')}\n\nMerci.`;

  it.each([
    ['a date in figures', missing, '12', '13', letter('Rendez-vous le 12/11/2026.')],
    ['a desk', missing, '2', '3', letter('Venez au guichet 2 de la mairie.')],
    ['a name', child, 'Martin', 'Zoé', letter('Votre enfant est inscrit à l’école Martin Luther King.')],
    ['a sum', amount, '45', '60', letter('Le montant est de 50 € (45 € plus 5 € de frais).')],
    ['a sum in words', euros, '45', '60', letter('Le montant est de 50 euros (45 euros plus 5 euros de frais).')],
    ['a number', document, '1', '15', letter('Apportez 1 document.')],
    ['a number of more figures', missing, '2', '3', letter('Il manque 2,5 pièces.')],
  ])('stays: %s', (_, template, from, to, text) => untouched({ template, from, to, text }));

  it('stays: a date in a sentence of their own', () => {
    for (const behind of [' : répondez à ce message.\n\nMerci.', '.\n\nMerci.'])
      untouched({
        template: around('Bonjour.\n\nEnvoyez-la au plus tard le', behind),
        from: '10 décembre 2026',
        to: '15 décembre 2026',
        text: letter('Nous vous recevrons le 10 décembre 2026.'),
      });
  });

  it('is not taken for the value that still stands in its sentence', () => {
    const text = (n: string) => letter('Au guichet 2, dites', `qu’il vous manque ${n} pièces.`);
    expect(mergeRendering({ base: missing(value('2')), text: text('2'), after: missing(value('3')) })).toBe(text('3'));
  });

  it('and a number is followed where its sentence stands as it was, also elsewhere', () => {
    for (const move of [
      letter('Je vous remercie.', 'Il manque 2 pièces.'),
      'Merci.\n\nIl manque 2 pièces.\n\nBonjour.',
      letter('Il manque 2 nouvelles pièces.'),
    ])
      expect(mergeRendering({ base: missing(value('2')), text: move, after: missing(value('3')) })).toBe(
        move.replace('2', '3'),
      );
  });
});

describe('a list of several lines', () => {
  const list = (...items: string[]) => [
    own('Il manque :\n'),
    ...items.flatMap((item, n) => [...(n > 0 ? [own('\n')] : []), value(`- ${item}`, 'documents')]),
    own('\n\nMerci.'),
  ];

  it('follows its field as one', () => {
    expect(
      mergeRendering({
        base: list('un acte', 'un livret'),
        text: 'Il nous manque :\n- un acte\n- un livret\n\nMerci.',
        after: list('un plan'),
      }),
    ).toBe('Il nous manque :\n- un plan\n\nMerci.');
  });
});

describe('a sentence that depends on a value', () => {
  const runs = (isTacit: boolean, deadline: Run) => [
    own('Bonjour.\n\nEnvoyez-la le '),
    deadline,
    own(` au plus tard.${isTacit ? ' Le silence vaut accord.' : ''}\n\nMerci.`),
  ];

  it('comes and goes beside what the agent has written', () => {
    const text = said(runs(false, old)).replace('Envoyez-la', 'Envoyez-la-nous').replace('Bonjour.', 'Bonjour Zoé.');
    const come = mergeRendering({ base: runs(false, old), text, after: runs(true, later) })!;
    expect(come).toBe(
      'Bonjour Zoé.\n\nEnvoyez-la-nous le 15 décembre 2026 au plus tard. Le silence vaut accord.\n\nMerci.',
    );
    expect(mergeRendering({ base: runs(true, later), text: come, after: runs(false, old) })).toBe(text);
  });

  it('stays once the agent has changed it', () => {
    const text = said(runs(true, old)).replace('silence vaut', 'silence de la mairie vaut');
    expect(mergeRendering({ base: runs(true, old), text, after: runs(false, later) })).toBe(
      text.replace('10 décembre', '15 décembre'),
    );
  });
});

/** A text of words, of which some are values by their number. */
interface Part {
  words: string;
  value?: number;
}
const ownWords = constantFrom('le', 'la', 'pièce', 'avant', 'guichet.', 'merci,', ':', 'envoyez', 'le\n\nMerci.');
const dates = uniqueArray(tuple(integer({ min: 1, max: 28 }), constantFrom('mai', 'juin', 'juillet')), {
  minLength: 6,
  maxLength: 6,
  selector: String,
}).map((all) => all.map(([day, month]) => `${day} ${month} 2026`));
const template: Arbitrary<Part[]> = array(ownWords, { minLength: 1, maxLength: 4 }).chain((first) =>
  array(array(ownWords, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }).map((rest) => [
    ...first.map((words) => ({ words })),
    ...rest.flatMap((after, n) => [{ words: '', value: n }, ...after.map((words) => ({ words }))]),
  ]),
);
const edits = array(
  record({
    at: integer({ min: 0, max: 40 }),
    removed: integer({ min: 0, max: 3 }),
    typed: subarray(['Zoé', 'ou', 'le', 'pièce', 'x1', 'x2,', '– au']),
  }),
  { maxLength: 6 },
);

const runsOf = (parts: readonly Part[], values: readonly string[]): Run[] =>
  parts.flatMap(({ words, value: n }, at) => [
    ...(at > 0 ? [own(' ')] : []),
    n === undefined ? own(words) : value(values[n]!, `field_${n}`),
  ]);

/** Removes and writes words anywhere but in values. */
function edited(parts: readonly Part[], changes: typeof edits extends Arbitrary<infer T> ? T : never): Part[] {
  return changes.reduce<Part[]>(
    (all, { at, removed, typed }) => {
      const place = at % (all.length + 1);
      const gone = all.slice(place, place + removed).filter(({ value: n }) => n !== undefined);
      return [...all.slice(0, place), ...typed.map((words) => ({ words })), ...gone, ...all.slice(place + removed)];
    },
    [...parts],
  );
}

/** What an agent types beside what the template says, with values in it. */
const typedValues = (values: readonly string[]) =>
  array(
    record({
      at: integer({ min: 0, max: 40 }),
      removed: integer({ min: 0, max: 6 }),
      typed: array(constantFrom('x1', 'Zoé', 'x2,', ...values), { maxLength: 3 }).map((words) => ['ο', ...words, 'ω']),
    }),
    { maxLength: 5 },
  );
const shortValues = uniqueArray(
  constantFrom('2', '12', '3', '45', '1', '2026', 'Martin', 'Léa', '10 mai 2026', '8 mai 2026'),
  {
    minLength: 6,
    maxLength: 6,
  },
);

it('what was typed stays whatever its fields say, though it reads as their values', () => {
  const cases = shortValues.chain((all) => tuple(template, typedValues(all.slice(0, 3)), constantFrom(all)));
  assert(
    property(cases, integer({ min: 0, max: 7 }), ([parts, typing, all], lost) => {
      const [before, now] = [all.slice(0, 3), all.slice(3)];
      // Values are removed and changed, too.
      const mine = edited(parts, typing).flatMap((part) =>
        part.value === undefined || !(lost & (2 ** part.value)) ? [part] : part.value === 1 ? [] : [{ words: '99' }],
      );
      const result = mergeRendering({
        base: runsOf(parts, before),
        text: said(runsOf(mine, before)),
        after: runsOf(parts, now),
      })!;
      // Each value of the template is the former or the new one, and every other word is as it was.
      const shape = mine.map(({ words, value: n }) =>
        n === undefined ? RegExp.escape(words) : `(?:${before[n]}|${now[n]})`,
      );
      expect(result).toMatch(new RegExp(`^${shape.join(' ')}$`));
    }),
    { numRuns: 2_000 },
  );
});

it('every value follows its field where the words on both sides of it stay, and every other word stays as it is', () => {
  const LONGER = ['avant', 'guichet', 'pièces', 'merci,'];
  const words = (n: number) => LONGER.map((word) => ({ words: `${word}${'abc'[n]}` }));
  const parts = [0, 1, 2].flatMap((n) => [...words(n).slice(0, 2), { words: '', value: n }, ...words(n).slice(2)]);
  assert(
    property(edits, shortValues, (changes, all) => {
      const [before, now] = [all.slice(0, 3), all.slice(3)];
      // What is written and removed is never beside a value.
      const far = changes.map((change) => ({
        ...change,
        at: [0, 1, 4, 5, 6, 9, 10, 11, 14][change.at % 9]!,
        removed: 0,
      }));
      const mine = far.toSorted((a, b) => b.at - a.at).reduce((all, change) => edited(all, [change]), parts);
      const result = mergeRendering({
        base: runsOf(parts, before),
        text: said(runsOf(mine, before)),
        after: runsOf(parts, now),
      });
      expect(result).toBe(said(runsOf(mine, now)));
    }),
    { numRuns: 500 },
  );
});

it('nothing that was typed is lost where whole sentences come and go', () => {
  const TYPED = ['αlpha', 'βêta', 'γamma'];
  assert(
    property(template, template, edits, dates, (parts, others, changes, all) => {
      const typing = changes.map((change, n) => ({ ...change, typed: TYPED.slice(n % 3, (n % 3) + 1) }));
      const mine = edited(parts, typing);
      const result = mergeRendering({
        base: runsOf(parts, all),
        text: said(runsOf(mine, all)),
        after: runsOf(others, all.toReversed()),
      })!;
      for (const word of TYPED)
        expect(result.split(word)).toHaveLength(mine.filter(({ words }) => words === word).length + 1);
    }),
    { numRuns: 500 },
  );
});
