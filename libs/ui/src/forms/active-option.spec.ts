import { activeOption, movedOption, NONE } from './active-option.js';

it('Enter takes the first choice until another is marked', () => {
  expect(activeOption(undefined, { choices: 3, creatable: true })).toBe(0);
  expect(activeOption(2, { choices: 3, creatable: false })).toBe(2);
  expect(activeOption(2, { choices: 2, creatable: false })).toBe(1);
});

it('Enter creates what was typed where no choice matches it, and nothing where that cannot be created', () => {
  expect(activeOption(undefined, { choices: 0, creatable: true })).toBe(0);
  expect(activeOption(undefined, { choices: 0, creatable: false })).toBe(NONE);
});

it('the arrows reach every option, around the ends', () => {
  const offered = { choices: 2, creatable: true };
  expect([0, 1, 2].map((from) => movedOption(from, 1, offered))).toEqual([1, 2, 0]);
  expect([0, 1, 2].map((from) => movedOption(from, -1, offered))).toEqual([2, 0, 1]);
  expect(movedOption(NONE, 1, { choices: 0, creatable: true })).toBe(0);
  expect(movedOption(NONE, -1, { choices: 0, creatable: true })).toBe(0);
  expect(movedOption(NONE, 1, { choices: 0, creatable: false })).toBe(NONE);
});
