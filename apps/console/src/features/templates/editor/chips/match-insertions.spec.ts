import { matchInsertions } from './match-insertions.js';
import type { Insertion } from './use-insertions.js';

const variable = (value: string, label: string, group?: string): Insertion => ({
  ...{ value, label, group, hint: '', variable: undefined },
});
const block = (value: string, label: string): Insertion => ({ ...variable(value, label), sort: 'bloc partagé' });
const waiting = (value: string, label: string): Insertion => ({ ...block(value, label), isWaiting: true });

const insertions = [
  variable('citizen_name', 'Nom de l’usager'),
  variable('deadline', 'Date limite'),
  variable('today', 'Date du jour'),
  variable('field_weight', 'Poids', 'Dépôt sauvage'),
  block('hours', 'Horaires'),
];
const all = { insertions, waiting: [waiting('place', 'Où nous trouver'), waiting('dates', 'Date des fêtes')] };
const found = (typed: string) => matchInsertions(all, typed).found.map(({ value }) => value);
const isNothing = (typed: string) => matchInsertions(all, typed).isNothing;

it('finds what begins so before what contains it, whatever the accents, and fields by their case type', () => {
  expect(found('DATE L')).toEqual(['deadline']);
  expect(found('li')).toEqual(['deadline']);
  expect(found('jour')).toEqual(['today']);
  expect(found('depot')).toEqual(['field_weight']);
});

it('puts blocks that cannot be inserted yet at the end, also where they begin so', () => {
  expect(found('date')).toEqual(['deadline', 'today', 'dates']);
  expect(found('')).toEqual(['citizen_name', 'deadline', 'today', 'field_weight', 'hours', 'place', 'dates']);
  expect(found('ou nous')).toEqual(['place']);
});

it('finds blocks by what they are called together', () => expect(found('bloc')).toEqual(['hours', 'place', 'dates']));

it('says that nothing matches until a space follows', () => {
  expect([isNothing('xyz'), isNothing('xyz '), isNothing('xyz a')]).toEqual([true, false, false]);
  expect([isNothing('date limx'), isNothing('date limx ')]).toEqual([true, false]);
  expect([isNothing('date'), isNothing('')]).toEqual([false, false]);
});

it('says nothing before it is known which blocks there are', () =>
  expect(matchInsertions({ insertions, waiting: undefined }, 'xyz')).toEqual({ found: [], isNothing: false }));
