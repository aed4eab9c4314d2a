import { caseHasEntry } from './case-has-entry.js';

const [opened, later] = ['2026-11-27T15:30:00.000Z', '2026-11-27T15:31:00.000Z'];
const note = { kind: 'note', direction: null, channel: null } as const;
const message = { kind: 'message', direction: 'in', channel: 'email' } as const;

it.each([
  ['a new case', { lastEntry: note, preview: '', lastEntryAt: opened }, false],
  ['one with a note', { lastEntry: note, preview: 'À suivre', lastEntryAt: later }, true],
  ['one with a note of files only', { lastEntry: note, preview: '', lastEntryAt: later }, true],
  ['one that a message without words has opened', { lastEntry: message, preview: '', lastEntryAt: opened }, true],
])('%s has an entry, or none', (_, item, expected) => {
  expect(caseHasEntry({ ...item, openedAt: opened })).toBe(expected);
});
