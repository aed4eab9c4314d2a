import { GUARDED_MS, isBroughtByKey, isSecondPress } from './second-press.js';

const arrival = { at: 10_000, pointer: { x: 700, y: 500 }, isByKey: false };
const press = (after: number, by = 0) => ({ at: arrival.at + after, x: 700 + by, y: 500 });

it.each([0, 300, GUARDED_MS - 1])('a press where the pointer rests, %i ms after the button came, is none', (after) =>
  expect(isSecondPress(press(after, 8), { arrival, typedAt: 0 })).toBe(true),
);

it('a press is meant once the button has stood there for a while', () =>
  expect(isSecondPress(press(GUARDED_MS), { arrival, typedAt: 0 })).toBe(false));

it('a press is meant where the pointer was moved to the button', () =>
  expect(isSecondPress(press(100, 9), { arrival, typedAt: 0 })).toBe(false));

it('a press is meant after a key, whether it has brought the button or came since', () => {
  expect(isSecondPress(press(300), { arrival: { ...arrival, isByKey: true }, typedAt: 0 })).toBe(false);
  expect(isSecondPress(press(300), { arrival, typedAt: arrival.at + 200 })).toBe(false);
  expect(isSecondPress(press(300), { arrival, typedAt: arrival.at - 500 })).toBe(true);
});

it('a button is brought by a key that was the last thing done, and not by the press that came after it', () => {
  expect(isBroughtByKey(1000, { typedAt: 940, pressedAt: 0 })).toBe(true);
  expect(isBroughtByKey(1000, { typedAt: 940, pressedAt: 970 })).toBe(false);
  expect(isBroughtByKey(1000, { typedAt: 500, pressedAt: 0 })).toBe(false);
});

it('a press is meant where there was no pointer yet', () =>
  expect(isSecondPress(press(100), { arrival: { ...arrival, pointer: undefined }, typedAt: 0 })).toBe(false));
