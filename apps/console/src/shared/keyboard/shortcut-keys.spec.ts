import { keycapOf, keysOf, whyNotKey, withoutKey } from './shortcut-keys.js';

describe('the key of a shortcut', () => {
  // Interaction: R02.
  it('is the agent’s own, where there is one', () => {
    expect(keysOf('close', {})).toEqual(['e']);
    expect(keysOf('close', { close: 'y' })).toEqual(['y']);
  });
  it('is not one that another shortcut has, be it of the list or of the case', () => {
    expect(whyNotKey('close', 's', {})).toEqual({ reason: 'taken', by: 'snooze' });
    expect(whyNotKey('close', 'z', {})).toEqual({ reason: 'taken', by: 'undo' });
    expect(whyNotKey('select', 'r', {})).toEqual({ reason: 'taken', by: 'reply' });
    expect(whyNotKey('close', 's', { snooze: 'y' })).toBeUndefined();
    expect(whyNotKey('note', 'y', { snooze: 'y' })).toEqual({ reason: 'taken', by: 'snooze' });
  });
  it('may stay shared where two have it from the start', () => {
    expect(whyNotKey('search', '/', {})).toBeUndefined();
    expect(whyNotKey('template', '/', {})).toBeUndefined();
  });
  it('comes back alone: whichever has taken it meanwhile has its own again, too', () =>
    expect(withoutKey('close', { close: 'y', note: 'e', snooze: 'h' })).toEqual({ snooze: 'h' }));
  it.each(['Enter', 'F5', ' ', '4', ''])('is a letter or a sign, and not “%s”', (key) =>
    expect(whyNotKey('close', key, {})).toEqual({ reason: 'no-letter' }),
  );
  it('is written as it is pressed', () =>
    expect(['e', 'É', 'A', '/', 'Escape'].map(keycapOf)).toEqual(['E', '⇧ É', '⇧ A', '/', 'Escape']));
});
