import { DraftEnvelope } from '@guichet/contracts';
import { addressesFault, isWithinLimits } from './addresses-fault.js';

const many = (count: number) => Array.from({ length: count }, (_, at) => `zoe${at}@citizen.test`);
const ofLength = (length: number) => `${'z'.repeat(length - 13)}@citizen.test`;

describe('a list of recipients', () => {
  it('is too long for the field exactly where the draft would be refused with it', () => {
    for (const [list, reason] of [
      [many(50), undefined],
      [many(51), 'list-too-long'],
      [[ofLength(320)], undefined],
      [[ofLength(321)], 'text-too-long'],
    ] as const) {
      expect(addressesFault(list)?.reason).toBe(reason);
      for (const kind of ['to', 'cc', 'bcc'] as const) {
        const envelope = { to: [], cc: [], bcc: [], [kind]: list };
        expect([isWithinLimits(envelope), DraftEnvelope.safeParse(envelope).success]).toEqual([!reason, !reason]);
      }
    }
  });
});
