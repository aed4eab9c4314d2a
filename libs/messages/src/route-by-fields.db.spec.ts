import { createSector, organisationOf, saveOrganisation, updateTeam, type Principal } from '@guichet/access';
import {
  caseDetail,
  createCaseField,
  createCaseType,
  openCase,
  restrictCase,
  timeline,
  updateCase,
  updateCaseField,
} from '@guichet/cases';
import {
  CreateCaseField,
  Rule,
  SaveMacro,
  StartBulkAction,
  TimelineQuery,
  type CaseField,
  type CaseFieldValue,
} from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { notifyAgents } from '@guichet/notifications';
import { newId } from '@guichet/platform';
import { getRouting, rulesAskingFor, runRoutingTrial, saveRouting } from '@guichet/routing';
import { allEvents } from '../../../test/support/all-events.js';
import { receive } from '../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../test/support/test-town.js';
import type { BulkContext } from './bulk/bulk-context.js';
import { undoBulkAction } from './bulk/confirm-cancel-undo-bulk-action.js';
import { bulkActionStatus } from './bulk/bulk-actions.queries.js';
import { runBulkAction } from './bulk/run-bulk-action.js';
import { startBulkAction } from './bulk/start-bulk-action.js';
import { applyMacro, previewMacro, undoMacro } from './macros/preview-apply-undo-macro.js';
import { caseFieldUses } from './macros/case-field-uses.queries.js';
import { createMacro } from './macros/save-macros.js';
import { setFieldsAndRouteCase } from './route-by-fields.js';

let town: TestTown;
let [desk, north, social, health] = ['', '', '', ''];
let ana: Principal;
let bob: Principal;
let root: Principal;
let roads: string;
let street: CaseField;
let district: CaseField;
let urgent: CaseField;
let amount: CaseField;
let start: CaseField;
let account: Awaited<ReturnType<TestTown['mailbox']>>;

beforeAll(async () => {
  town = await TestTown.build();
  [desk, north] = [await town.team('Accueil'), await town.team('Nord')];
  [social, health] = [await town.team('Social'), await town.team('Santé')];
  ana = await town.agent('Ana', [desk]);
  bob = await town.agent('Bob', [north]);
  root = await town.agent('Root', [], 'administrator');
  account = await town.mailbox(desk);
  await as(root, async (tx) => {
    roads = (await createCaseType(tx, root, { name: 'Voirie' })).id;
    for (const [id, name] of [
      [social, 'Social'],
      [health, 'Santé'],
    ] as const) {
      const { id: sectorId } = await createSector(tx, root, { name });
      await updateTeam(tx, root, { id, wanted: { sectorId } });
    }
    street = await addField(tx, { kind: 'text', label: label('Rue') });
    const options = [{ label: label('Nord') }, { label: label('Sud') }];
    district = await addField(tx, { kind: 'choice', label: label('Quartier'), options });
    urgent = await addField(tx, { kind: 'yes-no', label: label('Urgent') });
    amount = await addField(tx, { kind: 'number', label: label('Montant') });
    start = await addField(tx, { kind: 'date', label: label('Début') });
  });
});
beforeEach(async () => {
  await town.forget();
  for (const table of ['bulk_action', 'macro']) await town.database.execute(`delete from ${table}`);
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const label = (name: string) => ({ en: name, fr: name });
const addField = (tx: Tx, wanted: object) =>
  createCaseField(tx, root, { caseTypeId: roads, wanted: CreateCaseField.parse(wanted) });
const rule = (name: string, parts: { when: object[]; then: object[]; last?: true }): Rule =>
  Rule.parse({ id: newId(), name, ...parts });
const has = ({ id: fieldId }: CaseField, is: (string | boolean)[], not = false) => ({ on: 'field', fieldId, is, not });
const within = ({ id: fieldId }: CaseField, range: object) => ({ on: 'fieldRange', fieldId, ...range });
const to = (teamId: string) => ({ do: 'team', teamId });
const rulesAre = async (...rules: Rule[]) => {
  const { version } = await getRouting(town.database, root);
  await as(root, (tx) => saveRouting(tx, root, { rules, version }));
};
/** A case about roads, which a mail has opened. */
const written = async (changes: Parameters<typeof mail>[1] = {}) => {
  const [id = ''] = await receive(town, account, mail('zoe@citizen.test', { subject: 'Trou', ...changes }));
  await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { caseTypeId: roads } }));
  return id;
};
const sectorOf = async (teamId: string) =>
  (await town.database.query<{ id: string }>(`select sector_id as id from team where id = $1`, [teamId]))[0]!.id;
