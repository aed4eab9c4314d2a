import { suggestionStep } from './suggestion-keys.js';

const plain = { ctrlKey: false, metaKey: false, isComposing: false };
const step = (key: string, active = 0, count = 3) => suggestionStep({ ...plain, key }, { active, count });

describe('a list of suggestions', () => {
  it('is gone through by the arrows, around its ends', () => {
    expect([step('ArrowDown', 1), step('ArrowDown', 2)]).toEqual([{ to: 2 }, { to: 0 }]);
    expect([step('ArrowUp', 1), step('ArrowUp', 0)]).toEqual([{ to: 0 }, { to: 2 }]);
  });
  it('is taken from by Enter and Tab, and closed by Escape', () =>
    expect([step('Enter'), step('Tab'), step('Escape')]).toEqual(['take', 'take', 'close']));
  it('leaves every other key to the field, and all of them while it is empty, a word is composed or a shortcut pressed', () => {
    expect([step('a'), step('Enter', 0, 0)]).toEqual([undefined, undefined]);
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { isComposing: true }])
      expect(suggestionStep({ ...plain, ...held, key: 'Enter' }, { active: 0, count: 3 })).toBeUndefined();
  });
});
