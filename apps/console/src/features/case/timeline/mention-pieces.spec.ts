import { mentionPieces } from './mention-pieces.js';

describe('mentions in a note', () => {
  it('stand apart from its other words, by the longest name that fits', () =>
    expect(mentionPieces('Vois @Ana et @ana Martin, merci', ['Ana', 'Ana Martin'])).toEqual([
      'Vois ',
      '@Ana',
      ' et ',
      '@ana Martin',
      ', merci',
    ]));
  it('are no part of another word or of an address', () =>
    expect(mentionPieces('@Anatole, zoe@Ana.test', ['Ana'])).toEqual(['@Anatole, zoe@Ana.test']));
  it('may have signs in their names', () =>
    expect(mentionPieces('@J. (Jo) Roy', ['J. (Jo) Roy'])).toEqual(['', '@J. (Jo) Roy', '']));
});
