import type { CaseDetail } from '@guichet/contracts';
import { Failure } from '../api/failure.js';
import { fieldSaveUnderWay, keepFieldSave, unansweredFieldSave, withFieldSaves } from './field-saves-under-way.js';

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
    keepFieldSave('a', 'number', { value: '12', sent: first.promise });
    keepFieldSave('a', 'number', { value: '1234', sent: second.promise });

    expect(valuesOf(withFieldSaves(itemWith({ number: null, day: '2026-11-02' })))).toEqual(['1234', '2026-11-02']);
    first.resolve();
    await passed();
    expect(fieldSaveUnderWay('a', 'number')).toMatchObject({ value: '1234' });

    second.resolve();
    await passed();
    expect(fieldSaveUnderWay('a', 'number')).toBeUndefined();
    expect(valuesOf(withFieldSaves(itemWith({ number: '1234 B' })))).toEqual(['1234 B']);
  });

  it('may have arrived where no answer came, until another save of the field is answered', async () => {
    keepFieldSave('b', 'number', { value: '12', sent: Promise.reject(new Failure('offline')) });
    await passed();
    expect(unansweredFieldSave('b', 'number')).toEqual({ value: '12' });
    expect(fieldSaveUnderWay('b', 'number')).toBeUndefined();

    keepFieldSave('b', 'number', { value: '123', sent: Promise.reject(new Failure('conflict')) });
    await passed();
    expect(unansweredFieldSave('b', 'number')).toBeUndefined();
  });
});
