import type { ChannelTest } from '@guichet/contracts';
import { wholeOutcome, worstFirst } from './check-outcomes.js';

const [well, odd, broken, open] = [
  { name: 'well', ok: true, detail: '' },
  { name: 'odd', ok: true, warning: true, detail: '' },
  { name: 'broken', ok: false, detail: '' },
  { name: 'open', ok: true, trust: 'mx.mairie.example', detail: '' },
] as const satisfies ChannelTest['checks'];

describe('the checks of a mailbox', () => {
  it('stand with the worst first, and none is left out', () => {
    const names = worstFirst({ ok: false, checks: [well, open, odd, broken] }).map(({ name }) => name);
    expect(names).toEqual(['broken', 'odd', 'open', 'well']);
  });

  it.each([
    ['failed', [well, broken, odd, open]],
    ['warning', [well, odd, open]],
    ['ok', [well, { ...open, trust: null }]],
  ] as const)('are %s as a whole, whatever is left to decide', (outcome, checks) => {
    expect(wholeOutcome({ ok: outcome !== 'failed', checks: [...checks] })).toEqual({ outcome, count: 1 });
  });
});
