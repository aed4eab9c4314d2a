import { importColumns, RoleKey, shippedRoleNames } from '@guichet/contracts';
import type { TFunction } from 'i18next';
import { createInstance } from 'i18next';
import agentsEn from '../../../i18n/en/agents.json' with { type: 'json' };
import rolesEn from '../../../i18n/en/roles.json' with { type: 'json' };
import agentsFr from '../../../i18n/fr/agents.json' with { type: 'json' };
import rolesFr from '../../../i18n/fr/roles.json' with { type: 'json' };
import { agentImportExample } from './agent-import-example.js';

const texts = { fr: { agents: agentsFr, roles: rolesFr }, en: { agents: agentsEn, roles: rolesEn } };

const translate = (lng: 'en' | 'fr'): Promise<TFunction> =>
  createInstance().init({
    lng,
    resources: { [lng]: { translation: texts[lng] } },
    interpolation: { escapeValue: false },
  });

it.each(['fr', 'en'] as const)('shows by an example in %s what the import reads', async (language) => {
  const lines = agentImportExample(await translate(language), ['Voirie', 'Écoles; "maternelles"']).split('\r\n');
  const headings = lines[0]!.split(';').map((one) => one.toLowerCase());
  const known = Object.values(importColumns).map((names) => names as readonly string[]);
  expect(headings.map((one) => known.findIndex((names) => names.includes(one)))).toEqual([0, 1, 2, 3, 4]);
  expect(lines[2]).toContain('"Voirie | Écoles; ""maternelles"""');
  const names = Object.values(shippedRoleNames).flat();
  expect(names).toContain(lines[1]!.split(';')[3]);
  expect(names).toContain(lines[3]!.split(';')[3]);
});

it('calls the roles in the file what their page calls them, in both languages', () => {
  for (const key of RoleKey.options)
    expect(shippedRoleNames[key]).toEqual([texts.fr.roles.role[key].name, texts.en.roles.role[key].name]);
});
