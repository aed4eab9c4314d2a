import { referenceHints } from './case-references.js';

describe('references in plain sight', () => {
  it('are found once each, in their one spelling', () => {
    expect(referenceHints('GCH-2026-004812, gch-2026-004812 et GCH-2026-000001 ; XGCH-2026-000002')).toEqual([
      'hint:GCH-2026-004812',
      'hint:GCH-2026-000001',
    ]);
  });
});
