import { shippedTemplateNames, templateNames, templateTitle } from './shipped-template-names.js';

const missing = { key: 'missing-documents', title: 'Pièces manquantes' };

it('has a name for every shipped template in both languages, none of them twice', () => {
  const { fr, en } = shippedTemplateNames;
  expect(Object.keys(en)).toEqual(Object.keys(fr));
  for (const names of [fr, en]) {
    const titles = Object.values(names).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const { title, intention } of Object.values(names)) {
      expect(title.length).toBeLessThanOrEqual(120);
      expect(intention.length).toBeLessThanOrEqual(300);
    }
  }
});

it('names a shipped template in the language of the reader', () => {
  expect(templateTitle(missing, 'en')).toBe('Missing documents');
  expect(templateTitle(missing, 'fr')).toBe('Pièces manquantes');
});

it('leaves the names that an organisation has given as they were written', () => {
  expect(templateTitle({ key: 'missing-documents', title: 'Il nous manque des pièces' }, 'en')).toBe(
    'Il nous manque des pièces',
  );
  // One of its own that is called like a shipped one is no shipped one.
  expect(templateTitle({ key: null, title: 'Pièces manquantes' }, 'en')).toBe('Pièces manquantes');
  expect(templateTitle({ title: 'Pièces manquantes' }, 'en')).toBe('Pièces manquantes');
});

it('translates purpose and tags each by itself', () => {
  const stored = { ...missing, intention: shippedTemplateNames.fr['missing-documents']!.intention, tags: ['urgence'] };
  expect(templateNames(stored, 'en')).toEqual({
    title: 'Missing documents',
    intention: 'Ask for the documents that are missing, say by when, and what this changes.',
    tags: ['urgence'],
  });
  expect(
    templateNames({ ...stored, intention: 'Dire autre chose', tags: ['pièces', 'dossier incomplet'] }, 'en'),
  ).toMatchObject({
    intention: 'Dire autre chose',
    tags: ['documents', 'incomplete file'],
  });
});
