import { createSector, updateTeam, type Principal } from '@guichet/access';
import type { RestrictCase, UpdateCase } from '@guichet/contracts';
import { listNotifications, notifyAgents } from '@guichet/notifications';
import type { Tx } from '@guichet/database';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { addNote } from './add-note.js';
import { restrictCase } from '../restricting/restrict-case.js';
import { timeline } from '../timeline/timeline.queries.js';
import { undoHandover } from './undo-handover.js';
import { updateCase } from './update-case.js';

const SUMMARY = 'Photos reçues.';

let town: TestTown;
let [roads, planning, social] = ['', '', ''];
let [ana, bob, sue, leo]: Principal[] = [];

beforeAll(async () => {
  town = await TestTown.build();
  [roads, planning] = [await town.team('Voirie'), await town.team('Urbanisme')];
  social = await town.team('Action sociale');
  [ana, bob] = [await town.agent('Ana', [roads]), await town.agent('Bob', [planning, social])];
  sue = await town.agent('Sue', [], 'supervisor');
  leo = await town.agent('Léo', [roads]);
  const root = await town.agent('Root', [], 'administrator');
  const { id: sectorId } = await by(root, (tx) => createSector(tx, root, { name: 'Social' }));
  await by(root, (tx) => updateTeam(tx, root, { id: social, wanted: { sectorId } }));
});
afterAll(() => town.close());

const by = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const change = (who: Principal, id: string, wanted: UpdateCase) => by(who, (tx) => updateCase(tx, who, { id, wanted }));
const undo = (who: Principal, id: string) => by(who, (tx) => undoHandover(tx, who, { id }));
const detail = (who: Principal, id: string) => caseDetail(town.database, who, { id });
const notificationsOf = async (who: Principal, id: string) =>
  (await listNotifications(town.database, who, { limit: 50 })).items.filter((one) => one.case?.id === id);
const opened = async () => {
  const id = await openCase(town, ana!, 'Mur qui penche');
  await change(ana!, id, { assigneeId: ana!.id });
  return id;
};

describe('a case that was given to another team', () => {
  it('comes back from where its giver no longer sees it, as it was, and what that team was told goes', async () => {
    const id = await opened();
    await change(ana!, id, { teamId: planning, assigneeId: bob!.id, summary: SUMMARY });
    const events = [{ type: 'case.changed', data: { fields: ['assigned'] }, caseId: id }];
    const notifyLater = () =>
      by(ana!, (tx) => notifyAgents(tx, events as unknown as Parameters<typeof notifyAgents>[1]));
    await notifyLater();
    await expect(detail(ana!, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await notificationsOf(bob!, id)).toHaveLength(1);

    await undo(ana!, id);
    await notifyLater();
    expect(await detail(ana!, id)).toMatchObject({
      ...{ team: { id: roads }, assignee: { id: ana!.id }, handover: null },
    });
    await expect(detail(bob!, id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listNotifications(town.database, bob!, { limit: 50 })).items).toEqual([]);
    const { items } = await timeline(town.database, ana!, { caseId: id, query: { limit: 50 } });
    const note = items.find(({ kind }) => kind === 'note')!;
    const activity = { type: 'handover-undone', from: 'Urbanisme', to: 'Voirie', entryId: note.id };
    expect(items.at(-1)).toMatchObject({ kind: 'activity', activity, actor: { id: ana!.id } });
  });

  it('comes back out of another sector, which nobody has worked in yet', async () => {
    const id = await opened();
    await change(ana!, id, { teamId: social, reason: 'Une aide' });
    await undo(ana!, id);
    expect((await detail(ana!, id)).team.id).toBe(roads);
  });

  it('shows the summary again with which it had come', async () => {
    const id = await opened();
    await change(sue!, id, { teamId: planning });
    await change(sue!, id, { teamId: roads, summary: SUMMARY });
    await change(ana!, id, { teamId: planning });
    await undo(ana!, id);
    expect((await detail(ana!, id)).handover).toMatchObject({ summary: SUMMARY });
  });
});

describe('a restricted case that was given to another team, where nobody who is named could open it', () => {
  const restricted = async () => {
    const id = await opened();
    const wanted = { agentIds: [ana!.id, leo!.id], reason: 'other', detail: 'Plainte' } satisfies RestrictCase;
    await by(sue!, (tx) => restrictCase(tx, sue!, { id, wanted }));
    return id;
  };

  it('comes back to those who were named, and to nobody else', async () => {
    const id = await restricted();
    await change(ana!, id, { teamId: planning });
    expect(await detail(sue!, id)).toMatchObject({ assignee: null });
    expect(await notificationsOf(sue!, id)).toHaveLength(1);

    await undo(ana!, id);
    const agents = [{ id: ana!.id }, { id: leo!.id }];
    expect(await detail(leo!, id)).toMatchObject({ assignee: { id: ana!.id }, restriction: { agents } });
    await expect(detail(sue!, id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listNotifications(town.database, sue!, { limit: 50 })).items).toEqual([]);
    const { items } = await timeline(town.database, leo!, { caseId: id, query: { limit: 50 } });
    expect(items.at(-1)).toMatchObject({ activity: { type: 'restriction-changed', added: ['Ana', 'Léo'] } });
  });

  it('stays where it is once others were named for it', async () => {
    const id = await restricted();
    await change(ana!, id, { teamId: planning });
    const wanted = { agentIds: [bob!.id], reason: 'other', detail: 'Plainte' } satisfies RestrictCase;
    await by(sue!, (tx) => restrictCase(tx, sue!, { id, wanted }));
    await expect(undo(ana!, id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
    expect(await detail(bob!, id)).toMatchObject({ team: { id: planning } });
  });
});

describe('taking a case back is refused', () => {
  it('to everybody else, and twice', async () => {
    const id = await opened();
    await change(ana!, id, { teamId: planning });
    await expect(undo(bob!, id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
    await undo(ana!, id);
    await expect(undo(ana!, id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
    await expect(undo(bob!, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('once somebody of the other team has worked on it', async () => {
    const [noted, assigned] = [await opened(), await opened()];
    for (const id of [noted, assigned]) await change(ana!, id, { teamId: planning });
    await by(bob!, (tx) => addNote(tx, bob!, { caseId: noted, note: { text: 'Vu', mentions: [] } }));
    await change(bob!, assigned, { assigneeId: bob!.id });
    for (const id of [noted, assigned])
      await expect(undo(ana!, id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
  });

  it('after a minute', async () => {
    const id = await opened();
    await change(ana!, id, { teamId: planning });
    await town.database.source.query(`update case_handover set at = at - interval '61 seconds' where case_id = $1`, [
      id,
    ]);
    await expect(undo(ana!, id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
  });
});
