import { enterGoesTo, firstMatching, matchingOptions } from './searchable-lists.js';

const people = ['Inès Belkacem', 'Bérengère Oury', 'Raphaël Œuvrard'].map((label) => ({ value: label, label }));
const find = (search: string, limit = Infinity) => matchingOptions({ options: people, search, limit });

it('a list is searched without accents, capitals and ligatures', () => {
  expect(find('ines')).toEqual([people[0]]);
  expect(find(' BERE ')).toEqual([people[1]]);
  expect(find('oeuv')).toEqual([people[2]]);
  expect(find('Inés')).toEqual([people[0]]);
  expect(find('')).toEqual(people);
  expect(find('nobody')).toEqual([]);
});

it('groups keep what matches of them, and none is left empty', () => {
  const options = [
    { group: 'Same team', items: people.slice(0, 1) },
    { group: 'Other teams', items: people.slice(1) },
  ];

  expect(matchingOptions({ options, search: 'rapha', limit: Infinity })).toEqual([
    { group: 'Other teams', items: [people[2]] },
  ]);
  expect(matchingOptions({ options, search: '', limit: 2 })).toEqual([
    { group: 'Same team', items: people.slice(0, 1) },
    { group: 'Other teams', items: people.slice(1, 2) },
  ]);
});

it('what is typed over a choice finds what the list marks, in whatever group, and nothing where the list has nothing', () => {
  const groups = [
    { group: 'City', items: people.slice(0, 1) },
    { group: 'People', items: people.slice(1) },
  ];
  expect(firstMatching(groups, 'oury')).toEqual(people[1]);
  expect(firstMatching(groups, 'e')).toEqual(people[0]);
  expect(firstMatching(people, 'oeuv')).toEqual(people[2]);
  expect(firstMatching(groups, 'nobody')).toBeUndefined();
  expect(firstMatching(groups, ' ')).toBeUndefined();
});

describe('Enter in the field of a list', () => {
  const one = { text: 'raph', options: 1, movedByArrows: false, isChosen: false };

  it('takes the first match', () => expect(enterGoesTo(one)).toBe('list'));

  it('does not send the form where the text matches nothing', () =>
    expect(enterGoesTo({ ...one, options: 0 })).toBe('nobody'));

  it('sends the form once the list is closed', () => expect(enterGoesTo({ ...one, options: undefined })).toBe('form'));

  it('takes again what is chosen where that was typed anew, whichever option is the first', () => {
    const chosen = { ...one, text: 'Raphaël', options: 9, isChosen: true };

    expect(enterGoesTo(chosen)).toBe('chosen');
    expect(enterGoesTo({ ...chosen, movedByArrows: true })).toBe('list');
  });

  it.each(['', ' '])('takes no option that was not moved to once the text is emptied (%j)', (text) => {
    const emptied = { ...one, text, options: 9 };

    expect(enterGoesTo(emptied)).toBe('form');
    expect(enterGoesTo({ ...emptied, movedByArrows: true })).toBe('list');
  });
});