/** A type of one sector, and a field of it. */
const aidOfSocial = () =>
  as(root, async (tx) => {
    const { id } = await createCaseType(tx, root, { name: `Aide ${newId()}`, sectorId: await sectorOf(social) });
    const wanted = CreateCaseField.parse({ kind: 'yes-no', label: label('Hors secteur') });
    return { id, outside: await createCaseField(tx, root, { caseTypeId: id, wanted }) };
  });
const fill = (caseId: string, { key }: CaseField, value: CaseFieldValue | null) => fillAs(ana, { caseId, key, value }); // prettier-ignore
const fillAs = (who: Principal, { caseId, ...change }: { caseId: string; key: string; value: CaseFieldValue | null }) =>
  as(who, (tx) => setFieldsAndRouteCase(tx, who, { caseId, changes: [change] }));
const detail = (id: string) => caseDetail(town.database, root, { id });
const activities = async (caseId: string) =>
  (await timeline(town.database, root, { caseId, query: TimelineQuery.parse({}) })).items.flatMap((entry) =>
    entry.kind === 'activity' ? [{ ...entry.activity, by: entry.actor.name }] : [],
  );
const after = async (id: string) => (await activities(id)).slice((await activities(id)).findIndex(({ type }) => type === 'fields') + 1); // prettier-ignore
const macro = (who: Principal, acts: object[]) =>
  as(who, (tx) => createMacro(tx, who, SaveMacro.parse({ name: 'Nord', acts: acts as never })));
const apply = (caseId: string, acts: object[]) => applyAs(ana, caseId, acts);
const applyAs = async (who: Principal, caseId: string, acts: object[]) => {
  const { id: macroId, version: macroVersion } = await macro(who, acts);
  return as(who, (tx) => applyMacro(tx, who, { caseId, macroId, macroVersion, expectedVersion: null }));
};

