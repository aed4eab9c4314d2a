import { createSector, updateTeam, type Principal } from '@guichet/access';
import { createCaseField, createCaseType, updateCaseField, updateCaseType } from '@guichet/cases';
import { CreateCaseField, Rule } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { TestTown } from '../../../test/support/test-town.js';
import { getRouting, saveRouting } from './load-and-save-rules.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let schools: string;

beforeAll(async () => {
  town = await TestTown.build();
  schools = await town.team('Écoles');
  ana = await town.agent('Ana');
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());

const rule = (when: object[], then: object[], more: object = {}): Rule =>
  Rule.parse({ id: newId(), name: 'Écoles', when, then, ...more });
const save = (who: Principal, rules: Rule[], version: number) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) => saveRouting(tx, who, { rules, version }));

describe('rules', () => {
  it('are saved with a version, and saving over the change of somebody else is refused', async () => {
    expect(await getRouting(town.database, ana)).toEqual({ rules: [], version: 0 });
    const rules = [rule([], [{ do: 'team', teamId: schools }])];
    await expect(save(root, rules, 3)).rejects.toMatchObject({ more: { reason: 'rules-changed' } });
    expect(await save(root, rules, 0)).toEqual({ rules, version: 1 });
    await expect(save(root, [], 0)).rejects.toMatchObject({ code: 'conflict', more: { reason: 'rules-changed' } });
    expect(await getRouting(town.database, ana)).toEqual({ rules, version: 1 });
    expect(await town.database.query(`select 1 from event where type = 'routing.changed'`)).toHaveLength(1);
  });

  it('that send cases to a sector are shown to whoever knows it, and to whoever changes them', async () => {
    const social = await town.team('Social');
    const as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]) =>
      town.database.write({ kind: 'agent', id: root.id, name: root.name }, work);
    const { id: sectorId } = await as((tx) => createSector(tx, root, { name: 'Social' }));
    await as((tx) => updateTeam(tx, root, { id: social, wanted: { sectorId } }));
    const ines = await town.agent('Ines', [social]);
    const hidden = rule([{ on: 'words', is: ['placement'] }], [{ do: 'team', teamId: social }]);
    const open = rule([], [{ do: 'team', teamId: schools }]);
    const { version } = await save(root, [hidden, open], 1);
    const read = async (who: Principal) => (await getRouting(town.database, who)).rules;
    expect([await read(ana), await read(ines), await read(root)]).toEqual([[open], [hidden, open], [hidden, open]]);
    await save(root, [], version);
  });

  it('that ask for a field of a sector are shown to whoever knows it', async () => {
    const as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]) =>
      town.database.write({ kind: 'agent', id: root.id, name: root.name }, work);
    const [hidden, shown] = await as(async (tx) => {
      const { id: sectorId } = await createSector(tx, root, { name: 'État civil' });
      const wanted = CreateCaseField.parse({ kind: 'text', label: { en: 'Street', fr: 'Rue' } });
      const [secret, plain] = [
        await createCaseType(tx, root, { name: 'Adoption', sectorId }),
        await createCaseType(tx, root, { name: 'Bruit' }),
      ];
      return [
        await createCaseField(tx, root, { caseTypeId: secret.id, wanted }),
        await createCaseField(tx, root, { caseTypeId: plain.id, wanted }),
      ];
    });
    const rules = [hidden, shown].map(({ id }) => rule([{ on: 'field', fieldId: id, is: ['Nord'] }], [{ do: 'priority', priority: 'high' }])); // prettier-ignore
    const { version } = await save(root, rules, (await getRouting(town.database, root)).version);

    expect((await getRouting(town.database, ana)).rules).toEqual([rules[1]]);
    expect((await getRouting(town.database, root)).rules).toEqual(rules);
    await expect(save(ana, rules, version)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('ask only for what a field in use can have', async () => {
    const kinds = {
      ...{
        text: ['Nord', 'Sud'],
        'long-text': ['Nord'],
        number: ['3'],
        date: ['2026-01-01'],
        'yes-no': [true, 'true'],
      },
      ...{ choice: ['nord', 'ouest', 'Nord'], choices: ['sud'] },
    };
    const asked = await town.database.write({ kind: 'agent', id: root.id, name: root.name }, async (tx) => {
      const { id: caseTypeId } = await createCaseType(tx, root, { name: 'Voirie' });
      const option = (fr: string) => ({ label: { en: fr, fr } });
      const conditions: object[] = [];
      for (const [kind, is] of Object.entries(kinds)) {
        const options = kind.startsWith('choice') ? [option('Nord'), option('Sud')] : [];
        const wanted = CreateCaseField.parse({ kind, label: { en: kind, fr: kind }, options });
        const { id: fieldId } = await createCaseField(tx, root, { caseTypeId, wanted });
        conditions.push({ on: 'field', fieldId, is });
      }
      const wanted = CreateCaseField.parse({ kind: 'text', label: { en: 'Old', fr: 'Ancien' } });
      const { id: fieldId } = await createCaseField(tx, root, { caseTypeId, wanted });
      await updateCaseField(tx, root, { id: fieldId, wanted: { archived: true } });
      return [...conditions, { on: 'field', fieldId, is: ['x'] }];
    });
    const { version } = await getRouting(town.database, root);

    const refused = await save(root, [rule(asked, [{ do: 'priority', priority: 'high' }])], version).catch((error: { more: { errors: { path: string; reason: string }[] } }) => error.more.errors); // prettier-ignore

    expect((refused as { path: string; reason: string }[]).map(({ path, reason }) => [path, reason])).toEqual([
      ['rules.0.when.1.is.0', 'rule-field-value'],
      ['rules.0.when.2.is.0', 'rule-field-value'],
      ['rules.0.when.3.is.0', 'rule-field-value'],
      ['rules.0.when.4.is.1', 'rule-field-value'],
      ['rules.0.when.5.is.1', 'rule-field-value'],
      ['rules.0.when.5.is.2', 'rule-field-value'],
      ['rules.0.when.7.fieldId', 'rule-field-gone'],
    ]);
  });

  it('ask for a range only where a field in use holds a number or a date', async () => {
    const range = (fieldId: string, kind: string, from: number | string) => ({ on: 'fieldRange', fieldId, kind, from });
    const [amount, day, street, old] = await town.database.write(
      { kind: 'agent', id: root.id, name: root.name },
      async (tx) => {
        const { id: caseTypeId } = await createCaseType(tx, root, { name: 'Terrasses' });
        const add = async (kind: string, name: string) => {
          const wanted = CreateCaseField.parse({ kind, label: { en: name, fr: name } });
          return (await createCaseField(tx, root, { caseTypeId, wanted })).id;
        };
        const ids = [await add('number', 'Surface'), await add('date', 'Début'), await add('text', 'Rue')];
        const gone = await add('number', 'Ancien');
        await updateCaseField(tx, root, { id: gone, wanted: { archived: true } });
        return [...ids, gone] as [string, string, string, string];
      },
    );
    const then = [{ do: 'priority', priority: 'high' }];
    const { version } = await getRouting(town.database, root);

    const wrong = [
      ...[range(amount, 'date', '2026-03-01'), range(amount, 'days', 0), range(day, 'number', 0)],
      ...[range(street, 'number', 0), range(street, 'days', 0), range(old, 'number', 0), range(newId(), 'number', 0)],
    ];
    const refused = await save(root, [rule(wrong, then)], version).catch((error: { more: { errors: { path: string; reason: string }[] } }) => error.more.errors); // prettier-ignore
    expect((refused as { path: string; reason: string }[]).map(({ path, reason }) => [path, reason])).toEqual([
      ['rules.0.when.0.kind', 'rule-field-no-date'],
      ['rules.0.when.1.kind', 'rule-field-no-date'],
      ['rules.0.when.2.kind', 'rule-field-no-number'],
      ['rules.0.when.3.kind', 'rule-field-no-number'],
      ['rules.0.when.4.kind', 'rule-field-no-date'],
      ['rules.0.when.5.fieldId', 'rule-field-gone'],
      ['rules.0.when.6.fieldId', 'rule-field-gone'],
    ]);

    const right = rule([range(amount, 'number', -1.5), range(day, 'date', '2026-03-01'), { ...range(day, 'days', 0), to: 14 }], then); // prettier-ignore
    await save(root, [right], version);
    expect((await getRouting(town.database, root)).rules).toEqual([right]);
    await save(root, [], version + 1);
  });

  it('that were saved before there were ranges are read as they were', async () => {
    const { version } = await getRouting(town.database, root);
    const when = [
      { on: 'words', in: 'anywhere', is: ['trou'], not: false },
      { on: 'field', fieldId: newId(), is: ['nord', true], not: true },
      { on: 'hours', is: 'open', not: false },
    ];
    const stored = { rules: [{ id: newId(), name: 'Avant', active: true, when, then: [{ do: 'tags', tags: ['a'] }], last: false }], version }; // prettier-ignore
    await town.database.execute(`update setting set value = $1::jsonb where key = 'routing'`, [JSON.stringify(stored)]);

    expect(await getRouting(town.database, root)).toEqual(stored);
    await save(root, [], version);
  });

  it('are changed by supervisors only', async () => {
    await expect(save(ana, [], (await getRouting(town.database, root)).version)).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  // Threats: R15.
  it('are refused with all their errors, by rule and field', async () => {
    const old = await town.database.write({ kind: 'agent', id: root.id, name: root.name }, async (tx) => {
      const { id } = await createCaseType(tx, root, { name: 'Télécopie' });
      return updateCaseType(tx, root, { id, wanted: { active: false } });
    });
    const gone = newId();
    const twice = rule([], [{ do: 'priority', priority: 'high' }]);
    const rules = [
      rule([{ on: 'words', is: ['école', '—'] }, { on: 'sender', is: ['pas une adresse'] }, { on: 'account', is: [gone] }], [{ do: 'team', teamId: gone }]), // prettier-ignore
      rule([{ on: 'caseType', is: [old.id] }], [{ do: 'caseType', caseTypeId: old.id }, { do: 'agent', agentId: gone }]), // prettier-ignore
      rule([], [{ do: 'team', teamId: schools }, { do: 'agent', agentId: ana.id }, { do: 'team', teamId: schools }]), // prettier-ignore
      twice,
      twice,
    ];
    const refused = await save(root, rules, (await getRouting(town.database, root)).version).catch((error: { more: { errors: { path: string; reason: string }[] } }) => error.more.errors); // prettier-ignore
    expect((refused as { path: string; reason: string }[]).map(({ path, reason }) => [path, reason])).toEqual([
      ['rules.0.when.0.is.1', 'rule-no-word'],
      ['rules.0.when.1.is.0', 'rule-no-sender'],
      ['rules.0.when.2.is.0', 'rule-account-gone'],
      ['rules.0.then.0.teamId', 'rule-team-gone'],
      ['rules.1.when.0.is.0', 'rule-case-type-gone'],
      ['rules.1.then.0.caseTypeId', 'rule-case-type-gone'],
      ['rules.1.then.1.agentId', 'rule-agent-gone'],
      ['rules.2.then.1.agentId', 'rule-agent-elsewhere'],
      ['rules.2.then.2', 'rule-act-twice'],
      ['rules.4', 'rule-twice'],
    ]);
  });
});
