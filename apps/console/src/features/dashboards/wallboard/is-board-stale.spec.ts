import { isBoardStale } from './is-board-stale.js';

const heard = { connection: 'connected', failed: false, since: 1_000_000 } as const;
const after = (seconds: number) => heard.since + seconds * 1000;

it('a board is stale when its connection is lost, its server is silent, or its figures are old', () => {
  expect(isBoardStale(heard, after(60))).toBe(false);
  expect(isBoardStale(heard, after(200))).toBe(true);
  expect(isBoardStale({ ...heard, failed: true }, after(1))).toBe(true);
  expect(isBoardStale({ ...heard, connection: 'lost' }, after(1))).toBe(true);
});

it('a board that is still loading is not stale', () => {
  expect(isBoardStale({ ...heard, connection: 'connecting' }, after(2))).toBe(false);
  expect(isBoardStale({ ...heard, connection: 'connecting' }, after(40))).toBe(true);
  expect(isBoardStale({ connection: 'connecting', failed: true, since: 0 }, after(40))).toBe(false);
});
