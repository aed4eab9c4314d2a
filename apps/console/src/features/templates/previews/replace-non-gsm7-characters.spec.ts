import { nonGsm7Characters, gsm7Spelling, withGsm7Characters } from './replace-non-gsm7-characters.js';

const block = (full: string, short: string | null = null) => ({
  kind: 'facts' as const,
  full,
  short,
  mandatory: false,
});

describe('plain letters for an SMS', () => {
  it.each([
    ['ê', 'e'],
    ['ç', 'c'],
    ['Ê', 'E'],
    ['œ', 'oe'],
    ['👋', undefined],
    ['ж', undefined],
  ])('has %s as %s', (character, expected) => {
    expect(gsm7Spelling(character)).toBe(expected);
  });

  it('are wanted where an SMS takes its words from, and typography is not what forces it', () => {
    expect(nonGsm7Characters([block('Forêt', 'L’été…'), block('Reçu')])).toEqual(['ç']);
  });

  it('changes the short wording, and gives one to a block that has none, so that the full one keeps its accents', () => {
    const blocks = [block('La fenêtre est reçue.', 'Fenêtre reçue 👋'), block('La forêt.'), block('Rien à dire.')];
    expect(withGsm7Characters(blocks, ['ê', 'ç', '👋'])).toEqual([
      block('La fenêtre est reçue.', 'Fenetre recue 👋'),
      block('La forêt.', 'La foret.'),
      block('Rien à dire.'),
    ]);
  });
});
