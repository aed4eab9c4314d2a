import type { Entry } from '@guichet/contracts';
import { initialScrollAnchor, reduceScrollAnchor, type ScrollAnchor } from './scroll-anchor.js';

const entry = (position: number, by: string, kind: Entry['kind'] = 'message') =>
  ({ position, kind, actor: { kind: 'agent', id: by, name: by } }) as Entry;
const arrived = (place: ScrollAnchor, entries: Entry[], { atEnd = false, total = 99 } = {}) =>
  reduceScrollAnchor(place, {
    type: 'entries',
    entries: new Map(entries.map((one) => [one.position, one])),
    total,
    agentId: 'ana',
    atEnd,
  });

describe('a timeline that grows', () => {
  const reading = reduceScrollAnchor(initialScrollAnchor('end', 3), { type: 'moved', atEnd: false });

  // Interaction: R20.
  it('counts what comes below what is read', () =>
    expect(arrived(reading, [entry(4, 'bob'), entry(5, 'bob')])).toMatchObject({ below: 2, counted: 5 }));
  it('does not count activities, nor anything while its end is in sight', () => {
    expect(arrived(reading, [entry(4, 'bob', 'activity')]).below).toBe(0);
    expect(arrived(initialScrollAnchor('end', 3), [entry(4, 'bob')], { atEnd: true }).below).toBe(0);
  });
  it('does not count what came with another case', () =>
    expect(
      arrived(reading, [{ ...entry(4, 'bob'), movedFrom: { caseId: 'c', reference: 'GCH-1' } } as Entry]),
    ).toMatchObject({ below: 0, counted: 4 }));
  it('has nothing below once its end is in sight, and goes on reading where it was', () => {
    const below = arrived(reading, [entry(4, 'bob')]);
    expect(reduceScrollAnchor(below, { type: 'end-in-sight' })).toMatchObject({ anchor: undefined, below: 0 });
    expect(reduceScrollAnchor(reading, { type: 'end-in-sight' })).toBe(reading);
  });
  it('goes to its end for whoever has just written', () =>
    expect(arrived(reading, [entry(4, 'ana')])).toMatchObject({ anchor: 'end', below: 0 }));
  it('waits for an entry that is not known yet', () => {
    const gap = arrived(reading, [entry(5, 'bob')]);
    expect(gap).toMatchObject({ below: 0, counted: 3 });
    expect(arrived(gap, [entry(4, 'bob'), entry(5, 'bob')])).toMatchObject({ below: 2, counted: 5 });
  });
  it('counts again from where it ends once entries were moved away', () => {
    const fewer = arrived(reading, [], { total: 1 });
    expect(fewer.counted).toBe(1);
    expect(arrived(fewer, [entry(2, 'bob')], { total: 2 }).below).toBe(1);
  });
  it('has nothing below once its end was looked at', () => {
    const below = arrived(reading, [entry(4, 'bob')]);
    expect(reduceScrollAnchor(below, { type: 'moved', atEnd: true })).toMatchObject({ anchor: 'end', below: 0 });
    expect(reduceScrollAnchor(below, { type: 'to-end' })).toMatchObject({ anchor: 'end', below: 0 });
  });
});
