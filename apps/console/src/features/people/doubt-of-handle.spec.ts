import type { CitizenHandle, Duplicate } from '@guichet/contracts';
import { addressesToConfirm, doubtedByNameAlone, namesakeOfDoubted, whoStays } from './doubt-of-handle.js';

const handle = (value: string, more: Partial<CitizenHandle> = {}): CitizenHandle => ({
  ...{ id: value, type: 'email', value, verified: false, evidence: 'wrote', doubt: null },
  ...{ linkedAt: '2026-11-03T10:00:00.000Z', alsoUsedBy: [], alsoUsedByMore: 0, history: [] },
  ...more,
});
const doubted = (value: string, more: Partial<CitizenHandle> = {}) => handle(value, { doubt: 'unchecked', ...more });
const person = (id: string, ...handles: CitizenHandle[]) => ({ id, handles });

describe('two persons who may be one', () => {
  const duplicate = (...reasons: Duplicate['reasons'][number]['reason'][]): Duplicate => ({
    citizen: { id: '1', name: 'Béatrice Sabatier' },
    reasons: reasons.map((reason) => ({ reason, detail: null })),
    handles: [{ type: 'email', value: 'b@b.test', verified: false, doubt: 'forged' }],
  });

  it('have no more than a name in common where a message alone says it and an address of either is doubted', () => {
    const proved = person('2', handle('a@a.test'));
    expect(doubtedByNameAlone(proved, duplicate('same-name'))).toEqual(['b@b.test']);
    expect(doubtedByNameAlone(proved, duplicate('same-name', 'mentions-address'))).toEqual(['b@b.test']);
    expect(doubtedByNameAlone(proved, duplicate('same-name', 'linked-cases'))).toEqual([]);
    expect(doubtedByNameAlone(proved, { ...duplicate('same-name'), handles: [] })).toEqual([]);
    expect(doubtedByNameAlone(person('2', doubted('a@a.test')), { ...duplicate('same-name'), handles: [] })).toEqual(['a@a.test']); // prettier-ignore
  });

  it('become the one who is known by more than doubted addresses, else the one who is known for longer', () => {
    const [older, newer] = [person('1', doubted('a@a.test')), person('2', handle('b@b.test'), doubted('c@c.test'))];
    expect([whoStays(older, newer).id, whoStays(newer, older).id]).toEqual(['2', '2']);
    const [first, second] = [person('1', handle('a@a.test')), person('2', handle('b@b.test'))];
    expect([whoStays(first, second).id, whoStays(second, first).id]).toEqual(['1', '1']);
    expect(whoStays(person('2', doubted('a@a.test')), person('1', doubted('b@b.test'))).id).toBe('1');
  });
});

describe('the addresses that are confirmed before one person becomes part of another', () => {
  const [proved, other] = [person('1', handle('a@a.test')), person('2', handle('b@b.test'))];

  it('are the doubted ones of both', () => {
    const unproved = person('3', doubted('c@c.test'), handle('d@d.test'));
    expect(addressesToConfirm({ from: unproved, into: proved }, undefined)).toEqual(['c@c.test']);
    expect(addressesToConfirm({ from: proved, into: unproved }, undefined)).toEqual(['c@c.test']);
    expect(addressesToConfirm({ from: other, into: proved }, undefined)).toEqual([]);
  });

  it('are those of the one who stays where the server has refused that, and of nobody the other way round', () => {
    const wanted = { from: other, into: proved };
    expect(addressesToConfirm(wanted, wanted)).toEqual(['a@a.test']);
    expect(addressesToConfirm(wanted, { from: proved, into: other })).toEqual([]);
  });
});

describe('a recipient of whom nothing proves who they are', () => {
  const namesake = (more: Partial<Duplicate> = {}): Duplicate => ({
    citizen: { id: '1', name: 'Béatrice Sabatier' },
    reasons: [{ reason: 'same-name', detail: null }],
    handles: [
      { type: 'email', value: 'c@c.test', verified: false, doubt: 'unchecked' },
      { type: 'phone', value: '+33639981207', verified: false, doubt: null },
    ],
    ...more,
  });
  const seen = (duplicate: Duplicate, ...handles: CitizenHandle[]) =>
    namesakeOfDoubted({ handles, duplicates: [duplicate] }, ['b@b.test']);

  it('has the name of somebody who is known by another address', () => {
    expect(seen(namesake(), handle('a@a.test'), doubted('b@b.test'))).toEqual({
      address: 'b@b.test',
      name: 'Béatrice Sabatier',
      other: expect.stringMatching(/^06\s39\s98\s12\s07$/),
    });
  });

  it('is no such recipient where it is proved, is not written to, or where the other is known no better or by another name', () => {
    expect(seen(namesake(), handle('b@b.test'))).toBeUndefined();
    expect(seen(namesake(), doubted('d@d.test'))).toBeUndefined();
    expect(seen(namesake({ handles: namesake().handles.slice(0, 1) }), doubted('b@b.test'))).toBeUndefined();
    expect(
      seen(namesake({ reasons: [{ reason: 'linked-cases', detail: null }] }), doubted('b@b.test')),
    ).toBeUndefined();
  });
});
