import fc from 'fast-check';
import { parseSearch } from './parse-search.js';

const read = (q: string) => {
  const { words, filters } = parseSearch(q);
  return {
    words,
    filters: filters.map(({ operator, value, isKnown }) => `${operator} ${value}${isKnown ? '' : ' ?'}`),
  };
};

describe('what is typed into the search', () => {
  it.each([
    ['cantine de:zoé statut:clos', { words: 'cantine', filters: ['from zoé', 'status closed'] }],
    ['équipe:"État civil" acte', { words: 'acte', filters: ['team État civil'] }],
    ['Canal:Courriel avec:PJ', { words: '', filters: ['channel email', 'has file'] }],
    ['channel:sms before:2026-11-03', { words: '', filters: ['channel sms', 'before 2026-11-03'] }],
    ['avant:3/11/2026 après:01.10.2026', { words: '', filters: ['before 2026-11-03', 'after 2026-10-01'] }],
    ['étiquette:urgent mur', { words: 'mur', filters: ['tag urgent'] }],
    ['canal:fax', { words: '', filters: ['channel fax ?'] }],
    ['avant:31/02/2026', { words: '', filters: ['before 31/02/2026 ?'] }],
    ['statut:"en attente"', { words: '', filters: ['status waiting'] }],
  ])('“%s” is narrowed by its operators', (q, parsed) => expect(read(q)).toEqual(parsed));

  it.each(['re: cantine', 'https://ville.fr/a', 'de:', 'avec', 'a de:"', '12:30', 'Objet:passeport'])(
    '“%s” is words alone',
    (q) => expect(read(q)).toEqual({ words: q, filters: [] }),
  );

  it('loses no word, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zé]{1,8}$/), { maxLength: 6 }), (words) => {
        expect(parseSearch(['de:zoe', ...words].join(' ')).words).toBe(words.join(' '));
      }),
    );
  });
});
