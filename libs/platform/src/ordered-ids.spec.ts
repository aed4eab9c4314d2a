import { OrderedIds } from './ordered-ids.js';

it('ids sort in the order in which they were made', () => {
  const ids = new OrderedIds();
  const made = Array.from({ length: 5000 }, () => ids.next());
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(5000);
  expect(made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
});
