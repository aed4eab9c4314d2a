import { heatOf, moved } from './heat-map-cells.js';

it('a heat map has a cell for each weekday and hour, and its largest value over all days', () => {
  const { rows, most, busiest } = heatOf([
    { key: 'wed-14', value: 20 },
    { key: 'thu-14', value: 21 },
    { key: 'thu-15', value: 12 },
    { key: 'mon-09', value: 34 },
    { key: 'sun-23', value: 2 },
    { key: 'tue-00', value: null },
  ]);
  expect([rows.length, rows[0]!.values[9], rows[6]!.values[23], rows[1]!.values[0]]).toEqual([7, 34, 2, 0]);
  expect(most).toBe(34);
  expect(busiest).toEqual({ hour: 14, value: 41, day: { weekday: 'mon', value: 34 } });
  expect(heatOf([]).busiest).toBeUndefined();
});

it('arrow keys move through a heat map and stop at its edges', () => {
  expect(moved([0, 9], 'ArrowUp')).toEqual([0, 9]);
  expect(moved([0, 9], 'ArrowDown')).toEqual([1, 9]);
  expect(moved([6, 23], 'ArrowRight')).toEqual([6, 23]);
  expect(moved([3, 9], 'Home')).toEqual([3, 0]);
  expect(moved([3, 9], 'Tab')).toBeUndefined();
});
