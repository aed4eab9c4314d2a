import type { Principal } from '@guichet/access';
import { caseDetail, createCaseType, openCase, timeline, updateCase } from '@guichet/cases';
import { Rule, TimelineQuery } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Failure, newId } from '@guichet/platform';
import { runRoutingTrial, saveRouting } from '@guichet/routing';
import { setAbsence } from '@guichet/workforce';
import { importFromMailbox } from '../../../../test/support/import-history.js';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let bob: Principal;
let desk: string;
let schools: string;
let caseTypeId: string;
let account: Awaited<ReturnType<TestTown['mailbox']>>;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const rule = (name: string, { when, then, ...more }: object & { when: object[]; then: object[] }): Rule =>
  Rule.parse({ id: newId(), name, when, then, ...more });
const detail = (id: string) => caseDetail(town.database, root, { id });
const activities = async (id: string) =>
  (await timeline(town.database, root, { caseId: id, query: TimelineQuery.parse({}) })).items.flatMap((entry) =>
    entry.kind === 'activity' ? [entry.activity] : [],
  );

beforeAll(async () => {
  town = await TestTown.build();
  [desk, schools] = [await town.team('Accueil'), await town.team('Écoles')];
  root = await town.agent('Root', [], 'administrator');
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools]);
  account = await town.mailbox(desk);
  caseTypeId = (await as(root, (tx) => createCaseType(tx, root, { name: 'Inscription' }))).id;
});
afterAll(() => town.close());

describe('a new case', () => {
  it('without rules is the team’s of the channel account, and says nothing of rules', async () => {
    const [id] = await receive(town, account, mail('a@citizen.test'));
    expect(await detail(id!)).toMatchObject({ team: { id: desk }, language: 'fr', caseType: null });
    expect(await activities(id!)).toEqual([]);
  });

  it('is at once where the rules put it, and no other team hears of it', async () => {
    const inscription = rule('Inscriptions', { when: [{ on: 'words', is: ['inscri*'] }], then: [{ do: 'team', teamId: schools }, { do: 'caseType', caseTypeId }, { do: 'priority', priority: 'high' }, { do: 'tags', tags: ['rentrée'] }] }); // prettier-ignore
    const given = rule('À Ana', { when: [{ on: 'caseType', is: [caseTypeId] }, { on: 'language', is: ['ar'] }], then: [{ do: 'agent', agentId: ana.id }] }); // prettier-ignore
    await as(root, (tx) => saveRouting(tx, root, { rules: [inscription, given], version: 0 }));
    const [french, arabic, other] = await receive(
      town,
      account,
      mail('b@citizen.test'),
      mail('c@citizen.test', { subject: 'Inscription', body: 'السلام عليكم، أريد تسجيل ابنتي في المدرسة' }),
      mail('d@citizen.test', { subject: 'Poubelle', body: 'Ma poubelle n’a pas été vidée ce matin.' }),
    );
    expect(await detail(french!)).toMatchObject({
      team: { id: schools },
      caseType: { name: 'Inscription' },
      priority: 'high',
      tags: ['rentrée'],
      assignee: null,
    });
    expect(await activities(french!)).toEqual([
      { type: 'routed', rules: ['Inscriptions'], team: 'Écoles', caseType: 'Inscription', priority: 'high', tags: ['rentrée'] }, // prettier-ignore
    ]);
    expect(await detail(arabic!)).toMatchObject({ assignee: { id: ana.id }, language: 'ar' });
    expect((await activities(arabic!)).at(-1)).toEqual({ type: 'assigned', from: null, to: 'Ana', toId: ana.id, because: { by: 'rule', rule: 'À Ana' } }); // prettier-ignore
    expect(await detail(other!)).toMatchObject({ team: { id: desk }, assignee: null });
    const audiences = await town.database.query<{ teams: string[] }>(`select distinct team_ids as teams from event where case_id = $1`, [french]); // prettier-ignore
    expect(audiences).toEqual([{ teams: [schools] }]);
  });

  it('of a robot stays with the team of the account', async () => {
    const [id] = await receive(town, account, mail('list@citizen.test', { automatic: 'bulk', subject: 'Inscription' }));
    expect(await detail(id!)).toMatchObject({ team: { id: desk }, language: null });
    expect(await activities(id!)).toEqual([]);
  });

  it('goes to who stands in for somebody that a rule names and who is away', async () => {
    const away = { until: null, substituteId: bob.id, handOver: 'keep' as const };
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away }));
    const [id] = await receive(town, account, mail('e@citizen.test', { subject: 'Inscription', body: 'أريد تسجيل ابنتي في المدرسة' })); // prettier-ignore
    expect((await activities(id!)).at(-1)).toMatchObject({ to: 'Bob', because: { by: 'substitute', absent: 'Ana' } });
  });

  it('gets its language from the first line that tells it', async () => {
    const sms = { ...account, kind: 'sms' as const, conversation: true };
    const [id] = await receive(town, sms, from('phone', '+33612345678', { subject: '', body: 'Bonjour' }));
    expect((await detail(id!)).language).toBeNull();
    await receive(town, sms, from('phone', '+33612345678', { subject: '', body: 'Where is the town hall?' }));
    expect((await detail(id!)).language).toBe('en');
  });
});

