import { editsOf, keepEdits, restorePassages, anonymiseEdits, placesOf } from './agent-edits.js';
import { MAX_SEARCHED } from '../facts/find-facts.js';
import type { RenderedBlock } from '../rendering/render.js';

const block = (n: number, text: string): RenderedBlock => ({
  block: n,
  kind: 'facts',
  runs: [],
  text,
  html: `<p>${text}</p>`,
});
const full = [
  block(0, 'Bonjour Zoé,'),
  block(1, 'Il nous manque :\n- un justificatif\n- un livret'),
  block(2, 'Envoyez-les avant le 18 décembre 2026.'),
  block(3, 'Inès Morel'),
];
const short = [block(1, 'Manquent : un justificatif et un livret.'), block(2, 'Avant le 18/12/2026.')];
const text = (blocks: readonly RenderedBlock[]) => blocks.map((one) => one.text).join('\n\n');
const fates = (changed: string) => editsOf(full, changed).edits.map(({ fate }) => fate);

describe('what an agent changed', () => {
  it('is nothing where the words are the same, however they are spaced', () => {
    expect(editsOf(full, text(full)).verbatim).toBe(true);
    expect(editsOf(full, text(full).replace(/\n\n?/g, '\n\n').replaceAll('- ', '• ')).verbatim).toBe(true);
  });

  it('is told block by block', () => {
    expect(fates(text(full).replace('Envoyez-les avant', 'Merci de nous les envoyer avant'))).toEqual([
      'kept',
      'kept',
      'changed',
      'kept',
    ]);
    expect(fates(text(full).replace('Envoyez-les avant le 18 décembre 2026.', ''))).toEqual([
      'kept',
      'kept',
      'deleted',
      'kept',
    ]);
    expect(fates(text(full).replace('\n- un livret', ''))).toEqual(['kept', 'changed', 'kept', 'kept']);
    expect(fates('')).toEqual(['deleted', 'deleted', 'deleted', 'deleted']);
  });

  it('tells apart two blocks that were both written anew', () => {
    const changed = text(full)
      .replace('Bonjour Zoé,', 'Bonjour Madame,')
      .replace('Envoyez-les avant le 18 décembre 2026.', 'Envoyez-les-nous avant le 20 décembre 2026.');
    expect(fates(changed)).toEqual(['changed', 'kept', 'changed', 'kept']);
  });

  it('knows what was put in the place of a block, however little they resemble', () => {
    const { edits, added } = editsOf(
      full,
      text(full).replace('Envoyez-les avant le 18 décembre 2026.', 'Passez donc.'),
    );
    expect(edits[2]).toMatchObject({ fate: 'changed', after: 'Passez donc.' });
    expect(added).toBe('');
  });

  it('keeps what was added between blocks apart', () => {
    const { edits, added } = editsOf(
      full,
      `${full[0]!.text}\n\nMerci de votre appel de ce matin.\n\n${text(full.slice(1))}`,
    );
    expect(added).toBe('Merci de votre appel de ce matin.');
    expect(edits.every(({ fate }) => fate === 'kept')).toBe(true);
  });
});

describe('what was pasted', () => {
  const lines = (count: number, word: (n: number) => string) => Array.from({ length: count }, (_, n) => word(n));
  /** Counts how often a word was compared with others. */
  function compared(base: Parameters<typeof editsOf>[0], changed: string): number {
    const has = jest.spyOn(Set.prototype, 'has');
    try {
      editsOf(base, changed);
      return has.mock.calls.length;
    } finally {
      has.mockRestore();
    }
  }

  it('leaves the blocks around it as they are, however long it is', () => {
    const pasted = lines(10_000, (n) => `autre ligne ${n}`).join('\n');
    const { edits, added } = editsOf(full, text(full).replace('Inès Morel', `${pasted}\n\nInès Morel`));
    expect(edits.map(({ fate }) => fate)).toEqual(['kept', 'kept', 'kept', 'kept']);
    expect(added).toHaveLength(pasted.length);
  });

  it('is compared word by word up to some hundred lines, and is all there', () => {
    const base = [block(0, lines(1_000, (n) => `un mot ${n}`).join('\n')), block(1, 'deux mots')];
    const other = (count: number) => lines(count, (n) => `autre mot x${n}`).join('\n');
    expect(compared(base, other(20_000))).toBeLessThan(2 * 30_000);
    expect(compared(base, other(20_000))).toBeLessThan(2.1 * compared(base, other(10_000)));
    const { edits, added } = editsOf(base, other(5_000));
    expect([...edits.map(({ after }) => after).filter(Boolean), ...(added ? [added] : [])].join('\n')).toBe(
      other(5_000),
    );
  });

  it('is all changed where more lines were moved than anybody moves', () => {
    const base = [block(0, lines(5_000, (n) => `ligne ${n}`).join('\n'))];
    const shuffled = lines(5_000, (n) => `ligne ${(n * 7) % 5_000}`).join('\n');
    expect(editsOf(base, shuffled).edits).toMatchObject([{ fate: 'changed', after: shuffled }]);
    const [first, ...rest] = base[0]!.text.split('\n');
    expect(editsOf(base, [...rest, first].join('\n')).edits[0]!.fate).toBe('changed');
  });

  it('is no place of a block where no facts are looked for', () => {
    const places = placesOf(full, `${'mot\n'.repeat(MAX_SEARCHED / 4)}${text(full)}`);
    expect([...places.values()].map(({ text: there }) => there).join('').length).toBeLessThanOrEqual(4 * MAX_SEARCHED);
    expect([...places.values()].some(({ text: there }) => there.includes('Inès'))).toBe(false);
  });
});

