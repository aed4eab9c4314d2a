import type { CaseField } from '@guichet/contracts';
import { validateValue } from './validate-value.js';

const options = ['cp', 'ce1', 'old'].map((key) => ({ key, label: { en: key, fr: key }, archived: key === 'old' }));
const judged = (kind: CaseField['kind'], value: unknown) => validateValue({ kind, options }, value as never);

describe('a value of a field', () => {
  it.each([
    ['text', '  rue du Lac ', 'rue du Lac'],
    ['text', '   ', null],
    ['text', 'e\u0301cole', '\u00e9cole'],
    ['long-text', 'un\r\ndeux\ttrois', 'un\ndeux\ttrois'],
    ['number', -12.5, -12.5],
    ['number', -0, 0],
    ['number', 1e12, 1e12],
    ['date', '2024-02-29', '2024-02-29'],
    ['yes-no', false, false],
    ['choice', 'cp', 'cp'],
    ['choices', ['ce1', 'cp', 'cp'], ['cp', 'ce1']],
    ['choices', [], null],
  ] as const)('of kind %s: %j is stored as %j', (kind, value, stored) =>
    expect(judged(kind, value)).toEqual({ value: stored }),
  );

  it.each([
    ['text', 12, 'text-needed'],
    ['text', 'a\nb', 'control-characters'],
    ['text', 'a\u0000b', 'control-characters'],
    ['text', 'a\u2028b', 'control-characters'],
    ['long-text', 'a\u0007b', 'control-characters'],
    ['text', 'a\ud800b', 'control-characters'],
    ['text', 'x'.repeat(201), 'text-too-long'],
    ['long-text', 'x'.repeat(4001), 'text-too-long'],
    ['number', '12', 'number-needed'],
    ['number', Number.NaN, 'number-needed'],
    ['number', Number.POSITIVE_INFINITY, 'number-too-high'],
    ['number', -1e13, 'number-too-low'],
    ['date', '2023-02-29', 'not-a-date'],
    ['date', '29/02/2024', 'not-a-date'],
    ['date', 20240229, 'not-a-date'],
    ['date', '1515-09-13', 'case-field-day-range'],
    ['date', '9999-12-31', 'case-field-day-range'],
    ['yes-no', 'true', 'yes-no-needed'],
    ['choice', 'old', 'not-one-of'],
    ['choice', ['cp'], 'not-one-of'],
    ['choice', 'constructor', 'not-one-of'],
    ['choices', 'cp', 'not-one-of'],
    ['choices', ['cp', '__proto__'], 'not-one-of'],
  ] as const)('of kind %s: %j is refused as %s', (kind, value, reason) =>
    expect(judged(kind, value)).toMatchObject({ reason }),
  );

  it('keeps archived options that the case has had, and no others, and is refused in the words of those it may have', () => {
    expect(validateValue({ kind: 'choices', options }, ['old', 'cp'], ['old'])).toEqual({ value: ['cp', 'old'] });
    expect(validateValue({ kind: 'choice', options }, 'old', 'old')).toEqual({ value: 'old' });
    const named = options.map((option) => ({ ...option, label: { en: `Year ${option.key}`, fr: option.key } }));
    expect(validateValue({ kind: 'choices', options: named }, ['old'])).toEqual({
      reason: 'not-one-of',
      data: {
        values: 'Year cp, Year ce1',
        labels: [
          { en: 'Year cp', fr: 'cp' },
          { en: 'Year ce1', fr: 'ce1' },
        ],
      },
    });
  });
});
