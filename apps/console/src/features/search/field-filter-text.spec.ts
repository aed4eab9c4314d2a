import { fieldFilterText } from './field-filter-text.js';

const fields = [
  {
    ...{ id: 'a', caseTypeId: 'b', key: 'nature', kind: 'choice' as const, required: false, archived: false },
    ...{
      label: { fr: 'Nature', en: 'Kind of defect' },
      help: { fr: '', en: '' },
      createdAt: '2026-11-03T00:00:00.000Z',
    },
    options: [{ key: 'trottoir', label: { fr: 'Trottoir', en: 'Pavement' }, archived: false }],
  },
];

it.each([
  ['nature=trottoir', 'fr', 'Nature\u00a0: Trottoir'],
  ['nature=trottoir', 'en', 'Kind of defect: Pavement'],
  ['nature=autre', 'en', 'Kind of defect: autre'],
  ['nature', 'en', 'Kind of defect'],
  ['inconnu=x', 'en', 'inconnu=x'],
] as const)('“%s” is shown in %s as “%s”', (value, language, text) =>
  expect(fieldFilterText(value, fields, language)).toBe(text),
);