describe('another channel', () => {
  it('renders anew what was left alone', () => {
    expect(keepEdits({ base: full, text: text(full), after: short, gap: '\n' }).text).toBe(
      short.map((one) => one.text).join('\n'),
    );
  });

  it('keeps what the agent wrote, in its place', () => {
    const mine = text(full)
      .replace('Envoyez-les avant le 18 décembre 2026.', 'Apportez-les avant le 20 décembre 2026.')
      .replace('Bonjour Zoé,', 'Bonjour Zoé,\n\nMerci de votre appel.');
    expect(keepEdits({ base: full, text: mine, after: short, gap: '\n' }).text).toBe(
      'Merci de votre appel.\nManquent : un justificatif et un livret.\nApportez-les avant le 20 décembre 2026.',
    );
  });

  it('does not bring back what was deleted', () => {
    const mine = text(full).replace('Envoyez-les avant le 18 décembre 2026.', '');
    expect(keepEdits({ base: full, text: mine, after: short, gap: '\n' }).text).toBe(
      'Manquent : un justificatif et un livret.',
    );
  });

  it('brings what the other had left out', () => {
    expect(keepEdits({ base: short, text: text(short), after: full, gap: '\n\n' }).text).toBe(text(full));
  });

  it('keeps the blank line between own words and those of the template where the wordings are spaced alike', () => {
    const mine = `Merci de votre appel.\n\n${short.map((one) => one.text).join('\n')}\n\nÀ bientôt.`;
    const inEnglish = [block(1, 'A livret is missing.'), block(2, 'By 18/12/2026.')];
    const edits = { base: short, text: mine, after: inEnglish, gap: '\n' };
    expect(keepEdits({ ...edits, isSpacedAlike: true }).text).toBe(
      'Merci de votre appel.\n\nA livret is missing.\nBy 18/12/2026.\n\nÀ bientôt.',
    );
    expect(keepEdits(edits).text).not.toContain('\n\n');
  });

  it('escapes what was typed', () => {
    expect(keepEdits({ base: full, text: `${text(full)}\n\n<img src=x>`, after: full, gap: '\n\n' }).html).toContain(
      '<p>&#60;img src=x&#62;</p>',
    );
  });
});

describe('what many answers teach', () => {
  it('is a wording with its variables, and nobody’s data', () => {
    const runs = [
      { text: 'Bonjour ', variable: null },
      { text: 'Zoé Martin', variable: 'citizen_name' },
      { text: ', avant le ', variable: null },
      { text: '18 décembre 2026', variable: 'deadline' },
    ];
    const base = [{ ...block(0, 'Bonjour Zoé Martin, avant le 18 décembre 2026'), runs }];
    const { edits } = editsOf(base, 'Chère Zoé Martin, venez avant le 18 décembre 2026');
    expect(anonymiseEdits(edits, base)).toEqual([
      { block: 0, kind: 'facts', fate: 'changed', after: 'Chère {{ citizen_name }}, venez avant le {{ deadline }}' },
    ]);
  });

  it('names a value where it stands by itself, and nothing within a name', () => {
    const runs = [
      { text: 'ce', variable: 'place' },
      { text: '12', variable: 'number' },
      { text: 'Zoé (Ana)', variable: 'citizen_name' },
      { text: 'Zoé', variable: 'name' },
      { text: '12,50 €', variable: 'amount' },
      { text: 'number', variable: 'documents' },
    ];
    const base = [{ ...block(0, 'ce 12 Zoé (Ana) Zoé 12,50 € number'), runs }];
    const of = (changed: string) => anonymiseEdits(editsOf(base, changed).edits, base)[0]!.after;
    expect(of('Ecé, cela, ce 12 de 2012, 12,5 et 3,12 à Zoé (Ana)')).toBe(
      'Ecé, cela, {{ place }} {{ number }} de 2012, 12,5 et 3,12 à {{ citizen_name }}',
    );
    expect(of('Zoé, payez 12,50 €. 12.')).toBe('{{ name }}, payez {{ amount }}. {{ number }}.');
    expect(of('12 number')).toBe('{{ number }} {{ documents }}');
  });
});

describe('a passage that is restored', () => {
  const restored = (mine: string) => restorePassages({ base: full, text: mine, gap: '\n\n', anew: new Set([2]) });
  const [hello, list, until, name] = full.map((one) => one.text) as [string, string, string, string];
  const own = until.replace('18', '20');
  const join = (...parts: string[]) => parts.join('\n\n');

  it('is put where the agent has it, and the others stay in their order', () => {
    expect(restored(join(list, own, hello, 'À bientôt,', name))).toBe(join(list, until, hello, 'À bientôt,', name));
    expect(restored(join(own.replace('Envoyez', 'Apportez'), hello, name, list))).toContain(join(hello, name, list));
  });

  it('comes back behind what it followed, or first', () => {
    expect(restored(join(hello, list, name))).toBe(join(hello, list, until, name));
    const swapped = restored(join(list, hello, name));
    for (const passage of [hello, list, until, name]) expect(swapped.split(passage)).toHaveLength(2);
    expect(restored('')).toBe(until);
    expect(restored(name)).toBe(join(until, name));
  });

  it('is there where it was moved as it is', () => {
    const moved = join(until, hello, list, name);
    expect(restored(moved)).toBe(moved);
  });
});
