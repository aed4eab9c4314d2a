import type { Reason } from '@guichet/contracts';
import { Failure } from '../api/failure.js';
import { failureLines, mayBePutRight, mayBeRetried } from './describe-failed-changes.js';

const numbers = { theseCases: (count: number) => `these ${count} cases`, cases: (count: number) => `${count} cases` };
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
      { ...numbers, wordsOf: String, labelled: (label, value) => `${label} : ${value}` },
    );
    expect(lines).toBe([...failed.slice(0, 2), 'GCH-2026-000043 : You are not connected.'].join('\n'));
  });

  it('are counted where one reason is that of several, so that the one that lacks a field, too, is seen', () => {
    const lacks = (reference: string, reason: Reason, data: object) => ({
      item: { reference },
      error: new Failure('conflict', { reason, data: { reference, ...data } }),
    });
    const steps = (reference: string) => lacks(reference, 'case-steps-required', { ids: ['a'] });
    const both = lacks('GCH-8', 'case-fields-and-steps-required', { ids: ['a'], keys: ['place'] });
    const wordsOf = (error: unknown) => {
      const { data, reason } = (error as Failure).problem;
      return reason ? `Before ${String(data?.['reference'])} can be closed: ${reason}` : 'You are not connected.';
    };
    const away = ['GCH-5', 'GCH-6'].map((reference) => ({ item: { reference }, error: new Failure('offline') }));
    const lines = failureLines([steps('GCH-1'), steps('GCH-2'), both, steps('GCH-3'), ...away], {
      ...{ ...numbers, wordsOf, labelled: (label, value) => `${label}: ${value}` },
    });
    expect(lines.split('\n')).toEqual([
      'Before these 3 cases can be closed: case-steps-required',
      'Before GCH-8 can be closed: case-fields-and-steps-required',
      '2 cases: You are not connected.',
    ]);
  });

  it('are named where their reason names another whose reference begins or ends alike', () => {
    const wordsOf = () => 'It was merged into GCH-2026-0000431 (GCH-2026-000043-A).';
    const lines = failureLines([{ item, error: null }], {
      ...numbers,
      wordsOf,
      labelled: (label, value) => `${label}: ${value}`,
    });
    expect(lines).toBe(`GCH-2026-000043: ${wordsOf()}`);
    expect(
      failureLines([{ item, error: null }], { ...numbers, wordsOf: () => 'See GCH-2026-000043.', labelled: String }),
    ).toBe('See GCH-2026-000043.');
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
