import type { CaseDetail, CitizenSummary } from '@guichet/contracts';
import { shortCaseName } from './short-case-name.js';

const of = (name: string | undefined, restriction: Partial<CaseDetail['restriction']> = null) =>
  shortCaseName({
    reference: 'GCH-2026-000007',
    citizen: name === undefined ? null : ({ name } as CitizenSummary),
    restriction: restriction as CaseDetail['restriction'],
  });

describe('a case, named in few words', () => {
  it('has the name of its citizen, or the number by which they are known', () => {
    expect(of('Zoé Martin')).toBe('Zoé Martin');
    expect(of('+33639970895')).toBe('06\u00a039\u00a097\u00a008\u00a095');
  });

  it('has its reference where nobody is known by a name', () => {
    expect([of(undefined), of(''), of('visitor:4b1c')]).toEqual(Array(3).fill('GCH-2026-000007'));
  });

  it('has its reference where it is restricted', () => {
    expect(of('Zoé Martin', { reason: 'A colleague' } as never)).toBe('GCH-2026-000007');
  });
});
