import { idAt, OrderedIds } from './ordered-ids.js';

it('ids sort in the order in which they were made', () => {
  const ids = new OrderedIds();
  const made = Array.from({ length: 5000 }, () => ids.next());
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(5000);
  expect(made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
});

it('ids of a time sort among those that were made then', () => {
  const at = (text: string) => idAt(new Date(text));
  const made = [at('1960-01-01'), at('2019-05-01T08:00:00Z'), at('2024-05-01T08:00:00.001Z'), new OrderedIds().next()];
  expect(made.toSorted()).toEqual(made);
  expect(made[0]!.startsWith('00000000-0000-7')).toBe(true);
  expect(made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
  expect(at('2019-05-01')).not.toBe(at('2019-05-01'));
  // What a mailbox says of a time to come is not believed.
  expect(at('2999-01-01').slice(0, 8) <= new OrderedIds().next().slice(0, 8)).toBe(true);
});
