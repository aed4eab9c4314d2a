import type { TemplateField } from '@guichet/contracts';
import { fieldsStillOpen, fieldsToAsk, missingFields, valuesInText } from './fields-to-ask.js';

const field = (name: string, change: Partial<TemplateField> = {}): TemplateField => ({
  name,
  type: 'text',
  label: name,
  placeholder: name,
  example: '',
  value: null,
  source: 'agent',
  optional: false,
  said: [],
  ...change,
});

describe('what the agent is asked for', () => {
  const fields = [
    field('reference', { source: 'case', value: 'GCH-1' }),
    field('remark', { optional: true }),
    field('court', { source: 'organisation' }),
    field('deadline'),
  ];

  it('is what only they know or nobody could find, what must be said first', () =>
    expect(fieldsToAsk(fields, new Set()).map(({ name }) => name)).toEqual(['court', 'deadline', 'remark']));
  it('stays once it is filled in', () => {
    const filled = [field('court', { source: 'organisation', value: 'Dijon' })];
    expect(fieldsToAsk(filled, new Set())).toEqual([]);
    expect(fieldsToAsk(filled, new Set(['court']))).toEqual(filled);
  });
  it('is missing until it is filled in, and well', () => {
    const rendered = { fields, unresolved: ['deadline', 'court'] };
    expect(missingFields(rendered, {})).toEqual(['court', 'deadline']);
    expect(missingFields(rendered, { court: 'Dijon', deadline: ' ' })).toEqual(['deadline']);
    expect(missingFields(rendered, { court: 'Dijon', deadline: 'soon' }, { deadline: 'is no date' })).toEqual([
      'deadline',
    ]);
  });
  it('is missing where it is filled in badly, though nobody else would be asked for it', () => {
    const filledIn = { fields: [field('court', { source: 'organisation', value: 'Dijon' })], unresolved: [] };
    expect(missingFields(filledIn, { court: '?' }, { court: 'is no court' })).toEqual(['court']);
  });
  it('is filled in, and not yet said, while its place in the words is open', () => {
    const filledIn = [field('deadline', { value: '2026-12-31' }), field('remark'), field('court', { value: 'Dijon' })];
    expect(fieldsStillOpen('Avant le [deadline], à Dijon. [remark]', filledIn)).toEqual(['deadline']);
  });
});

describe('what of a value stands in words that were kept', () => {
  it.each([
    ['all of it', 'Merci d’envoyer : Un livret de famille.', 'Un livret de famille', 'Un livret de famille'],
    [
      'its beginning, where it was still being typed',
      'Merci d’envoyer : Un livret.',
      'Un livret de famille',
      'Un livret',
    ],
    ['all of it, where too little is alike', 'Un jour.', 'Une photo', 'Une photo'],
  ])('is %s', (_, text, value, expected) => {
    expect(valuesInText(text, { documents: value }, [field('documents')])).toEqual({ documents: expected });
  });

  it('is all of a date, which is written otherwise than it is typed', () => {
    const values = { before: '2026-12-31' };
    expect(valuesInText('Avant le 31/12/2026.', values, [field('before', { type: 'date' })])).toEqual(values);
  });
});
