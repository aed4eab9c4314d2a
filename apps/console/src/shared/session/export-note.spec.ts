import type { ExportedPart } from '@guichet/contracts';
import { createInstance } from 'i18next';
import en from '../../i18n/en/export.json' with { type: 'json' };
import fr from '../../i18n/fr/export.json' with { type: 'json' };
import { exportNote } from './export-note.js';

const texts = { fr, en };
const teams = ['Voirie', 'Écoles', 'Impôts', 'Sports', 'Espaces verts'].map((name) => ({ id: name, name }));
const ids = (count: number) => teams.slice(0, count).map(({ id }) => id);

async function noteIn(language: 'fr' | 'en', part: ExportedPart, known = teams): Promise<string | null> {
  const t = await createInstance().init({
    lng: language,
    resources: { [language]: { translation: { export: texts[language] } } },
    interpolation: { escapeValue: false },
  });
  const formats = new Intl.ListFormat(language);
  return exportNote(part, { t, list: (items) => formats.format(items), teams: known });
}

it.each<[ExportedPart, string | null, string | null]>([
  [null, null, null],
  [{ teamIds: [], assigned: 'none' }, null, null],
  [{ teamIds: ids(2), assigned: 'none' }, 'Uniquement : Voirie et Écoles', 'Only Voirie and Écoles'],
  [
    { teamIds: ids(1), assigned: 'all' },
    'Uniquement : Voirie et les dossiers qui vous sont attribués',
    'Only Voirie and cases assigned to you',
  ],
  [
    { teamIds: ids(1), assigned: 'some' },
    'Uniquement : Voirie et une partie des dossiers qui vous sont attribués',
    'Only Voirie and some of the cases assigned to you',
  ],
  [{ teamIds: [], assigned: 'all' }, 'Uniquement : les dossiers qui vous sont attribués', 'Only cases assigned to you'],
  [
    { teamIds: ids(5), assigned: 'all' },
    'Uniquement : 5 équipes et les dossiers qui vous sont attribués',
    'Only 5 teams and cases assigned to you',
  ],
])('says whose cases alone an export has: %j', async (part, french, english) => {
  expect([await noteIn('fr', part), await noteIn('en', part)]).toEqual([french, english]);
});

it('counts the teams of which not every one is known', async () => {
  const part: ExportedPart = { teamIds: ids(2), assigned: 'none' };
  expect([await noteIn('fr', part, teams.slice(1)), await noteIn('en', part, [])]).toEqual(['Uniquement : 2 équipes', 'Only 2 teams']); // prettier-ignore
});
