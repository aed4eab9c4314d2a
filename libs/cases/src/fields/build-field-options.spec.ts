import { buildFieldOptions } from './build-field-options.js';

const option = (key: string, fr: string, archived = false) => ({
  key,
  label: { fr, en: `In English ${fr}` },
  archived,
});
const saved = (wanted: Parameters<typeof buildFieldOptions>[0]['wanted'], before: ReturnType<typeof option>[]) =>
  buildFieldOptions({ kind: 'choice', wanted, before, isUsed: () => true });

describe('an option that is typed again', () => {
  it('is the archived one that was called so, under its key and in the words of today', () => {
    const before = [option('cp', 'CP'), option('ce1', 'CE1', true)];
    const again = { fr: 'CE1', en: 'Year 2' };

    expect(saved([{ key: 'cp', label: before[0]!.label }, { label: again }], before)).toEqual([
      option('cp', 'CP'),
      { key: 'ce1', label: again, archived: false },
    ]);
  });

  it('is another one where that one is still wanted under another name', () => {
    const before = [option('cp', 'CP')];

    expect(
      saved([{ key: 'cp', label: { fr: 'Cours', en: 'Year' } }, { label: { fr: 'CP', en: 'CP' } }], before),
    ).toEqual([
      { key: 'cp', label: { fr: 'Cours', en: 'Year' }, archived: false },
      { key: 'cp_2', label: { fr: 'CP', en: 'CP' }, archived: false },
    ]);
  });
});
