import { optionsAfterReview, newEntriesReviewStep } from './new-entries-review.js';

const hers = { id: 'hers' };
const asked = (seen: boolean, options = {}) => ({ ids: new Set([hers.id]), seen, options });

describe('Send', () => {
  it('sends at once where nobody else wrote', () => {
    expect(newEntriesReviewStep([], undefined)).toBe('send');
  });

  it('asks first where a colleague wrote meanwhile, and sends when pressed once more', () => {
    expect(newEntriesReviewStep([hers], undefined)).toBe('ask');
    expect(newEntriesReviewStep([hers], asked(true))).toBe('send');
  });

  it('is not answered by the second half of a double click', () => {
    expect(newEntriesReviewStep([hers], asked(false))).toBe('wait');
  });

  it('asks again where something more has come since', () => {
    expect(newEntriesReviewStep([hers, { id: 'his' }], asked(true))).toBe('ask');
  });
});

describe('Send anyway', () => {
  const later = { sendAt: '2026-12-01T08:00:00.000Z', cancelIfCitizenReplies: true };

  it('sends as was wanted when the agent was asked', () => {
    const closing = { closing: true };
    expect(optionsAfterReview({}, { changes: [hers], review: asked(true, later) })).toEqual(later);
    expect(optionsAfterReview({}, { changes: [hers], review: asked(false, closing) })).toEqual(closing);
  });

  it('sends in the way that is chosen after that', () => {
    expect(optionsAfterReview(later, { changes: [hers], review: asked(true, { closing: true }) })).toEqual(later);
  });

  it('is no longer what was asked where something more has come, or nothing is left to look at', () => {
    const review = asked(true, later);
    expect(optionsAfterReview({}, { changes: [hers, { id: 'his' }], review })).toEqual({});
    expect(optionsAfterReview({}, { changes: [], review })).toEqual({});
    expect(optionsAfterReview({}, { changes: [hers], review: undefined })).toEqual({});
  });
});
