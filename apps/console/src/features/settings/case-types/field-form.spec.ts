import { changedForm, formOf, newOption, savedForm } from './field-form.js';

const label = { fr: 'Classe', en: 'Year' };
const field = {
  ...{ id: 'a', caseTypeId: 'b', key: 'classe', label, help: { en: '', fr: '' }, required: true, archived: false },
  ...{ kind: 'choice' as const, createdAt: '2026-11-03T00:00:00.000Z' },
  options: [
    { key: 'cp', label: { fr: 'CP', en: 'Year 1' }, archived: false },
    { key: 'ce1', label: { fr: 'CE1', en: 'Year 2' }, archived: true },
  ],
};

describe('the form of a field', () => {
  it('offers the options that can be chosen, and saves them with the keys that they have', () => {
    const form = formOf(field);
    const options = [...form.options, { ...newOption('n1'), label: { fr: 'CE2', en: '' } }, newOption('n2')];

    expect(savedForm({ ...form, options }).options).toEqual([
      { key: 'cp', label: { fr: 'CP', en: 'Year 1' } },
      { label: { fr: 'CE2', en: 'CE2' } },
    ]);
  });

  it('has one word for both languages where only one is written', () => {
    expect(savedForm({ ...formOf(undefined), label: { fr: 'Rue', en: ' ' } }).label).toEqual({ fr: 'Rue', en: 'Rue' });
    expect(savedForm({ ...formOf(undefined), label: { fr: '', en: 'Street' } }).label).toEqual({
      fr: 'Street',
      en: 'Street',
    });
  });

  it('says nothing of options where the field is no list any more', () => {
    expect(savedForm({ ...formOf(field), kind: 'text' }).options).toEqual([]);
    expect(changedForm({ ...formOf(field), kind: 'text' })).not.toHaveProperty('options');
    expect(changedForm(formOf(field)).options).toHaveLength(1);
  });
});
