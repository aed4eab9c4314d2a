import { enteredIn, fieldDrafts, valueEntered, type FieldDrafts } from './field-drafts.js';

const id = 'school';
const entered = (text: string, stored: string | null = null) =>
  ({ type: 'entered', id, entered: text, stored }) as const;

describe('what stands in the fields of a case', () => {
  it('remembers what the case had when the agent began, whatever a colleague saves meanwhile', () => {
    const begun = fieldDrafts({}, entered('Past'));
    const goesOn = fieldDrafts(begun, entered('Pasteur', 'Jules Ferry'));

    expect(goesOn).toEqual({ [id]: { entered: 'Pasteur', was: null } });
  });

  it('is gone from the screen’s memory once it is saved or canceled, and no other field with it', () => {
    const both: FieldDrafts = { [id]: { entered: 'Pasteur', was: null }, year: { entered: '2026', was: null } };

    expect(fieldDrafts(both, { type: 'saved', id })).toEqual({ year: both['year'] });
    expect(fieldDrafts(both, { type: 'canceled', id })).toEqual({ year: both['year'] });
  });

  it('goes by what was saved where it began while that was on its way, and by nothing that somebody else has saved', () => {
    const begun = fieldDrafts({}, entered('Pasteur'));
    const stored = { type: 'stored', id, before: null, now: 'Past' } as const;

    expect(fieldDrafts(begun, stored)).toEqual({ [id]: { entered: 'Pasteur', was: 'Past' } });
    expect(fieldDrafts(begun, { ...stored, before: 'Jules Ferry' })).toEqual(begun);
    expect(fieldDrafts({}, stored)).toEqual({});
  });

  it('keeps what was entered where it is refused, with the reason, until something else is entered', () => {
    const refused = fieldDrafts({}, { type: 'refused', id, entered: 'x', stored: 'Pasteur', problem: 'Too long.' });

    expect(refused).toEqual({ [id]: { entered: 'x', was: 'Pasteur', problem: 'Too long.' } });
    expect(fieldDrafts(refused, entered('y'))).toEqual({ [id]: { entered: 'y', was: 'Pasteur' } });
  });

  it('keeps what was typed since, where what was sent before it is refused', () => {
    const typedSince: FieldDrafts = { [id]: { entered: 'Pasteur', was: 'Past' } };
    const about = { id, entered: 'Past', problem: 'Offline.' };

    expect(fieldDrafts(typedSince, { ...about, type: 'refused', stored: null })).toEqual({
      [id]: { entered: 'Pasteur', was: null },
    });
    expect(fieldDrafts(typedSince, { ...about, type: 'overtaken', theirs: 'Curie' })).toEqual({
      [id]: { entered: 'Pasteur', was: 'Curie', problem: 'Offline.', theirs: { value: 'Curie' } },
    });
  });

  it('shows what a colleague has saved beside what was entered, and saves over it only once the agent has seen it', () => {
    const action = { type: 'overtaken', id, entered: 'Pasteur', theirs: 'Jules Ferry', problem: 'Changed.' } as const;
    const overtaken = fieldDrafts(fieldDrafts({}, entered('Pasteur')), action);

    expect(overtaken[id]).toEqual({
      ...{ entered: 'Pasteur', was: 'Jules Ferry', problem: 'Changed.' },
      theirs: { value: 'Jules Ferry' },
    });
    expect(fieldDrafts(overtaken, entered('Curie'))[id]).toMatchObject({ theirs: { value: 'Jules Ferry' } });
  });
});

describe('what is sent for what was entered', () => {
  it('is nothing where the browser cannot read the day that is typed, rather than an empty field', () => {
    const left = (value: string, badInput: boolean) =>
      valueEntered('date', enteredIn({ value, validity: { badInput } }));

    expect(left('', true)).toBeUndefined();
    expect(left('', false)).toBeNull();
    expect(left('2026-06-30', false)).toBe('2026-06-30');
  });

  it.each([
    ['text', '  rue du Lac ', 'rue du Lac'],
    ['text', '   ', null],
    ['number', '1 234,50', 1234.5],
    ['number', '1\u202f234', 1234],
    ['number', '-3', -3],
    ['number', '', null],
    ['number', '1e999', undefined],
    ['number', 'douze', undefined],
    ['number', 'NaN', undefined],
    ['date', '2026-11-03', '2026-11-03'],
    ['yes-no', false, false],
    ['choices', ['cp'], ['cp']],
  ] as const)('%s: %j is %j', (kind, text, value) =>
    expect(valueEntered(kind, Array.isArray(text) ? [...text] : (text as string))).toEqual(value),
  );
});
