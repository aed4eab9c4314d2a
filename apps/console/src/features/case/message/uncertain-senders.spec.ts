import type { MessageEntry } from '@guichet/contracts';
import { toBeAsked } from './uncertain-senders.js';

const message = (id: string, position: number, changes: Partial<MessageEntry> = {}): MessageEntry =>
  ({
    ...{ id, position, kind: 'message', flags: ['sender-uncertain'] },
    ...{ from: { type: 'phone', value: '+33639980001', verified: true }, ...changes },
  }) as MessageEntry;

describe('who has written is asked', () => {
  it('once for each address, at the last message of which it is not certain', () => {
    const other = { type: 'phone', value: '+33639980002', verified: true } as const;
    const entries = [
      message('last', 4),
      message('first', 1),
      message('of another', 2, { from: other }),
      message('certain', 5, { flags: [] }),
      message('moved', 6, { movedFrom: { caseId: 'x', reference: 'GCH-1' } }),
    ];
    expect([...toBeAsked(entries)].toSorted()).toEqual(['last', 'of another']);
  });
});
