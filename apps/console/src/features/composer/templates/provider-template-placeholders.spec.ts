import { placeholdersOf, fillPlaceholders } from './provider-template-placeholders.js';

const text = 'Bonjour {{2}}, votre dossier {{1}} attend une pièce. Merci, {{2}}. {{10}}';

describe('a message that the provider has approved', () => {
  it('has each blank once, as they are counted', () => expect(placeholdersOf(text)).toEqual(['1', '2', '10']));
  it('has none where it has none', () => expect(placeholdersOf('Votre dossier est prêt.')).toEqual([]));
  it('is read with its blanks filled; those that are not stay in sight', () =>
    expect(fillPlaceholders(text, ['GCH-1', 'Zoé', ' '])).toBe(
      'Bonjour Zoé, votre dossier GCH-1 attend une pièce. Merci, Zoé. {{10}}',
    ));
});