describe('a field that is filled in', () => {
  it('sends a case where a rule says, in the same transaction, and the timeline names the rule', async () => {
    const then = [to(north), { do: 'priority', priority: 'high' }, { do: 'tags', tags: ['voirie'] }];
    await rulesAre(
      rule('Secteur nord', { when: [has(street, ['rue de l’Eglise'])], then }),
      rule('Mots', { when: [has(street, ['Rue de l’Église']), { on: 'words', is: ['trou'] }], then: [{ do: 'agent', agentId: bob.id }] }), // prettier-ignore
    );
    const id = await written();

    expect(await fill(id, street, 'Rue de l’Église')).toBe(true);

    expect(await detail(id)).toMatchObject({ team: { id: north }, assignee: { id: bob.id }, priority: 'high', tags: ['voirie'] }); // prettier-ignore
    expect(await after(id)).toEqual([
      { type: 'routed', rules: ['Secteur nord', 'Mots'], team: 'Nord', caseType: null, priority: 'high', tags: ['voirie'], by: 'Routing' }, // prettier-ignore
      { type: 'assigned', from: null, to: 'Bob', toId: bob.id, because: { by: 'rule', rule: 'Mots' }, by: 'Routing' },
    ]);
    await expect(caseDetail(town.database, ana, { id })).rejects.toMatchObject({ code: 'not-found' });
    const event = (await allEvents(town.database)).findLast(({ type, caseId }) => type === 'case.changed' && caseId === id); // prettier-ignore
    expect(event).toMatchObject({ teamIds: [desk, north], data: { fields: ['routed', 'assigned', 'team'] } });
  });

  it('changes nothing where no rule matches, where it is emptied, and where another one is filled in', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north)] }));
    const id = await written();

    expect(await fill(id, district, 'sud')).toBe(false);
    expect(await fill(id, district, null)).toBe(false);
    expect(await fill(id, street, 'Nord')).toBe(false);

    expect(await detail(id)).toMatchObject({ team: { id: desk } });
    expect((await after(id)).map(({ type }) => type)).toEqual(['fields', 'fields']);
  });

  it('matches by what it has not only once it has something', async () => {
    await rulesAre(rule('Pas au sud', { when: [has(district, ['sud'], true)], then: [to(north)] }));
    const id = await written();
    expect((await detail(id)).team.id).toBe(desk);

    await fill(id, street, 'Rue haute');
    expect((await detail(id)).team.id).toBe(desk);
    await fill(id, district, 'nord');
    expect((await detail(id)).team.id).toBe(north);
  });

  it('is read together with the others, with the message, the team and the type of the case', async () => {
    const when = [
      has(urgent, [true]),
      has(district, ['nord']),
      { on: 'caseType', is: [roads] },
      { on: 'account', is: [account.id] },
      { on: 'sender', is: ['@citizen.test'] },
    ];
    await rulesAre(rule('Nord', { when, then: [to(north)] }));
    const id = await written();

    await fill(id, district, 'nord');
    expect((await detail(id)).team.id).toBe(desk);
    await fill(id, urgent, true);
    expect((await detail(id)).team.id).toBe(north);
  });

  it('routes a case that an agent has opened, which came by no channel', async () => {
    await rulesAre(
      rule('Par mail', { when: [has(district, ['nord']), { on: 'channel', is: ['email'] }], then: [{ do: 'tags', tags: ['mail'] }] }), // prettier-ignore
      rule('Nord', { when: [has(district, ['nord']), { on: 'words', in: 'subject', is: ['trou'] }], then: [to(north)] }), // prettier-ignore
    );
    const id = await as(ana, (tx) => openCase(tx, ana, { subject: 'Un trou', teamId: desk }));
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { caseTypeId: roads } }));

    await fill(id, district, 'nord');

    expect(await detail(id)).toMatchObject({ team: { id: north }, tags: [] });
  });

  it('is read by rules also where what it had is put back by hand', async () => {
    await rulesAre();
    const id = await written();
    await fill(id, district, 'nord');
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north)] }));

    await fill(id, district, 'sud');
    expect((await detail(id)).team.id).toBe(desk);
    await fill(id, district, 'nord');
    expect((await detail(id)).team.id).toBe(north);
  });

  it('is not taken for another one by rules that follow, and ends them where one is the last', async () => {
    await rulesAre(
      rule('Nord', { when: [has(district, ['nord'])], then: [{ do: 'tags', tags: ['nord'] }], last: true }),
      rule('Ensuite', { when: [has(district, ['nord'])], then: [to(north)] }),
    );
    const id = await written();

    await fill(id, district, 'nord');

    expect(await detail(id)).toMatchObject({ team: { id: desk }, tags: ['nord'] });
  });

  it('leaves the type of a sector behind where the rule sends the case to another one', async () => {
    const { id: aid, outside } = await aidOfSocial();
    await rulesAre(rule('Dehors', { when: [has(outside, [true])], then: [to(health)] }));
    const id = await as(root, (tx) => openCase(tx, root, { subject: 'Aide', teamId: social }));
    await as(root, (tx) => updateCase(tx, root, { id, wanted: { caseTypeId: aid } }));

    await fillAs(root, { caseId: id, key: outside.key, value: true });

    expect(await detail(id)).toMatchObject({ team: { id: health }, caseType: null });
    expect(await after(id)).toMatchObject([{ type: 'routed', team: 'Santé' }, { type: 'case-type', from: expect.stringContaining('Aide'), to: null }]); // prettier-ignore
    const moved = (await allEvents(town.database)).filter(({ type }) => type === 'case.sector-changed');
    expect(moved).toMatchObject([{ caseId: id, data: { from: await sectorOf(social), to: await sectorOf(health) } }]);
  });
});

