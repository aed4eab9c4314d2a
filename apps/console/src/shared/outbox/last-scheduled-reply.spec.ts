import type { Delivery, Entry, MessageEntry } from '@guichet/contracts';
import { lastScheduledReply, isUndoable } from './last-scheduled-reply.js';

const at = '2026-11-25T10:00:00.000Z';
const answer = (position: number, by: string, delivery: Partial<Delivery>) =>
  ({ kind: 'message', position, at, actor: { kind: 'agent', id: by, name: by }, delivery }) as MessageEntry;
const entries = (...all: MessageEntry[]): ReadonlyMap<number, Entry> => new Map(all.map((one) => [one.position, one]));

describe('the answer that the undo key takes back', () => {
  it('is one’s own newest that is held', () => {
    const held = { status: 'scheduled' } as const;
    const all = entries(answer(3, 'ana', held), answer(2, 'ana', held), answer(4, 'ben', held));
    expect(lastScheduledReply(all, 'ana')?.position).toBe(3);
  });
  it('has not left', () =>
    expect(lastScheduledReply(entries(answer(1, 'ana', { status: 'sent' })), 'ana')).toBeUndefined());
  it('leaves soon, or another day', () => {
    expect(isUndoable(answer(1, 'ana', { dueAt: '2026-11-25T10:00:20.000Z' }))).toBe(true);
    expect(isUndoable(answer(1, 'ana', { dueAt: '2026-11-26T08:00:00.000Z' }))).toBe(false);
    expect(isUndoable(answer(1, 'ana', { dueAt: null }))).toBe(false);
  });
});
