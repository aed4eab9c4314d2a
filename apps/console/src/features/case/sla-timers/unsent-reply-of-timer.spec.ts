import type { Entry } from '@guichet/contracts';
import { unsentReplyOf } from './unsent-reply-of-timer.js';

const at = '2026-03-02T09:00:00.000Z';
const done = { state: 'done', endedAt: at } as const;
const reply = (status: string, attempts: number, more = {}) =>
  ({ kind: 'message', at, delivery: { status, attempts }, ...more }) as unknown as Entry;

describe('a timer that a reply has ended', () => {
  it('says that the reply has not left while it is tried again', () => {
    expect(unsentReplyOf(done, [reply('queued', 2)])).toBe('retried');
  });

  it.each(['scheduled', 'queued', 'sending'])(
    'says that the reply is being sent while it was not tried yet and is %s, as while it can be undone',
    (status) => {
      expect(unsentReplyOf(done, [reply(status, 0)])).toBe('sending');
    },
  );

  it.each<[string, Entry]>([
    ['sent', reply('sent', 2)],
    ['another one', reply('queued', 2, { at: '2026-03-02T10:00:00.000Z' })],
    ['a message of the citizen', { kind: 'message', at, delivery: null } as unknown as Entry],
    ['a note', { kind: 'note', at } as unknown as Entry],
  ])('does not where it is %s', (_, entry) => {
    expect(unsentReplyOf(done, [entry])).toBeUndefined();
  });

  it('says nothing of a timer that runs', () => {
    expect(unsentReplyOf({ state: 'running', endedAt: null }, [reply('queued', 2)])).toBeUndefined();
  });
});
