import type { CaseField, CaseSummary, CreateCaseField, Page, SetCaseFields } from '@guichet/contracts';
import type { DemoTown } from './build-town.js';

type Wanted = Omit<CreateCaseField, 'help' | 'options' | 'required'> & Partial<CreateCaseField>;

const option = (fr: string, en: string) => ({ label: { fr, en } });

/** What the town notes on a registration for school and on a report about the streets. */
const fields: Readonly<Record<string, readonly Wanted[]>> = {
  'Inscription scolaire': [
    {
      kind: 'choice',
      label: { fr: 'Année scolaire', en: 'School year' },
      options: [option('2026-2027', '2026–2027'), option('2027-2028', '2027–2028')],
      required: true,
    },
    { kind: 'text', label: { fr: 'École souhaitée', en: 'School wished for' } },
    {
      kind: 'choices',
      label: { fr: 'Services demandés', en: 'Services asked for' },
      options: [
        option('Cantine', 'Canteen'),
        option('Garderie du matin', 'Morning care'),
        option('Étude', 'Homework club'),
      ],
    },
    { kind: 'date', label: { fr: 'Dossier complet le', en: 'Complete since' } },
  ],
  Signalement: [
    { kind: 'text', label: { fr: 'Rue', en: 'Street' }, required: true },
    {
      kind: 'choice',
      label: { fr: 'Nature du défaut', en: 'Nature of the defect' },
      options: [option('Chaussée', 'Roadway'), option('Éclairage', 'Street light'), option('Trottoir', 'Pavement')],
    },
    {
      kind: 'yes-no',
      label: { fr: 'Urgent', en: 'Urgent' },
      help: { fr: 'Danger pour les passants ou la circulation.', en: 'A danger to passers-by or traffic.' },
    },
    { kind: 'number', label: { fr: 'Surface (m²)', en: 'Area (m²)' } },
    { kind: 'long-text', label: { fr: 'Constat sur place', en: 'Findings on site' } },
  ],
};

const schools = ['Jules-Ferry', 'Pasteur', 'Les Tilleuls'];
const streets = ['rue du Lac', 'avenue de la Gare', 'place du Marché', 'chemin des Vignes'];
const defects = ['chaussee', 'eclairage', 'trottoir'];

/** What the nth case has in its fields: some are empty, as in every town. */
const values: Readonly<Record<string, (n: number) => SetCaseFields['changes']>> = {
  'Inscription scolaire': (n) => [
    { key: 'annee_scolaire', value: n % 4 === 0 ? '2027_2028' : '2026_2027' },
    { key: 'ecole_souhaitee', value: schools[n % schools.length]! },
    ...(n % 2 === 0 ? [{ key: 'services_demandes', value: n % 3 === 0 ? ['cantine'] : ['cantine', 'etude'] }] : []),
  ],
  Signalement: (n) => [
    { key: 'rue', value: `${n + 3} ${streets[n % streets.length]!}` },
    { key: 'nature_du_defaut', value: defects[n % defects.length]! },
    { key: 'urgent', value: n % 3 === 0 },
    ...(n % 4 === 0 ? [{ key: 'surface_m', value: 1.5 + n / 4 }] : []),
  ],
};

/** Gives two case types of the town their fields, and fills them in on most of the cases that are at work. */
export async function setUpCaseFields({ admin }: DemoTown, caseTypes: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, wanted] of Object.entries(fields)) {
    const id = caseTypes.get(name)!;
    for (const field of wanted) await admin.post<CaseField>(`/case-types/${id}/fields`, field);
    const { items } = await admin.get<Page<CaseSummary>>(`/cases?caseType=${id}&limit=40`);
    const known = items.filter((_, n) => n % 5 !== 4);
    for (const [n, item] of known.entries())
      await admin.patch(`/cases/${item.id}/fields`, { changes: values[name]!(n) });
  }
}
