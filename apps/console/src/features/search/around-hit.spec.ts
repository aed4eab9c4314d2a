import { aroundHit } from './around-hit.js';

const hit = { text: 'cantine', hit: true };

it.each([
  ['all of what is short', 'Ma fille va à la ', 'Ma fille va à la '],
  [
    'some words before the hit',
    'Bonjour, je vous écris car ma fille va souvent à la ',
    '…écris car ma fille va souvent à la ',
  ],
  ['no part of a number', 'Paulette Mendès +33 6 39 98 00 19 · Ma fille va à la ', '…Ma fille va à la '],
  ['a number that is whole', 'Bonjour, nous habitons au 12 rue du Lac, loin de la ', '…au 12 rue du Lac, loin de la '],
])('what is shown of a passage is %s', (_, text, shown) => {
  expect(aroundHit([{ text, hit: false }, hit])).toEqual([{ text: shown, hit: false }, hit]);
});
