import { reviewStep } from './review-step.js';

const hers = { id: 'hers' };
const asked = (seen: boolean) => ({ ids: new Set([hers.id]), seen });

describe('Send', () => {
  it('sends at once where nobody else wrote', () => {
    expect(reviewStep([], undefined)).toBe('send');
  });

  it('asks first where a colleague wrote meanwhile, and sends when pressed once more', () => {
    expect(reviewStep([hers], undefined)).toBe('ask');
    expect(reviewStep([hers], asked(true))).toBe('send');
  });

  it('is not answered by the second half of a double click', () => {
    expect(reviewStep([hers], asked(false))).toBe('wait');
  });

  it('asks again where something more has come since', () => {
    expect(reviewStep([hers, { id: 'his' }], asked(true))).toBe('ask');
  });
});
