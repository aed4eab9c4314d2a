import { isFirst } from './run-in-one-tab.js';

describe('what is told in one tab alone', () => {
  const store = () => {
    const kept = new Map<string, string>();
    return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }; // prettier-ignore
  };

  it('is told by the first tab that hears of it, and by no other', () => {
    const tabs = store();
    expect([isFirst(tabs, 'sound', '0190-a'), isFirst(tabs, 'sound', '0190-a')]).toEqual([true, false]);
  });

  it('is not told by a tab that hears of it after something newer', () => {
    const tabs = store();
    expect([isFirst(tabs, 'sound', '0190-b'), isFirst(tabs, 'sound', '0190-a')]).toEqual([true, false]);
    expect(isFirst(tabs, 'sound', '0190-c')).toBe(true);
  });

  it('is told in each way for itself', () => {
    const tabs = store();
    expect([isFirst(tabs, 'sound', '0190-a'), isFirst(tabs, 'window', '0190-a')]).toEqual([true, true]);
  });
});