describe('what people have decided', () => {
  const both = () =>
    rulesAre(
      rule('Nord', { when: [has(district, ['nord'])], then: [to(north), { do: 'agent', agentId: bob.id }] }),
      rule('Voirie', { when: [has(district, ['nord'])], then: [{ do: 'priority', priority: 'urgent' }, { do: 'tags', tags: ['nord'] }] }), // prettier-ignore
    );
  const rest = () => ({ team: { id: desk }, priority: 'urgent', tags: ['nord'] });

  it('stays in a case that somebody has taken; tags and priority follow', async () => {
    await both();
    const id = await written();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: ana.id } }));

    await fill(id, district, 'nord');

    expect(await detail(id)).toMatchObject({ ...rest(), assignee: { id: ana.id } });
    expect(await after(id)).toEqual([
      expect.objectContaining({ type: 'routed', rules: ['Voirie'], team: null, priority: 'urgent', tags: ['nord'] }),
    ]);
  });

  it('stays in one that is closed, or restricted', async () => {
    await both();
    const [closed, restricted] = [await written(), await written()];
    await as(ana, (tx) => updateCase(tx, ana, { id: closed, wanted: { status: 'closed' } }));
    await as(root, (tx) => restrictCase(tx, root, { id: restricted, wanted: { reason: 'staff', detail: '', agentIds: [ana.id, root.id] } })); // prettier-ignore

    for (const id of [closed, restricted]) {
      await fill(id, district, 'nord');
      expect(await detail(id)).toMatchObject({ ...rest(), assignee: null });
    }
    expect((await detail(closed)).status).toBe('closed');
  });

  it('is said once: a rule that has nothing left to do is not named', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(desk)] }));
    const id = await written();

    await fill(id, district, 'nord');

    expect(await after(id)).toEqual([]);
  });
});

describe('a rule on a range', () => {
  it('routes by the number that is filled in, its ends included', async () => {
    await rulesAre(
      rule('Montant', { when: [within(amount, { kind: 'number', from: 100, to: 500 })], then: [{ do: 'tags', tags: ['moyen'] }] }), // prettier-ignore
      rule('Autre montant', { when: [within(amount, { kind: 'number', from: 100, to: 500, not: true })], then: [{ do: 'tags', tags: ['autre'] }] }), // prettier-ignore
    );
    const tagsWith = async (value: number | null) => {
      const id = await written();
      await fill(id, amount, 7);
      await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { tags: [] } }));
      await fill(id, amount, value);
      return (await detail(id)).tags;
    };

    for (const value of [100, 250.5, 500]) expect(await tagsWith(value)).toEqual(['moyen']);
    for (const value of [99.99, 500.01, -250]) expect(await tagsWith(value)).toEqual(['autre']);
    expect(await tagsWith(null)).toEqual([]);
  });

  describe('of days', () => {
    beforeAll(() => as(root, async (tx) => saveOrganisation(tx, root, { ...(await organisationOf(tx)), timeZone: 'Indian/Reunion' }))); // prettier-ignore
    afterEach(() => (town.database.clock = () => new Date()));
    const at = (instant: string) => (town.database.clock = () => new Date(instant));
    const soon = () => rule('Bientôt', { when: [within(start, { kind: 'days', from: 0, to: 14 })], then: [to(north)] });

    it('counts them from the day on which the field is filled in, where the organisation is', async () => {
      await rulesAre(soon());
      // It is the 2nd already on La Réunion, four hours ahead.
      at('2031-03-01T21:00:00Z');
      const teamFor = async (day: string) => {
        const id = await written();
        await fill(id, start, day);
        return (await detail(id)).team.id;
      };

      expect(await teamFor('2031-03-01')).toBe(desk);
      expect(await teamFor('2031-03-02')).toBe(north);
      expect(await teamFor('2031-03-16')).toBe(north);
      expect(await teamFor('2031-03-17')).toBe(desk);
    });

    it('is explained by that day for ever, and counts from the day of the field whichever other one is filled in', async () => {
      await rulesAre();
      const id = await written();
      at('2031-03-02T10:00:00Z');
      await fill(id, start, '2031-03-10');
      at('2031-06-01T10:00:00Z');
      const rules = [soon(), rule('Passé', { when: [within(start, { kind: 'days', to: -1 })], then: [to(social)] })];

      const { items } = await runRoutingTrial(town.database, root, { rules, latest: 1, caseId: id });

      expect(items[0]).toMatchObject({
        then: { teamId: north },
        trace: [
          { name: 'Bientôt', matched: true, conditions: [{ matched: true, found: '2031-03-10' }] },
          { name: 'Passé', matched: false, conditions: [{ matched: false, found: null }] },
        ],
      });
      const when = [has(urgent, [true]), within(start, { kind: 'days', from: 0, to: 14 })];
      await rulesAre(rule('Urgent', { when, then: [to(north)] }));
      await fill(id, urgent, true);
      expect((await detail(id)).team.id).toBe(north);
    });
  });

  it('is skipped once its field is archived, and named before it is', async () => {
    const gone = await as(root, (tx) => addField(tx, { kind: 'number', label: label('Ancien montant') }));
    const rules = [rule('Ancien montant', { when: [within(gone, { kind: 'number', from: 1 })], then: [to(north)] })];
    await rulesAre(...rules);
    expect((await caseFieldUses(town.database, root, gone.id)).rules.names).toEqual(['Ancien montant']);
    const id = await written();
    await as(root, (tx) => updateCaseField(tx, root, { id: gone.id, wanted: { archived: true } }));

    const { items } = await runRoutingTrial(town.database, root, { rules, latest: 1, caseId: id });
    expect(items[0]!.trace).toMatchObject([{ name: 'Ancien montant', matched: false, missing: 'field' }]);
  });
});

