import { likeliestFirst } from './likeliest-first.js';

it('puts whoever is proved first and whoever is doubted last, and keeps the order among equals', () => {
  const people = [
    { id: 'imitator', isProved: false, doubt: 'unchecked' },
    { id: 'newer', isProved: false, doubt: null },
    { id: 'older', isProved: false, doubt: null },
    { id: 'proved', isProved: true, doubt: null },
  ] as const;
  expect(likeliestFirst(people).map(({ id }) => id)).toEqual(['proved', 'newer', 'older', 'imitator']);
});
