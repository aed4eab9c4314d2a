import { casesByPair } from './cases-by-pair.js';

const [ines, bea, max] = ['Inès', 'Béa', 'Max'].map((name) => ({ id: name, name })) as [
  { id: string; name: string },
  { id: string; name: string },
  { id: string; name: string },
];

it('keeps what one substitute has of one colleague together, and apart from what is of others or in the queue', () => {
  const items = [
    { id: '1', absent: ines, substitute: bea },
    { id: '2', absent: max, substitute: ines },
    { id: '3', absent: ines, substitute: bea },
    { id: '4', absent: ines, substitute: max },
    { id: '5', absent: ines, substitute: null },
    { id: '6', absent: ines, substitute: null },
  ];
  const pairs = casesByPair(items).map(({ absent, substitute, items: own }) => [
    absent.name,
    substitute?.name,
    ...own.map(({ id }) => id),
  ]);
  expect(pairs).toEqual([
    ['Inès', 'Béa', '1', '3'],
    ['Max', 'Inès', '2'],
    ['Inès', 'Max', '4'],
    ['Inès', undefined, '5', '6'],
  ]);
});