describe('a rule on a field that is archived', () => {
  it('is skipped, and the trial says so', async () => {
    const gone = await as(root, (tx) => addField(tx, { kind: 'text', label: label('Ancien') }));
    const rules = [
      rule('Ancien', { when: [has(gone, ['x']), has(district, ['nord'])], then: [to(north)] }),
      rule('Suivant', { when: [has(district, ['nord'])], then: [{ do: 'tags', tags: ['nord'] }] }),
    ];
    await rulesAre(...rules);
    const id = await written();
    await fill(id, gone, 'x');
    await as(root, (tx) => updateCaseField(tx, root, { id: gone.id, wanted: { archived: true } }));

    await fill(id, district, 'nord');

    expect(await detail(id)).toMatchObject({ team: { id: desk }, tags: ['nord'] });
    const { items } = await runRoutingTrial(town.database, root, { rules, latest: 1, caseId: id });
    expect(items[0]!.trace).toMatchObject([
      { name: 'Ancien', matched: false, missing: 'field' },
      { name: 'Suivant', matched: true, missing: null },
    ]);
  });
});

describe('a macro that fills in a field', () => {
  const nord = () => ({ kind: 'field', fieldId: district.id, value: 'nord' });

  it('has its other acts done before the rules are applied, and is undone without them', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north), { do: 'tags', tags: ['nord'] }] })); // prettier-ignore
    const id = await written();

    const both = await town.agent('Both', [desk, north]);
    const { steps, id: runId } = await applyAs(both, id, [nord(), { kind: 'priority', to: 'low' }, { kind: 'note', text: 'x' }]); // prettier-ignore

    expect(steps.map(({ state }) => state)).toEqual(['changes', 'changes', 'changes']);
    expect(steps.map(({ activities: done }) => done.map(({ type }) => type))).toEqual([['fields', 'routed'], ['priority'], []]); // prettier-ignore
    expect(steps[0]!.activities[1]).toMatchObject({ rules: ['Nord'], team: 'Nord', tags: ['nord'] });
    expect(await detail(id)).toMatchObject({ team: { id: north }, priority: 'low', tags: ['nord'] });
    await as(both, (tx) => undoMacro(tx, both, { caseId: id, runId: runId! }));
    expect(await detail(id)).toMatchObject({ team: { id: north }, priority: 'normal', tags: ['nord'] });
    expect((await detail(id)).fields.map(({ value }) => value)).toEqual([null, null, null, null, null]);
  });

  it('says in its preview what rules would do by it', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north)] }));
    const id = await written();
    const { id: macroId } = await macro(ana, [nord()]);

    await expect(as(ana, (tx) => previewMacro(tx, ana, { caseId: id, macroId }))).rejects.toMatchObject({
      preview: { steps: [{ state: 'changes', activities: [{ type: 'fields' }, { type: 'routed', team: 'Nord' }] }] },
    });
    expect((await detail(id)).team.id).toBe(desk);
  });

  it('offers no undo to whom it leaves no case to see', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north)] }));
    const id = await written();

    expect((await apply(id, [nord(), { kind: 'priority', to: 'low' }])).id).toBeNull();

    expect(await detail(id)).toMatchObject({ team: { id: north }, priority: 'low' });
  });

  it('is not undone where the type that asks for the field is gone', async () => {
    const { id: aid, outside } = await aidOfSocial();
    const everywhere = await town.agent('Everywhere', [social, health]);
    await rulesAre(rule('Dehors', { when: [has(outside, [true])], then: [to(health)] }));
    const id = await as(root, (tx) => openCase(tx, root, { subject: 'Aide', teamId: social }));
    await as(root, (tx) => updateCase(tx, root, { id, wanted: { caseTypeId: aid } }));
    const { id: runId } = await applyAs(everywhere, id, [{ kind: 'field', fieldId: outside.id, value: true }]);

    await expect(as(everywhere, (tx) => undoMacro(tx, everywhere, { caseId: id, runId: runId! }))).rejects.toMatchObject({ more: { reason: 'undo-late' } }); // prettier-ignore

    expect(await detail(id)).toMatchObject({ team: { id: health }, caseType: null });
  });

  it('leaves the case where its other acts have sent it', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north), { do: 'tags', tags: ['nord'] }] })); // prettier-ignore
    const [taken, given] = [await written(), await written()];

    await apply(taken, [nord(), { kind: 'assign', to: 'me' }]);
    await apply(given, [nord(), { kind: 'team', teamId: desk }]);

    expect(await detail(taken)).toMatchObject({ team: { id: desk }, assignee: { id: ana.id }, tags: ['nord'] });
    expect(await detail(given)).toMatchObject({ team: { id: desk }, assignee: null, tags: ['nord'] });
  });

  it('leaves the priority and the type that its other acts have set, and is undone', async () => {
    const other = await as(root, async (tx) => (await createCaseType(tx, root, { name: newId() })).id);
    const then = [{ do: 'priority', priority: 'high' }, { do: 'caseType', caseTypeId: other }, { do: 'tags', tags: ['nord'] }]; // prettier-ignore
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then }));
    const id = await written();

    const { id: runId } = await apply(id, [{ kind: 'case-type', caseTypeId: roads }, nord(), { kind: 'priority', to: 'low' }]); // prettier-ignore
    expect(await detail(id)).toMatchObject({ priority: 'low', caseType: { id: roads }, tags: ['nord'] });

    await as(ana, (tx) => undoMacro(tx, ana, { caseId: id, runId: runId! }));
    expect(await detail(id)).toMatchObject({ priority: 'normal', caseType: { id: roads }, tags: ['nord'] });
  });

  const ended = async (actionId: string) => {
    const context = { database: town.database, keyring: town.keyring } as BulkContext;
    const status = () => bulkActionStatus(town.database, ana, actionId);
    while (['running', 'undoing'].includes((await status()).state)) await runBulkAction(context, actionId);
    return status();
  };
  const applyToMany = async (caseIds: string[], acts: object[]) => {
    const { id: macroId, version: macroVersion } = await macro(ana, acts);
    const action = StartBulkAction.parse({ cases: { caseIds }, action: { kind: 'macro', macroId, macroVersion } });
    return ended((await as(ana, (tx) => startBulkAction(tx, ana, action))).id);
  };

  it('sends each of many cases where the rules say, and offers no undo where its agent sees none of them', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north)] }));
    const caseIds = [await written(), await written()];

    const { counts, undoUntil } = await applyToMany(caseIds, [nord()]);

    expect({ counts, undoUntil }).toMatchObject({ counts: { done: 2 }, undoUntil: null });
    for (const id of caseIds) expect((await detail(id)).team.id).toBe(north);
  });

  it('tells whoever gets many cases by a rule once, of all of them', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north), { do: 'agent', agentId: bob.id }] })); // prettier-ignore
    const [alone, ...caseIds] = [await written(), await written(), await written()];
    await fill(alone, district, 'nord');
    await applyToMany(caseIds, [nord()]);

    await as(root, async (tx) => notifyAgents(tx, (await allEvents(town.database)) as LoggedEvent[]));

    for (const id of caseIds) expect((await detail(id)).assignee?.id).toBe(bob.id);
    const rows = await town.database.query(`select case_id as "caseId", about from notification where agent_id = $1 order by id`, [bob.id]); // prettier-ignore
    expect(rows).toEqual([
      { caseId: null, about: { type: 'many-given', by: 'Routing', count: 2, team: null } },
      { caseId: alone, about: { type: 'assigned', by: 'Routing' } },
    ]);
  });

  it('is undone in those of many cases that its agent still sees', async () => {
    await rulesAre(rule('Nord', { when: [has(district, ['nord'])], then: [to(north)] }));
    const [moved, kept] = [await written(), await written()];
    await as(ana, (tx) => updateCase(tx, ana, { id: kept, wanted: { assigneeId: ana.id } }));
    const { id, undoUntil } = await applyToMany([moved, kept], [nord(), { kind: 'priority', to: 'low' }]);
    expect(undoUntil).not.toBeNull();

    await as(ana, (tx) => undoBulkAction(tx, ana, id));

    expect((await ended(id)).counts).toMatchObject({ undone: 1, kept: 1 });
    expect(await detail(moved)).toMatchObject({ team: { id: north }, priority: 'low' });
    expect(await detail(kept)).toMatchObject({ team: { id: desk }, priority: 'normal' });
  });
});

