import { saidValues } from './said-values.js';

const own = (text: string) => ({ text, variable: null });
const value = (text: string, variable: string) => ({ text, variable });

it('values are said between words of their sentence', () => {
  const said = saidValues([
    own('Bonjour '),
    value('Zoé', 'name'),
    own(',\n\nIl manque '),
    value('2', 'count'),
    own(' pièces, avant le '),
    value('10 mai', 'deadline'),
    own('. Merci. Le '),
    value('10 mai', 'deadline'),
    own(' :\n'),
    value('- Un acte', 'documents'),
    own('\n'),
    value('- Un plan', 'documents'),
    own('\n\nÀ vous.'),
  ]);
  expect(Object.fromEntries(said)).toEqual({
    name: [{ text: 'Zoé', before: 'Bonjour', behind: '' }],
    count: [{ text: '2', before: 'manque', behind: 'pièces' }],
    deadline: [
      { text: '10 mai', before: 'le', behind: '' },
      { text: '10 mai', before: 'Le', behind: 'Un' },
    ],
    documents: [{ text: '- Un acte\n- Un plan', before: 'mai', behind: '' }],
  });
});

it('what is still to be filled in is said by none', () => {
  expect(saidValues([own('Le '), { ...value('[Date]', 'deadline'), missing: true }])).toEqual(new Map());
});
