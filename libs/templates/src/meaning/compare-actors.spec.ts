import { compareActors } from './compare-actors.js';

describe('who does what', () => {
  it('is asked about where it is the citizen in one text and we in the other', () => {
    const full = 'We will set out the cones ourselves the evening before.';
    expect(compareActors(full, 'You set out the cones the evening before.', 'en')).toEqual([
      { about: 'person', full: ['we will set'], short: ['you set'] },
    ]);
    expect(compareActors('Nous transmettons le dossier.', 'Vous transmettez le dossier.', 'fr')).toEqual([
      { about: 'person', full: ['nous transmettons'], short: ['vous transmettez'] },
    ]);
  });

  it('is not where it is the same, or where both do it', () => {
    expect(compareActors('We will send it to you by post.', 'We send it by post.', 'en')).toEqual([]);
    expect(compareActors('We pay a half and you pay the rest.', 'You pay the rest.', 'en')).toEqual([]);
    expect(compareActors('Nous vous enverrons la carte.', 'Nous vous envoyons la carte.', 'fr')).toEqual([]);
  });
});
