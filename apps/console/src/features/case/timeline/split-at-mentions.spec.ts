import { splitAtMentions } from './split-at-mentions.js';

describe('mentions in a note', () => {
  it('stand apart from its other words, by the longest name that fits', () =>
    expect(splitAtMentions('Vois @Ana et @ana Martin, merci', ['Ana', 'Ana Martin'])).toEqual([
      'Vois ',
      '@Ana',
      ' et ',
      '@ana Martin',
      ', merci',
    ]));
  it('are no part of another word or of an address', () =>
    expect(splitAtMentions('@Anatole, zoe@Ana.test', ['Ana'])).toEqual(['@Anatole, zoe@Ana.test']));
  it('may have signs in their names', () =>
    expect(splitAtMentions('@J. (Jo) Roy', ['J. (Jo) Roy'])).toEqual(['', '@J. (Jo) Roy', '']));
});
