import type { Lane } from '@guichet/channels';
import { Pacing } from './pacing.js';

const MINUTE = 60_000;
const gmail: Lane = { key: 'gmail.com', name: 'gmail.com', perMinute: 60 };
const town: Lane = { key: 'town.example', name: 'town.example', perMinute: Infinity };

let pacing: Pacing;
beforeEach(() => (pacing = new Pacing()));
const wait = (id: string, lane: Lane, now: number) => pacing.waitOf(id, [lane], now)?.ms ?? 0;

it('lets some leave ahead of the pace, and the others one after the other', () => {
  const waits = Array.from({ length: 14 }, (_, n) => wait(`m${n}`, gmail, 0));
  expect(waits).toEqual([...Array<number>(11).fill(0), 1000, 2000, 3000]);
});

it('gives each message one turn, at which it leaves', () => {
  for (let n = 0; n < 11; n += 1) wait(`m${n}`, gmail, 0);
  expect(wait('late', gmail, 0)).toBe(1000);
  expect(wait('late', gmail, 400)).toBe(600);
  expect(wait('late', gmail, 1000)).toBe(0);
  expect(wait('next', gmail, 1000)).toBe(1000);
});

it('sends as much as there is where nobody has objected', () => {
  for (let n = 0; n < 500; n += 1) expect(wait(`m${n}`, town, 0)).toBe(0);
});

it('pauses for the one that objects, longer each time, and for no other', () => {
  pacing.slowDown([town], 0);
  expect(wait('a', town, 0)).toBe(MINUTE);
  expect(wait('b', gmail, 0)).toBe(0);
  expect(wait('a', town, MINUTE)).toBe(0);
  pacing.slowDown([town], MINUTE);
  expect(wait('c', town, MINUTE)).toBe(2 * MINUTE);
});

it('goes on slowly after a pause, and as before once a message was taken', () => {
  pacing.slowDown([town], 0);
  const after = Array.from({ length: 13 }, (_, n) => wait(`m${n}`, town, MINUTE));
  expect(after.slice(-3)).toEqual([0, 2000, 4000]);
  pacing.taken([town]);
  expect(wait('x', town, MINUTE)).toBe(0);
});

it('waits for the slowest of several, and names it', () => {
  pacing.slowDown([town], 0);
  expect(pacing.waitOf('m', [gmail, town], 0)).toEqual({ ms: MINUTE, lane: town });
});

it('that was given a turn before an objection waits for the end of the pause', () => {
  for (let n = 0; n < 11; n += 1) wait(`m${n}`, gmail, 0);
  expect(wait('late', gmail, 0)).toBe(1000);
  pacing.slowDown([gmail], 0);
  expect(wait('late', gmail, 1000)).toBeGreaterThanOrEqual(MINUTE - 1000);
});
