import type { MessageEntry } from '@guichet/contracts';
import { othersBeside, toBeAsked } from './uncertain-senders.js';

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
      message('named', 7, {
        senderNamed: { citizen: { id: 'x', name: 'Ana' }, by: 'Inès', at: '2026-11-02T09:30:00.000Z' },
      }),
    ];
    expect([...toBeAsked(entries)].toSorted()).toEqual(['last', 'of another']);
  });
});

describe('who else uses the number of a case', () => {
  const address = '+33639980001';
  const ofOwn = { citizen: { id: 'own', name: 'Camille Delorme' }, address };
  const record = (id: string, name: string, ...references: string[]) => ({
    ...{ id, name },
    cases: references.map((reference) => ({
      ...{ id: reference, reference, subject: 'Bus' },
      status: 'open' as const,
    })),
  });

  it('is named once, and never the citizen of the case, whose other records come last', () => {
    const items = [
      record('a', 'Camille Delorme', 'GCH-1'),
      record('b', 'Gaspard Leroux', 'GCH-2'),
      record('c', 'Gaspard Leroux', 'GCH-3'),
      record('d', address),
    ];
    const { names, namesake, ways } = othersBeside(ofOwn, { items, more: 0 });
    expect({ names, namesake }).toEqual({ names: ['Gaspard Leroux'], namesake: undefined });
    expect(ways.map(({ into, isNamesake }) => [into.reference, isNamesake])).toEqual([
      ['GCH-2', false],
      ['GCH-3', false],
      ['GCH-1', true],
    ]);
  });

  it('is said to be of the same name where it is another record of that name alone', () => {
    const { names, namesake } = othersBeside(ofOwn, { items: [record('a', 'Camille Delorme')], more: 0 });
    expect({ names, namesake }).toEqual({ names: [], namesake: 'Camille Delorme' });
  });

  it('is anybody where nobody is known', () => {
    const { names, more, namesake, ways } = othersBeside(ofOwn, { items: [], more: 0 });
    expect({ names, more, namesake, ways }).toEqual({ names: [], more: 0, namesake: undefined, ways: [] });
  });
});
