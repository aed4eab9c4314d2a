import { idAt, newId } from './new-id.js';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it('ids sort in the order in which they were made, however many come in one millisecond', () => {
  const made = Array.from({ length: 100_000 }, newId);
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(100_000);
  expect(made.filter((id) => !ID.test(id))).toEqual([]);
  const perMillisecond = Object.values(Object.groupBy(made, (id) => id.slice(0, 13))).map((ids) => ids!.length);
  expect(Math.max(...perMillisecond)).toBeGreaterThan(1);
});

it('no id says what the next one is', () => {
  const tails = Array.from({ length: 1000 }, () => newId().slice(19));
  expect(new Set(tails).size).toBe(1000);
  expect(tails.toSorted()).not.toEqual(tails);
});

it('ids of a time sort among those that were made then', () => {
  const at = (text: string) => idAt(new Date(text));
  const made = [at('1960-01-01'), at('2019-05-01T08:00:00Z'), at('2024-05-01T08:00:00.001Z'), newId()];
  expect(made.toSorted()).toEqual(made);
  expect(made[0]!.startsWith('00000000-0000-7')).toBe(true);
  expect(made.filter((id) => !ID.test(id))).toEqual([]);
  expect(at('2019-05-01')).not.toBe(at('2019-05-01'));
  // What a mailbox says of a time to come is not believed.
  expect(at('2999-01-01').slice(0, 8) <= newId().slice(0, 8)).toBe(true);
});
