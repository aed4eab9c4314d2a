import type { SearchHit } from '@guichet/contracts';
import { lacksWord, paletteSections } from './palette-sections.js';
import type { PaletteAction } from './palette-action.js';

const action = (id: string, group: string) => ({ id, group, label: id }) as PaletteAction;
const hit = (id: string, position: number | null) => ({ case: { id }, position }) as SearchHit;
const labels = { recent: 'Recent', cases: 'Cases' };
const [reply, theme, search] = [
  action('reply', 'This case'),
  action('theme', 'Actions'),
  action('search', 'This case'),
];
const shown = (offered: Parameters<typeof paletteSections>[0]) =>
  paletteSections(offered, labels).map(({ label, items }) => [label, ...items.map(({ key }) => key)].join(' '));

describe('the lines of the palette', () => {
  it('stand under the heading of their group, what was used lately first and once more', () => {
    expect(shown({ recent: [theme], actions: [reply, theme, search], hits: [] })).toEqual([
      'Recent recent-theme',
      'This case reply search',
      'Actions theme',
    ]);
  });

  it('end with the cases that were found, of which one may be found twice', () => {
    expect(shown({ recent: [], actions: [theme], hits: [hit('a', 3), hit('a', 7)] })).toEqual([
      'Actions theme',
      'Cases a-3 a-7',
    ]);
  });

  it('are none where nothing matches', () => {
    expect(shown({ recent: [], actions: [], hits: [] })).toEqual([]);
  });

  it('are not meant by themselves where they are a case that lacks a word', () => {
    const of = (missing: string[]) => ({ key: 'a', hit: { ...hit('a', 3), missing } });
    expect([lacksWord(of(['Coralie'])), lacksWord(of([])), lacksWord({ key: 'b', action: theme })]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
