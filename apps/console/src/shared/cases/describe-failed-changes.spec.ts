import { Failure } from '../api/failure.js';
import { failureLines, mayBePutRight, mayBeRetried } from './describe-failed-changes.js';

const item = { reference: 'GCH-2026-000043' };

describe('cases that could not be changed', () => {
  it.each([
    [new Failure('conflict', { reason: 'merged-into' }), false],
    [new Failure('conflict', { reason: 'merged-away' }), false],
    [new Failure('not-found'), false],
    [new Failure('not-permitted'), false],
    [new Failure('conflict', { reason: 'case-fields-required' }), false],
    [new Failure('conflict', { reason: 'case-steps-required' }), false],
    [new Failure('case-changed'), false],
    [new Failure('offline'), true],
    [new Failure('unavailable'), true],
    [new Error('unknown'), true],
  ])('are offered to be tried again where that can succeed: %o', (error, expected) => {
    expect(mayBeRetried({ error })).toBe(expected);
  });

  it('are each named once', () => {
    const failed = [
      'GCH-2026-000043 was merged into GCH-2026-000001.',
      'Before GCH-2026-000043 can be closed, a step is to be done.',
      'You are not connected.',
    ];
    const lines = failureLines(
      failed.map((error) => ({ item, error })),
      { wordsOf: String, labelled: (label, value) => `${label} : ${value}` },
    );
    expect(lines).toBe([...failed.slice(0, 2), 'GCH-2026-000043 : You are not connected.'].join('\n'));
  });

  it('are named where their reason names another whose reference begins or ends alike', () => {
    const wordsOf = () => 'It was merged into GCH-2026-0000431 (GCH-2026-000043-A).';
    const lines = failureLines([{ item, error: null }], { wordsOf, labelled: (label, value) => `${label}: ${value}` });
    expect(lines).toBe(`GCH-2026-000043: ${wordsOf()}`);
    expect(failureLines([{ item, error: null }], { wordsOf: () => 'See GCH-2026-000043.', labelled: String })).toBe(
      'See GCH-2026-000043.',
    );
  });

  it.each([
    [new Failure('conflict', { reason: 'case-steps-required' }), true],
    [new Failure('case-changed'), true],
    [new Failure('not-found'), false],
    [new Failure('not-permitted'), false],
    [new Failure('unavailable'), false],
    [new Error('unknown'), false],
  ])('are led to where the agent can put it right there: %o', (error, expected) => {
    expect(mayBePutRight({ error })).toBe(expected);
  });
});
