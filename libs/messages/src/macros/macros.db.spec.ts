import { randomUUID } from 'node:crypto';
import { createSector, updateTeam, type Principal } from '@guichet/access';
import {
  caseDetail,
  createCaseField,
  createCaseType,
  openCase,
  restrictCase,
  setCaseFields,
  timeline,
  updateCase,
  updateCaseType,
} from '@guichet/cases';
import {
  CreateCaseField,
  type MacroAct,
  type Permission,
  Rule,
  SaveMacro,
  StartBulkAction,
  TemplateContent,
  type Entry,
  type Macro,
  type MacroPreview,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { saveRouting } from '@guichet/routing';
import { approveVersion, createTemplate, submitVersion, withdrawTemplate } from '@guichet/templates';
import { allEvents } from '../../../../test/support/all-events.js';
import { receive } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import type { BulkContext } from '../bulk/bulk-context.js';
import { bulkActionStatus, bulkItems } from '../bulk/bulk-actions.queries.js';
import { undoBulkAction } from '../bulk/confirm-cancel-undo-bulk-action.js';
import { runBulkAction } from '../bulk/run-bulk-action.js';
import { startBulkAction } from '../bulk/start-bulk-action.js';
import { applyMacro, NotApplied, previewMacro, undoMacro } from './preview-apply-undo-macro.js';
import { macros } from './macros.queries.js';
import { createMacro, deleteMacro, restoreMacro, updateMacro } from './save-macros.js';

let town: TestTown;
let [schools, roads, parks] = ['', '', ''];
let ana: Principal;
let bob: Principal;
let otto: Principal;
let sam: Principal;
let sue: Principal;
let root: Principal;
let registration: string;
let year: string;

beforeAll(async () => {
  town = await TestTown.build();
  [schools, roads, parks] = [await town.team('Écoles'), await town.team('Voirie'), await town.team('Parcs')];
  ana = { ...(await town.agent('Ana', [schools])), language: 'en' };
  bob = await town.agent('Bob', [schools]);
  otto = await town.agent('Otto', [roads]);
  sam = ofTeam(await town.agent('Sam', [schools], 'supervisor'), schools);
  sue = await town.agent('Sue', [], 'supervisor');
  root = await town.agent('Root', [], 'administrator');
  registration = (await as(root, (tx) => createCaseType(tx, root, { name: 'Inscription' }))).id;
  const wanted = CreateCaseField.parse({ kind: 'text', label: { en: 'Year', fr: 'Année' }, required: true });
  year = (await as(root, (tx) => createCaseField(tx, root, { caseTypeId: registration, wanted }))).id;
});
beforeEach(async () => {
  await town.forget();
  for (const table of ['bulk_action', 'macro']) await town.database.execute(`delete from ${table}`);
});
afterAll(() => town.close());

const ofTeam = (who: Principal, teamId: string): Principal => ({
  ...who,
  grants: who.grants.map((grant) => ({ ...grant, reach: 'teams', teamIds: [teamId] })),
});
const without = (who: Principal, ...lacking: Permission[]): Principal => ({
  ...who,
  grants: who.grants.map((grant) => ({
    ...grant,
    permissions: grant.permissions.filter((one) => !lacking.includes(one)),
  })),
});
const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const opened = (teamId = schools) => as(sue, (tx) => openCase(tx, sue, { subject: 'Cantine', teamId }));
const detail = (id: string) => caseDetail(town.database, sue, { id });
const entries = async (caseId: string): Promise<Entry[]> =>
  (await timeline(town.database, sue, { caseId, query: { limit: 50 } })).items;
/** What the timeline says was done by a macro. */
const doneByMacro = async (caseId: string, name: string) =>
  (await entries(caseId))
    .filter(({ actor }) => actor.kind === 'agent' && actor.macro === name)
    .map((entry) => (entry.kind === 'activity' ? entry.activity.type : entry.kind));

type WrittenAct = Parameters<typeof MacroAct.parse>[0];
const wanted = (acts: WrittenAct[], changes: Partial<SaveMacro> = {}) =>
  SaveMacro.parse({ name: 'Attente', acts, ...changes });
const save = (who: Principal, acts: WrittenAct[], changes: Partial<SaveMacro> = {}): Promise<Macro> =>
  as(who, (tx) => createMacro(tx, who, wanted(acts, changes)));
const applySeen = (who: Principal, caseId: string, { macro, version }: { macro: Macro; version: number | null }) => {
  const seen = { macroId: macro.id, macroVersion: macro.version, expectedVersion: version };
  return as(who, (tx) => applyMacro(tx, who, { caseId, ...seen }));
};
const change = (who: Principal, { id, version }: Macro, acts: WrittenAct[]) =>
  as(who, (tx) => updateMacro(tx, who, { id, wanted: { ...wanted(acts), version } }));
const apply = (who: Principal, caseId: string, macro: Macro) => applySeen(who, caseId, { macro, version: null });
const preview = async (who: Principal, caseId: string, macro: Macro): Promise<MacroPreview> => {
  const tried = await as(who, (tx) => previewMacro(tx, who, { caseId, macroId: macro.id })).catch((e: unknown) => e);
  if (tried instanceof NotApplied) return tried.preview;
  throw tried;
};
const undo = (who: Principal, caseId: string, runId: string | null) =>
  as(who, (tx) => undoMacro(tx, who, { caseId, runId: runId! }));
const startFor = (who: Principal, caseIds: string[], { id: macroId, version: macroVersion }: Macro) => {
  const wantedAction = StartBulkAction.parse({ cases: { caseIds }, action: { kind: 'macro', macroId, macroVersion } });
  return as(who, (tx) => startBulkAction(tx, who, wantedAction));
};
const approved = async (): Promise<string> => {
  const content = TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'Fermé lundi.' }] });
  const meta = { title: 'Fermeture', intention: '', sectorId: null, tags: [], validFrom: null, validUntil: null };
  const id = await as(root, (tx) => createTemplate(tx, root, { ...meta, language: 'fr', content }));
  const which = { language: 'fr', number: 1 } as const;
  await as(root, (tx) => submitVersion(tx, root, { id, which }));
  await as(root, (tx) => approveVersion(tx, root, { approved: [], id, which }));
  return id;
};
const fill = (who: Principal, { count, isShared }: { count: number; isShared: boolean }) =>
  town.database.execute(
    `insert into macro (id, name, acts, owner_id, is_shared, created_at)
     select gen_random_uuid(), 'x', '[{"kind":"follow"}]', $1, $2, now() from generate_series(1, $3)`,
    [who.id, isShared, count],
  );