describe('a trial', () => {
  it('reads what cases have in fields today, once their message was routed', async () => {
    const id = await written();
    await fill(id, district, 'nord');
    const before = await detail(id);
    const first = rule('Mots', { when: [{ on: 'words', is: ['trou'] }], then: [{ do: 'priority', priority: 'low' }], last: true }); // prettier-ignore
    const nord = rule('Nord', { when: [{ on: 'caseType', is: [roads] }, has(district, ['nord'])], then: [to(north)] });
    const empty = rule('Rue', { when: [has(street, ['x'], true)], then: [to(social)] });
    await rulesAre(first);

    const { items, byRule } = await runRoutingTrial(town.database, root, { rules: [nord, first, empty], latest: 10 });

    expect(items).toMatchObject([
      {
        caseId: id,
        now: { teamId: desk, caseTypeId: null, priority: 'low' },
        then: { teamId: north, caseTypeId: null, priority: 'low' },
        trace: [
          { name: 'Nord', matched: true, conditions: [{ matched: true }, { matched: true }] },
          { name: 'Mots', matched: true },
          { name: 'Rue', matched: false, conditions: [{ matched: false, found: null }] },
        ],
      },
    ]);
    expect(byRule.map(({ matched }) => matched)).toEqual([1, 1, 0]);
    expect(await detail(id)).toEqual(before);
  });
});

