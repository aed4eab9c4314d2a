import { grantOfWord, type Principal } from '@guichet/access';
import { createCaseField, createCaseType, createSavedView, openCase, setCaseFields, updateCase } from '@guichet/cases';
import { CreateCaseField, Rule, SaveMacro, SaveView, TemplateContent, type CaseField } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { saveRouting } from '@guichet/routing';
import { createTemplate } from '@guichet/templates';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseFieldUses } from './case-field-uses.queries.js';
import { createMacro } from './save-macros.js';

let town: TestTown;
let schools: string;
let ana: Principal;
let root: Principal;
let type: string;
let [year, street]: CaseField[] = [];

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const field = (label: string, required = false) => {
  const wanted = CreateCaseField.parse({ kind: 'text', label: { en: label, fr: label }, required });
  return as(root, (tx) => createCaseField(tx, root, { caseTypeId: type, wanted }));
};
const none = { names: [], hidden: 0 };

beforeAll(async () => {
  town = await TestTown.build();
  schools = await town.team('Écoles');
  ana = await town.agent('Ana', [schools]);
  root = { ...(await town.agent('Root', [], 'administrator')), language: 'en' };
  type = (await as(root, (tx) => createCaseType(tx, root, { name: 'Inscription' }))).id;
  [year, street] = [await field('year'), await field('street')];
});
afterAll(() => town.close());

describe('what names a field', () => {
  it('is nothing at first', async () => {
    expect(await caseFieldUses(town.database, root, street!.id)).toEqual({
      cases: { count: 0, isAtLeast: false },
      ...{ rules: none, macros: none, views: none, templates: none },
    });
  });

  it('is said by name where the agent sees it, and by its number where it is somebody’s own', async () => {
    const rule = Rule.parse({
      ...{ id: schools, name: 'New year', active: true, then: [{ do: 'priority', priority: 'high' }] },
      when: [{ on: 'field', fieldId: year!.id, is: ['2026'] }],
    });
    await as(root, (tx) => saveRouting(tx, root, { rules: [rule], version: 0 }));
    const macro = (name: string, fieldId: string) =>
      SaveMacro.parse({ name, acts: [{ kind: 'field', fieldId, value: '2026' }] });
    for (const who of [root, ana]) await as(who, (tx) => createMacro(tx, who, macro(`Year of ${who.name}`, year!.id)));
    await as(root, (tx) => createMacro(tx, root, macro('Street', street!.id)));
    const view = (name: string, q: string) => SaveView.parse({ name, filter: { q } });
    for (const [who, name, q] of [
      ...([
        [root, 'This year', 'field:year=2026'],
        [root, 'Of any year', 'champ:YEAR'],
        [root, 'Street', 'field:street'],
      ] as const),
      ...([
        [root, 'Words', 'year 2026'],
        [ana, 'Mine', 'de:zoe champ:year="2026"'],
      ] as const),
    ] as const)
      await as(who, (tx) => createSavedView(tx, who, view(name, q)));
    const content = TemplateContent.parse({
      blocks: [{ kind: 'facts', full: `Year {{ field_text_${year!.id.replaceAll('-', '')}_year }}.` }],
    });
    const meta = {
      title: 'The school year',
      intention: '',
      sectorId: null,
      tags: [],
      validFrom: null,
      validUntil: null,
    };
    await as(root, (tx) => createTemplate(tx, root, { ...meta, language: 'en', content }));
    const id = await as(ana, (tx) => openCase(tx, ana, { subject: 'Cantine', teamId: schools }));
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { caseTypeId: type } }));
    await as(ana, (tx) => setCaseFields(tx, ana, { caseId: id, changes: [{ key: year!.key, value: '2026' }] }));

    const uses = await caseFieldUses(town.database, root, year!.id);
    expect(uses).toEqual({
      cases: { count: 1, isAtLeast: false },
      rules: { names: ['New year'], hidden: 0 },
      macros: { names: ['Year of Root'], hidden: 1 },
      views: { names: ['Of any year', 'This year'], hidden: 1 },
      templates: { names: ['The school year'], hidden: 0 },
    });
  });

  it('is the same number of cases for whoever manages routing without seeing any, and macros by their number', async () => {
    const keeper = await town.agent('Keeper');
    const permissions = ['routing.read', 'routing.manage'] as const;
    const grants = [{ ...grantOfWord('administrator'), permissions }];
    expect(await caseFieldUses(town.database, { ...keeper, grants }, year!.id)).toMatchObject({
      cases: { count: 1, isAtLeast: false },
      rules: { names: ['New year'], hidden: 0 },
      macros: { names: [], hidden: 2 },
    });
  });

  it('is for those who may archive it', async () => {
    await expect(caseFieldUses(town.database, ana, year!.id)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(caseFieldUses(town.database, root, schools)).rejects.toMatchObject({ code: 'not-found' });
  });
});