const CLOSE: WrittenAct = { kind: 'status', to: 'closed' };
const namesFor = async (who: Principal) => (await macros(town.database, who)).map(({ name }) => name);

describe('a macro', () => {
  it('is its owner’s alone, its team’s or everybody’s, by the rights of saved views', async () => {
    await save(ana, [CLOSE], { name: 'Mine' });
    await save(sam, [CLOSE], { name: 'Schools', scope: 'team', teamId: schools });
    await save(sue, [CLOSE], { name: 'All', scope: 'everybody' });

    const lists = [await namesFor(ana), await namesFor(bob), await namesFor(otto)];

    expect(lists).toEqual([['Mine', 'Schools', 'All'], ['Schools', 'All'], ['All']]);
    await expect(save(ana, [CLOSE], { scope: 'team', teamId: schools })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(save(sam, [CLOSE], { scope: 'everybody' })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('is changed and deleted by nobody else, and its deletion can be taken back', async () => {
    const macro = await save(sue, [CLOSE], { name: 'All', scope: 'everybody' });
    await expect(change(ana, macro, [CLOSE])).rejects.toMatchObject({ code: 'not-permitted' });

    await as(sue, (tx) => deleteMacro(tx, sue, macro.id));
    const gone = await namesFor(ana);
    await as(sue, (tx) => restoreMacro(tx, sue, macro.id));

    expect([gone, await namesFor(ana)]).toEqual([[], ['All']]);
    const published = (await allEvents(town.database)).filter(({ type }) => type === 'macro.changed');
    const audiences = published.map(({ agentId, teamIds }) => ({ agentId, teamIds }));
    const audience = [
      { agentId: sue.id, teamIds: [] },
      { agentId: null, teamIds: [] },
    ];
    expect(audiences).toEqual([...audience, ...audience, ...audience]);
  });

  it('is restored within a day only, and where there is room for it', async () => {
    const macro = await save(ana, [CLOSE]);
    await as(ana, (tx) => deleteMacro(tx, ana, macro.id));
    await fill(ana, { count: 100, isShared: false });
    const restore = () => as(ana, (tx) => restoreMacro(tx, ana, macro.id));

    await expect(restore()).rejects.toMatchObject({ more: { reason: 'too-many-macros' } });
    await town.database.execute(`update macro set deleted_at = deleted_at - interval '2 days' where id = $1`, [
      macro.id,
    ]);
    await expect(restore()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is one of so many that are shared, so that lists stay short', async () => {
    const own = await save(sue, [CLOSE]);
    await fill(root, { count: 500, isShared: true });
    const shared = { ...wanted([CLOSE], { scope: 'everybody' }), version: own.version };

    const created = as(sue, (tx) => createMacro(tx, sue, shared));
    await expect(created).rejects.toMatchObject({ more: { reason: 'too-many-shared-macros' } });
    const moved = as(sue, (tx) => updateMacro(tx, sue, { id: own.id, wanted: shared }));
    await expect(moved).rejects.toMatchObject({ more: { reason: 'too-many-shared-macros' } });
  });

  it('holds no more text than a list of macros can carry', () => {
    const long = (fieldId: string) => ({ kind: 'field', fieldId, value: 'x'.repeat(4000) });
    const acts = Array.from({ length: 6 }, () => long(randomUUID()));

    const issues = (count: number) =>
      SaveMacro.safeParse({ name: 'x', acts: acts.slice(0, count) }).error?.issues ?? [];

    expect([issues(4).length, issues(6).length]).toEqual([0, 1]);
  });

  it('names nothing of a sector that the agent does not know', async () => {
    const { id: sector } = await as(root, (tx) => createSector(tx, root, { name: 'Social' }));
    const secret = (await as(root, (tx) => createCaseType(tx, root, { name: 'Aide', sectorId: sector }))).id;
    await save(root, [{ kind: 'case-type', caseTypeId: secret }], { scope: 'everybody' });

    const targetsFor = async (who: Principal) => (await macros(town.database, who)).flatMap(({ targets }) => targets);

    expect(await targetsFor(root)).toMatchObject([{ name: { fr: 'Aide' }, gone: false }]);
    expect(await targetsFor(ana)).toEqual([{ name: null, gone: true }]);
  });

  it('with an act that is unknown by now is left out of the list, which the others stay in', async () => {
    await fill(ana, { count: 1, isShared: false });
    await town.database.execute(`update macro set acts = '[{"kind":"fax"}]'`);
    await save(ana, [CLOSE], { name: 'Known' });

    expect(await namesFor(ana)).toEqual(['Known']);
  });

  it('decides each thing once', () => {
    const twice = SaveMacro.safeParse({ name: 'x', acts: [CLOSE, { kind: 'snooze', amount: 1, unit: 'days' }] });

    expect(twice.success).toBe(false);
  });
});

describe('a macro that was changed after it was shown', () => {
  it('is neither applied, to one case or to many, nor replaced', async () => {
    const id = await opened();
    const shown = await save(ana, [{ kind: 'follow' }]);

    const changed = await change(ana, shown, [CLOSE]);

    await expect(apply(ana, id, shown)).rejects.toMatchObject({ more: { reason: 'macro-changed' } });
    await expect(startFor(ana, [id], shown)).rejects.toMatchObject({ more: { reason: 'macro-changed' } });
    await expect(change(ana, shown, [CLOSE])).rejects.toMatchObject({ more: { reason: 'saved-meanwhile' } });
    expect((await preview(ana, id, shown)).macro).toEqual(changed);
  });
});

describe('the acts of a macro', () => {
  const all: WrittenAct[] = [
    { kind: 'team', teamId: '', reason: 'Because' },
    { kind: 'note', text: 'Parents were called.' },
    CLOSE,
    { kind: 'tags', add: ['cantine'], remove: ['new'] },
    { kind: 'field', fieldId: '', value: '2026' },
    { kind: 'priority', to: 'high' },
    { kind: 'case-type', caseTypeId: '' },
    { kind: 'follow' },
  ] as WrittenAct[];
  const allActs = (): WrittenAct[] =>
    all.map((act) => {
      const one = act as { kind: string };
      if (one.kind === 'team') return { ...one, teamId: roads };
      if (one.kind === 'field') return { ...one, fieldId: year };
      return one.kind === 'case-type' ? { ...one, caseTypeId: registration } : one;
    }) as WrittenAct[];

  it('are all done at once, whatever their order, each as by hand and under the name of the macro', async () => {
    const id = await opened();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { tags: ['new', 'kept'], assigneeId: ana.id } }));
    const macro = await save(ana, allActs());

    const { steps } = await apply(ana, id, macro);

    expect(steps.map(({ state }) => state)).toEqual(macro.acts.map(() => 'changes'));
    expect(await detail(id)).toMatchObject({
      ...{ status: 'closed', priority: 'high', tags: ['kept', 'cantine'], team: { id: roads }, assignee: null },
      ...{ caseType: { id: registration }, fields: [{ value: '2026' }] },
    });
    const types = ['case-type', 'fields', 'tags', 'priority', 'note', 'status', 'team', 'assigned'];
    expect(await doneByMacro(id, 'Attente')).toEqual(types);
    const data = (await entries(id)).map((entry) => (entry.kind === 'activity' ? entry.activity : entry));
    expect(data.filter((one) => 'macro' in one)).toEqual([]);
  });

  it('are taken back together, also from a team whose cases the agent does not see; the note stays', async () => {
    const id = await opened();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { tags: ['new'], assigneeId: ana.id } }));
    const before = await detail(id);
    const run = await apply(ana, id, await save(ana, allActs()));

    await undo(ana, id, run.id);

    const { status, priority, tags, team, assignee, caseType, fields } = before;
    expect(await detail(id)).toMatchObject({ status, priority, tags, team, assignee, caseType, fields });
    expect((await entries(id)).filter(({ kind }) => kind === 'note')).toHaveLength(1);
    expect(await town.database.query(`select 1 from case_follow where case_id = $1`, [id])).toEqual([]);
    await expect(undo(ana, id, run.id)).rejects.toMatchObject({ more: { reason: 'undone-already' } });
    await expect(undo(bob, id, run.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are not taken back where a colleague has changed one of the things since', async () => {
    const id = await opened();
    const run = await apply(ana, id, await save(ana, [{ kind: 'priority', to: 'high' }, CLOSE]));
    await as(bob, (tx) => updateCase(tx, bob, { id, wanted: { priority: 'urgent' } }));

    await expect(undo(ana, id, run.id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });

    expect(await detail(id)).toMatchObject({ status: 'closed', priority: 'urgent' });
  });

  it('are taken back by whoever had the case and gave it to a colleague', async () => {
    const id = await opened();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: ana.id } }));
    const run = await apply(ana, id, await save(ana, [{ kind: 'assign', to: bob.id }]));

    await undo(ana, id, run.id);

    expect(await detail(id)).toMatchObject({ assignee: { id: ana.id } });
  });

  it('are taken back where the type that they set asks a closed case for a field', async () => {
    const id = await opened();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { status: 'closed' } }));
    const reopening: WrittenAct[] = [
      { kind: 'status', to: 'open' },
      { kind: 'case-type', caseTypeId: registration },
    ];
    const plain = await apply(ana, id, await save(ana, reopening));
    await undo(ana, id, plain.id);
    const filling: WrittenAct[] = [...reopening, { kind: 'field', fieldId: year, value: '2026' }];
    const filled = await apply(ana, id, await save(ana, filling));

    await undo(ana, id, filled.id);

    expect(await detail(id)).toMatchObject({ status: 'closed', caseType: null });
  });

  it('are not taken back where the agent has given the case from elsewhere since', async () => {
    const id = await opened();
    const run = await apply(sue, id, await save(sue, [{ kind: 'team', teamId: roads }]));
    const giveTo = (teamId: string) => as(sue, (tx) => updateCase(tx, sue, { id, wanted: { teamId } }));
    await giveTo(schools);
    await giveTo(roads);
    await giveTo(parks);
    await giveTo(roads);

    await expect(undo(sue, id, run.id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
  });

  it('leave a case with as many tags as one can have, and no more', async () => {
    const id = await opened();
    const tags = Array.from({ length: 30 }, (_, n) => `tag-${n}`);
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { tags } }));

    const added = apply(ana, id, await save(ana, [{ kind: 'tags', add: ['cantine'] }]));
    await expect(added).rejects.toMatchObject({ more: { errors: [{ reason: 'too-many-tags' }] } });
    await apply(ana, id, await save(ana, [{ kind: 'tags', add: ['cantine'], remove: ['tag-0'] }]));

    expect((await detail(id)).tags).toEqual([...tags.slice(1), 'cantine']);
  });

  it('are taken back without what the rules did to a case that they released from spam', async () => {
    const high = Rule.parse({ id: randomUUID(), name: 'High', when: [{ on: 'channel', is: ['email'] }], then: [{ do: 'priority', priority: 'high' }] }); // prettier-ignore
    const spam = { verdict: 'spam' as const, source: 'folder' as const, detail: 'Junk' };
    await as(root, (tx) => saveRouting(tx, root, { rules: [high], version: 0 }));
    const [id = ''] = await receive(town, { ...(await town.mailbox(schools)), spam }, mail('a@citizen.test'));
    const run = await apply(ana, id, await save(ana, [{ kind: 'status', to: 'open' }]));
    const { priority } = await detail(id);

    await undo(ana, id, run.id);

    expect([priority, (await detail(id)).priority, (await detail(id)).status]).toEqual(['high', 'high', 'spam']);
  });

  it('are not taken back where a colleague has changed one of the fields of the type since', async () => {
    const id = await opened();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { caseTypeId: registration } }));
    const run = await apply(ana, id, await save(ana, [{ kind: 'field', fieldId: year, value: '2026' }]));
    const { key } = (await detail(id)).fields[0]!.field;
    await as(bob, (tx) => setCaseFields(tx, bob, { caseId: id, changes: [{ key, value: '2027' }] }));

    await expect(undo(ana, id, run.id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
  });

  it('are none of them done where one is refused, and the preview says which and why', async () => {
    const id = await opened();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { caseTypeId: registration, priority: 'high' } }));
    const { version } = await detail(id);
    const acts: WrittenAct[] = [{ kind: 'tags', add: ['cantine'] }, CLOSE, { kind: 'priority', to: 'high' }];
    const macro = await save(ana, acts);

    const shown = await preview(ana, id, macro);

    expect(shown).toMatchObject({
      version,
      steps: [
        { state: 'changes', activities: [{ type: 'tags', added: ['cantine'] }] },
        { state: 'refused', refusal: { reason: 'case-fields-required' } },
        { state: 'same', activities: [] },
      ],
    });
    await expect(apply(ana, id, macro)).rejects.toMatchObject({ more: { reason: 'case-fields-required' } });
    expect(await detail(id)).toMatchObject({ version, tags: [], status: 'open' });
  });

  it('say what each would change from what to what, and change nothing by that', async () => {
    const id = await opened();
    const assign: WrittenAct = { kind: 'assign', to: bob.id };
    const acts: WrittenAct[] = [{ kind: 'snooze', amount: 2, unit: 'days' }, assign, { kind: 'note', text: 'x' }];
    const macro = await save(ana, acts);

    const { steps } = await preview(ana, id, macro);

    expect(steps.flatMap(({ activities }) => activities)).toMatchObject([
      { type: 'status', from: 'open', to: 'snoozed' },
      { type: 'assigned', from: null, to: 'Bob' },
    ]);
    expect(await entries(id)).toHaveLength(1);
    expect(await allEvents(town.database)).not.toContainEqual(expect.objectContaining({ type: 'note.added' }));
  });

  it('snooze until the morning where the organisation is', async () => {
    const id = await opened();

    await apply(ana, id, await save(ana, [{ kind: 'snooze', amount: 1, unit: 'weeks' }]));

    const { snoozeUntil } = await detail(id);
    const time = new Date(snoozeUntil!).toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris' });
    expect(time).toBe('08:30:00');
  });

  it('give a case to a team and to an agent of it at once, and say which of the two is refused', async () => {
    const id = await opened();
    const given = (to: string): WrittenAct[] => [
      { kind: 'assign', to },
      { kind: 'team', teamId: roads },
    ];

    const wrong = await preview(ana, id, await save(ana, given(bob.id)));
    await apply(ana, id, await save(ana, given(otto.id)));

    expect(wrong.steps.map(({ state }) => state)).toEqual(['refused', 'changes']);
    expect(await detail(id)).toMatchObject({ team: { id: roads }, assignee: { id: otto.id } });
  });

  it('give a case to a team with a type that is that team’s sector’s alone', async () => {
    const { id: sector } = await as(root, (tx) => createSector(tx, root, { name: 'Jardins' }));
    const gardens = await town.team('Jardins');
    await as(root, (tx) => updateTeam(tx, root, { id: gardens, wanted: { sectorId: sector } }));
    const pruning = (await as(root, (tx) => createCaseType(tx, root, { name: 'Élagage', sectorId: sector }))).id;
    const id = await opened();
    const acts: WrittenAct[] = [
      { kind: 'case-type', caseTypeId: pruning },
      { kind: 'team', teamId: gardens, reason: 'Trees' },
      { kind: 'assign', to: bob.id },
    ];

    const { steps } = await preview(sue, id, await save(sue, acts));
    const run = await apply(sue, id, await save(sue, acts.slice(0, 2)));

    expect(steps.map(({ state }) => state)).toEqual(['changes', 'changes', 'refused']);
    expect(run.steps.flatMap(({ activities }) => activities.map(({ type }) => type))).toEqual(['case-type', 'team']);
    expect(await detail(id)).toMatchObject({ team: { id: gardens }, caseType: { id: pruning } });
    await undo(sue, id, run.id);
    expect(await detail(id)).toMatchObject({ team: { id: schools }, caseType: null });
  });

  it('need the right to each, by the team of the case', async () => {
    const id = await opened();
    const reader = without(ana, 'case.close', 'case.assign');
    const macro = await save(reader, [CLOSE, { kind: 'assign', to: 'me' }, { kind: 'tags', add: ['cantine'] }]);

    const { steps } = await preview(reader, id, macro);

    expect(steps.map(({ state, refusal }) => [state, refusal?.code])).toEqual([
      ['refused', 'not-permitted'],
      ['refused', 'not-permitted'],
      ['changes', undefined],
    ]);
    await expect(apply(reader, id, macro)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('take a case from a colleague only where the agent has seen that they have it', async () => {
    const id = await opened();
    await as(bob, (tx) => updateCase(tx, bob, { id, wanted: { assigneeId: bob.id } }));
    const macro = await save(ana, [{ kind: 'assign', to: 'me' }]);
    const { version } = await preview(ana, id, macro);

    await expect(apply(ana, id, macro)).rejects.toMatchObject({ code: 'case-changed' });
    await expect(applySeen(ana, id, { macro, version: version - 1 })).rejects.toMatchObject({ code: 'case-changed' });
    await applySeen(ana, id, { macro, version });

    expect(await detail(id)).toMatchObject({ assignee: { id: ana.id } });
  });
});

describe('a macro at a case that it cannot be applied to', () => {
  it('is not found where the case is restricted to others, and refused an assignee who is not named', async () => {
    const id = await opened();
    const named = { reason: 'staff' as const, detail: '', agentIds: [bob.id] };
    await as(sue, (tx) => restrictCase(tx, sue, { id, wanted: named }));
    const macro = await save(sue, [{ kind: 'assign', to: ana.id }], { scope: 'everybody' });

    await expect(preview(ana, id, macro)).rejects.toMatchObject({ code: 'not-found' });
    await expect(apply(ana, id, macro)).rejects.toMatchObject({ code: 'not-found' });
    const { steps } = await preview(bob, id, macro);

    expect(steps).toMatchObject([{ state: 'refused', refusal: { errors: [{ reason: 'agent-not-named' }] } }]);
  });

  it('is refused where it is for other types or channels', async () => {
    const id = await opened();
    const typed = await save(ana, [CLOSE], { caseTypeIds: [registration] });
    const mailed = await save(ana, [CLOSE], { channels: ['email'] });

    expect(await preview(ana, id, typed)).toMatchObject({ refusal: { reason: 'macro-not-for-case' }, steps: [] });
    await expect(apply(ana, id, mailed)).rejects.toMatchObject({ more: { reason: 'macro-not-for-case' } });
  });

  it('is another’s own', async () => {
    const macro = await save(bob, [CLOSE]);

    await expect(apply(ana, await opened(), macro)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a macro that names what is not in use any more', () => {
  it('says so in its list and in the preview, and does nothing', async () => {
    const left = await town.agent('Zoé', [schools]);
    const old = (await as(root, (tx) => createCaseType(tx, root, { name: 'Ancien' }))).id;
    const templateId = await approved();
    const acts: WrittenAct[] = [
      { kind: 'assign', to: left.id },
      { kind: 'case-type', caseTypeId: old },
    ];
    const macro = await save(ana, [...acts, { kind: 'reply', templateId }, { kind: 'tags', add: ['cantine'] }]);
    const was = macro.targets.map(({ gone }) => gone);

    await town.database.execute(`update agent set active = false where id = '${left.id}'`);
    await as(root, (tx) => updateCaseType(tx, root, { id: old, wanted: { active: false } }));
    await as(root, (tx) => withdrawTemplate(tx, root, { id: templateId, remark: 'Closed.', evenElsewhere: false }));
    const id = await opened();
    const [listed] = await macros(town.database, ana);
    const { steps } = await preview(ana, id, macro);

    expect(was).toEqual([false, false, false, false]);
    expect(listed?.targets.map(({ gone }) => gone)).toEqual([true, true, true, false]);
    expect(listed?.targets[0]?.name?.fr).toBe('Zoé');
    expect(steps.map(({ state, refusal }) => [state, refusal?.reason, refusal?.data?.['name']])).toEqual([
      ['refused', 'macro-target-gone', 'Zoé'],
      ['refused', 'macro-target-gone', 'Ancien'],
      ['refused', 'macro-target-gone', 'Fermeture'],
      ['changes', undefined, undefined],
    ]);
    await expect(apply(ana, id, macro)).rejects.toMatchObject({ more: { reason: 'macro-target-gone' } });
    expect((await detail(id)).tags).toEqual([]);
  });

  it('hands the agent the template of its reply, and sends nothing', async () => {
    const templateId = await approved();
    const id = await opened();
    const macro = await save(ana, [{ kind: 'reply', templateId }]);

    const run = await apply(ana, id, macro);

    expect(run).toMatchObject({ id: null, templateId, steps: [{ state: 'changes' }] });
    expect(await entries(id)).toHaveLength(1);
  });
});

describe('a macro that prepares a reply', () => {
  it('is refused to an agent who may not reply', async () => {
    const id = await opened();
    const macro = await save(ana, [{ kind: 'reply', templateId: await approved() }]);
    const reader = without(ana, 'case.reply');

    expect(await preview(reader, id, macro)).toMatchObject({ steps: [{ refusal: { code: 'not-permitted' } }] });
    await expect(apply(reader, id, macro)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

describe('a macro at many cases', () => {
  const context = (): BulkContext => ({
    ...({
      database: town.database,
      keyring: town.keyring,
      logger: { error: () => undefined },
    } as unknown as BulkContext),
    config: { publicUrl: 'https://guichet.test' },
  });
  const run = async (who: Principal, id: string) => {
    const status = () => bulkActionStatus(town.database, who, id);
    while (['running', 'undoing'].includes((await status()).state)) await runBulkAction(context(), id);
    return status();
  };

  it('is applied to each alone, as it was when that began, with what is refused for each, and undone as one', async () => {
    const [one, two, other] = [await opened(), await opened(), await opened()];
    await as(bob, (tx) => updateCase(tx, bob, { id: other, wanted: { assigneeId: bob.id } }));
    const macro = await save(ana, [{ kind: 'assign', to: 'me' }, { kind: 'priority', to: 'high' }, CLOSE]);
    const { id, macro: name } = await startFor(ana, [one, two, other], macro);
    await change(ana, macro, [{ kind: 'follow' }]);

    const done = await run(ana, id);
    const refused = await bulkItems(town.database, ana, { id, query: { state: 'refused', limit: 10 } });

    expect([name, done.counts.done, done.counts.refused]).toEqual(['Attente', 2, 1]);
    expect(refused.items).toMatchObject([{ caseId: other, refusal: { reason: 'colleague-has-it' } }]);
    expect(await detail(one)).toMatchObject({ status: 'closed', priority: 'high', assignee: { id: ana.id } });
    expect(await doneByMacro(two, 'Attente')).toEqual(['priority', 'status', 'assigned']);

    await as(ana, (tx) => undoBulkAction(tx, ana, id));
    const undone = await run(ana, id);

    expect(undone.counts.undone).toBe(2);
    expect(await detail(one)).toMatchObject({ status: 'open', priority: 'normal', assignee: null });
  });

  it('is applied by the rights that its agent has when the case has its turn', async () => {
    const leo = await town.agent('Léo', [schools]);
    const caseId = await opened();
    const { id } = await startFor(leo, [caseId], await save(leo, [CLOSE]));
    await town.database.execute(`delete from team_member where agent_id = $1`, [leo.id]);

    const done = await run(leo, id);

    expect(done.counts).toMatchObject({ done: 0, refused: 1 });
    expect(await detail(caseId)).toMatchObject({ status: 'open' });
  });

  it('is refused where it prepares a reply, which its agent reads and sends', async () => {
    const macro = await save(ana, [{ kind: 'reply', templateId: registration }]);

    await expect(startFor(ana, [await opened()], macro)).rejects.toMatchObject({
      more: { errors: [{ reason: 'macro-replies-one-by-one' }] },
    });
  });
});
