import { BulkAction } from './bulk-actions.js';

describe('an action on many cases', () => {
  it('takes no case over from whoever writes in it, as nobody looks at each', () => {
    const change = { assigneeId: '0190a000-0000-7000-8000-000000000001' };
    expect(BulkAction.safeParse({ kind: 'update', change }).success).toBe(true);
    expect(
      BulkAction.safeParse({ kind: 'update', change: { ...change, takenOverFrom: change.assigneeId } }).success,
    ).toBe(false);
  });
});
