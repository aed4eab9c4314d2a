import type { CaseDetail } from '@guichet/contracts';
import { Failure } from '../api/failure.js';
import {
  fieldSaveUnderWay,
  isFieldUnsure,
  isOwnFieldValue,
  keepFieldSave,
  withFieldSaves,
} from './field-saves-under-way.js';

const itemWith = (values: Record<string, string | null>) =>
  ({
    id: 'a',
    fields: Object.entries(values).map(([id, value]) => ({ field: { id }, value })),
  }) as unknown as CaseDetail;
const valuesOf = ({ fields }: CaseDetail) => fields.map(({ value }) => value);

/** Whoever waits for what is settled by now has gone on. */
const passed = () => new Promise(setImmediate);

describe('what is being saved in the fields of a case', () => {
  it('is shown instead of what an answer has that was read before it arrived, until it is settled', async () => {
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    keepFieldSave('a', 'number', { value: '12', was: null, sent: first.promise });
    keepFieldSave('a', 'number', { value: '1234', was: '12', sent: second.promise });

    expect(valuesOf(withFieldSaves(itemWith({ number: null, day: '2026-11-02' })))).toEqual(['1234', '2026-11-02']);
    first.resolve();
    await passed();
    expect(fieldSaveUnderWay('a', 'number')).toMatchObject({ value: '1234' });

    second.resolve();
    await passed();
    expect(fieldSaveUnderWay('a', 'number')).toBeUndefined();
    expect(valuesOf(withFieldSaves(itemWith({ number: '1234 B' })))).toEqual(['1234 B']);
  });

  it('may have arrived where no answer came: what is found then is no colleague’s, until the server has taken a save', async () => {
    const isLast = keepFieldSave('b', 'number', {
      value: '12',
      was: null,
      sent: Promise.reject(new Failure('offline')),
    });
    expect(isLast()).toBe(true);
    await passed();
    expect([isLast(), isFieldUnsure('b', 'number'), fieldSaveUnderWay('b', 'number')]).toEqual([true, true, undefined]);
    expect([null, '12', '13'].map((value) => isOwnFieldValue('b', 'number', value))).toEqual([true, true, false]);

    keepFieldSave('b', 'number', { value: '123', was: '12', sent: Promise.reject(new Failure('conflict')) });
    expect(isLast()).toBe(false);
    await passed();
    expect(isOwnFieldValue('b', 'number', null)).toBe(true);

    keepFieldSave('b', 'number', { value: '1234', was: '12', sent: Promise.resolve() });
    await passed();
    expect([isFieldUnsure('b', 'number'), isOwnFieldValue('b', 'number', '12')]).toEqual([false, false]);
  });
});