describe('why a case is where it is', () => {
  const nord = () => rule('Nord', { when: [has(district, ['nord'])], then: [to(north)] });
  const words = (...more: object[]) =>
    rule('Mots', { when: [{ on: 'words', is: ['trou'] }], then: [to(social), ...more] });
  const decidedBy = async (rules: Rule[]) => {
    const id = await written();
    await fill(id, district, 'nord');
    const { items } = await runRoutingTrial(town.database, root, { rules, latest: 1, caseId: id });
    return { team: items[0]!.then.teamId, rule: rules.find(({ id: ruleId }) => ruleId === items[0]!.teamBy)?.name };
  };

  it('is said by the rule on fields, which comes after all others, wherever it stands', async () => {
    expect(await decidedBy([nord(), words()])).toEqual({ team: north, rule: 'Nord' });
  });

  it('is said by the rule on messages where an agent has the case by then', async () => {
    expect(await decidedBy([words({ do: 'agent', agentId: root.id }), nord()])).toEqual({ team: social, rule: 'Mots' });
  });

  it('is the channel where no rule says it', async () => {
    expect(await decidedBy([rule('Rue', { when: [has(street, ['x'])], then: [to(north)] })])).toEqual({ team: desk });
  });
});

describe('what it costs', () => {
  it('is the reading of the rules where none asks for the field', async () => {
    await rulesAre(rule('Rue', { when: [has(street, ['x'])], then: [to(north)] }));
    const asked: string[] = [];
    const reader = {
      now: town.database.now,
      query: <Row>(sql: string, values?: unknown[]) => {
        asked.push(sql);
        return town.database.query<Row>(sql, values);
      },
    };

    expect(await rulesAskingFor(reader, [district.id])).toEqual([]);
    expect(asked).toEqual([expect.stringContaining('from setting')]);
  });
});
