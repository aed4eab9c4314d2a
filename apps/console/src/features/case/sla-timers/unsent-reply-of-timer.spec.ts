import type { Entry } from '@guichet/contracts';
import { isEndedByRetriedReply } from './ended-by-retried-reply.js';

const at = '2026-03-02T09:00:00.000Z';
const done = { state: 'done', endedAt: at } as const;
const reply = (status: string, attempts: number, more = {}) =>
  ({ kind: 'message', at, delivery: { status, attempts }, ...more }) as unknown as Entry;

describe('a timer that a reply has ended', () => {
  it('says that the reply has not left while it is tried again', () => {
    expect(isEndedByRetriedReply(done, [reply('queued', 2)])).toBe(true);
  });

  it.each<[string, Entry]>([
    ['not tried yet', reply('queued', 0)],
    ['sent', reply('sent', 2)],
    ['another one', reply('queued', 2, { at: '2026-03-02T10:00:00.000Z' })],
    ['a message of the citizen', { kind: 'message', at, delivery: null } as unknown as Entry],
    ['a note', { kind: 'note', at } as unknown as Entry],
  ])('does not where it is %s', (_, entry) => {
    expect(isEndedByRetriedReply(done, [entry])).toBe(false);
  });

  it('says nothing of a timer that runs', () => {
    expect(isEndedByRetriedReply({ state: 'running', endedAt: null }, [reply('queued', 2)])).toBe(false);
  });
});