describe('rules that are tried', () => {
  it('show what would change of what came already, and change nothing', async () => {
    const bins = rule('Déchets', {
      when: [{ on: 'words', is: ['poubelle*'] }],
      then: [{ do: 'team', teamId: schools }],
    });
    const before = await town.database.query(`select id, version from cases order by id`);
    const tried = await runRoutingTrial(town.database, root, { rules: [bins], latest: 500 });
    // All that the saved rule moved would stay at the desk, and the bin would go to the schools.
    expect(tried.checked).toBe(6);
    expect(tried.byRule).toEqual([{ ruleId: bins.id, matched: 1 }]);
    expect(tried.items.filter(({ changed }) => changed)).toHaveLength(tried.changed);
    expect(tried.items.find(({ subject }) => subject === 'Poubelle')).toMatchObject({
      language: 'fr',
      now: { teamId: desk },
      then: { teamId: schools },
      trace: [{ name: 'Déchets', matched: true, conditions: [{ matched: true, found: 'poubelle' }] }],
    });
    expect(await town.database.query(`select id, version from cases order by id`)).toEqual(before);
  });

  it('read only what one may see', async () => {
    const tried = await runRoutingTrial(town.database, ana, { rules: [], latest: 500 });
    expect(tried.items.map(({ subject }) => subject)).not.toContain('Poubelle');
    const [hidden] = await town.database.query<{ id: string }>(`select id from cases where team_id = $1 limit 1`, [
      desk,
    ]);
    await expect(runRoutingTrial(town.database, ana, { rules: [], latest: 1, caseId: hidden!.id })).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore
    const one = await runRoutingTrial(town.database, root, { rules: [], latest: 1, caseId: hidden!.id });
    expect(one.items).toHaveLength(1);
  });

  it('say of a case that an agent has opened who that was and in which team, also once it was moved', async () => {
    const caseId = await as(ana, (tx) => openCase(tx, ana, { subject: 'Appel', teamId: schools }));
    await as(root, (tx) => updateCase(tx, root, { id: caseId, wanted: { teamId: desk } }));
    const tried = await runRoutingTrial(town.database, root, { rules: [], latest: 1, caseId });
    expect(tried).toMatchObject({ checked: 0, items: [], withoutMessage: { how: 'agent', by: 'Ana', team: 'Écoles' } });
    // Of a case that one does not see, that it is there is not said either.
    await expect(runRoutingTrial(town.database, ana, { rules: [], latest: 1, caseId })).rejects.toThrow(Failure);
  });

  it('read no history and no spam, unless it is asked for', async () => {
    const message = mail('past@citizen.test', { subject: 'Poubelle' });
    const [old] = await importFromMailbox(town, account, { message, at: '2024-05-01T08:00:00Z' });
    const [junk] = await receive(town, account, mail('junk@citizen.test', { subject: 'Poubelle' }));
    await as(root, (tx) => updateCase(tx, root, { id: junk!, wanted: { status: 'spam' } }));
    expect((await runRoutingTrial(town.database, root, { rules: [], latest: 500 })).checked).toBe(6);
    for (const caseId of [old!, junk!])
      expect((await runRoutingTrial(town.database, root, { rules: [], latest: 1, caseId })).items).toHaveLength(1);
  });

  it('read as many as are asked for, page by page', async () => {
    await receive(town, account, ...Array.from({ length: 520 }, (_, n) => mail(`n${n}@citizen.test`)));
    expect((await runRoutingTrial(town.database, root, { rules: [], latest: 510 })).checked).toBe(510);
    expect((await runRoutingTrial(town.database, root, { rules: [], latest: 5000 })).checked).toBe(526);
  });

  it('read the latest by when they came, not by when their cases were made', async () => {
    const bins = rule('Déchets', { when: [{ on: 'words', is: ['poubelle*'] }], then: [{ do: 'team', teamId: schools }] }); // prettier-ignore
    const attempt = async (latest: number) =>
      (await runRoutingTrial(town.database, root, { rules: [bins], latest })).byRule;
    expect(await attempt(6)).toEqual([{ ruleId: bins.id, matched: 0 }]);
    await town.database.execute(
      `update cases set opened_at = opened_at - interval '1 year' where id in (select id from cases where imported_at is null and status <> 'spam' order by id desc limit 520)`,
    );
    expect(await attempt(6)).toEqual([{ ruleId: bins.id, matched: 1 }]);
    expect((await runRoutingTrial(town.database, root, { rules: [], latest: 5000 })).checked).toBe(526);
  });
});
