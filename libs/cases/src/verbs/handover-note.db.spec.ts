import type { Principal } from '@guichet/access';
import type { UpdateCase } from '@guichet/contracts';
import { listNotifications, markNotificationsRead, notifyAgents } from '@guichet/notifications';
import type { Tx } from '@guichet/database';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { restrictCase } from '../restricting/restrict-case.js';
import { timeline } from '../timeline/timeline.queries.js';
import { addNote } from './add-note.js';
import { dismissHandover } from './handover-note.js';
import { updateCase } from './update-case.js';

const SUMMARY = 'Photos reçues, le propriétaire est prévenu.\nIl reste à fixer la visite.';

let town: TestTown;
let [roads, planning] = ['', ''];
let [ana, bob, cem, sue]: Principal[] = [];

beforeAll(async () => {
  town = await TestTown.build();
  [roads, planning] = [await town.team('Voirie'), await town.team('Urbanisme')];
  [ana, bob, cem] = [
    await town.agent('Ana', [roads, planning]),
    await town.agent('Bob', [planning]),
    await town.agent('Cem', [planning]),
  ];
  sue = await town.agent('Sue', [], 'supervisor');
});
afterAll(() => town.close());

const by = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

const handOver = (who: Principal, id: string, wanted: UpdateCase = {}) =>
  by(who, (tx) => updateCase(tx, who, { id, wanted: { teamId: planning, summary: SUMMARY, ...wanted } }));

const handoverOf = async (who: Principal, id: string) => (await caseDetail(town.database, who, { id })).handover;

const notified = async (who: Principal, id: string) =>
  (await listNotifications(town.database, who, { limit: 50 })).items.flatMap((one) =>
    one.case?.id === id ? [one.about] : [],
  );

const opened = () => openCase(town, ana!, 'Mur qui penche');

const rowOf = async (who: Principal, id: string) => {
  const { preview, lastEntryAt } = await caseDetail(town.database, who, { id });
  return { preview, lastEntryAt };
};

describe('a case that goes to another team with a summary', () => {
  it('is as old as before in every list, and shows what was written before', async () => {
    const id = await opened();
    await by(ana!, (tx) => addNote(tx, ana!, { caseId: id, note: { text: 'Appelé', mentions: [] } }));
    const before = await rowOf(ana!, id);
    await handOver(ana!, id);
    expect(await rowOf(bob!, id)).toEqual(before);

    const other = await opened();
    await by(ana!, (tx) => mergeCase(tx, ana!, { fromId: other, intoId: id }));
    expect(await rowOf(bob!, id)).toEqual({ ...before, preview: 'Appelé' });
  });

  it('keeps the summary as a note that names both teams, and shows it to the team that gets the case', async () => {
    const id = await opened();
    await handOver(ana!, id);

    expect(await handoverOf(bob!, id)).toMatchObject({ from: 'Voirie', to: 'Urbanisme', by: 'Ana', summary: SUMMARY });
    const { items } = await timeline(town.database, bob!, { caseId: id, query: { limit: 50 } });
    expect(items.at(-1)).toMatchObject({
      kind: 'note',
      text: SUMMARY,
      mentions: [],
      handover: { from: 'Voirie', to: 'Urbanisme' },
    });
  });

  it('notifies the members of that team, but neither who moved it nor who watches over all teams', async () => {
    const id = await opened();
    await handOver(ana!, id);

    const about = { type: 'team-handover', by: 'Ana', from: 'Voirie', to: 'Urbanisme', summary: SUMMARY };
    expect(await notified(bob!, id)).toEqual([expect.objectContaining(about)]);
    expect(await notified(cem!, id)).toEqual([expect.objectContaining(about)]);
    expect([await notified(ana!, id), await notified(sue!, id)]).toEqual([[], []]);
  });

  it('notifies its new assignee alone, and once', async () => {
    const id = await opened();
    await handOver(ana!, id, { assigneeId: bob!.id });
    const events = [{ type: 'case.changed', data: { fields: ['team', 'assigned'] }, caseId: id }];
    await by(ana!, (tx) => notifyAgents(tx, events as unknown as Parameters<typeof notifyAgents>[1]));

    expect((await notified(bob!, id)).map(({ type }) => type)).toEqual(['team-handover']);
    expect(await notified(cem!, id)).toEqual([]);
  });

  it('is read, as a notification, by whoever sees the case with its summary', async () => {
    const id = await opened();
    await handOver(ana!, id);
    const unread = async (who: Principal) =>
      (await listNotifications(town.database, who, { limit: 50 })).items.filter(
        (one) => one.case?.id === id && one.readAt === null,
      ).length;
    expect(await unread(bob!)).toBe(1);

    await by(bob!, (tx) => markNotificationsRead(tx, bob!, { caseId: id }));
    expect(await unread(bob!)).toBe(0);
    expect(await unread(cem!)).toBe(1);
  });

  it('says nothing of the summary to whoever no longer sees the case', async () => {
    const id = await opened();
    await handOver(ana!, id);
    await by(sue!, (tx) => updateCase(tx, sue!, { id, wanted: { teamId: roads } }));

    const { items } = await listNotifications(town.database, bob!, { limit: 50 });
    const [about] = items.flatMap((one) => (one.case === null && one.about.type === 'team-handover' ? one.about : []));
    expect(about).toMatchObject({ by: 'Ana', summary: null });
  });

  it('is notified to nobody who is not named, where it is restricted', async () => {
    const id = await opened();
    const wanted = { reason: 'staff' as const, detail: '', agentIds: [sue!.id, ana!.id] };
    await by(sue!, (tx) => restrictCase(tx, sue!, { id, wanted }));
    await handOver(ana!, id);

    expect([await notified(bob!, id), await notified(cem!, id)]).toEqual([[], []]);
    expect(await handoverOf(ana!, id)).toMatchObject({ summary: SUMMARY });
  });

  it('needs another team: a summary alone is refused', async () => {
    const id = await opened();
    for (const teamId of [roads, undefined])
      await expect(handOver(ana!, id, { teamId })).rejects.toMatchObject({
        more: { errors: [{ reason: 'summary-needs-team' }] },
      });
  });
});

describe('the summary above a case', () => {
  it('goes once somebody has read it, and stays in the timeline', async () => {
    const id = await opened();
    await handOver(ana!, id);
    await by(bob!, (tx) => dismissHandover(tx, bob!, id));

    expect(await handoverOf(bob!, id)).toBeNull();
    const { items } = await timeline(town.database, bob!, { caseId: id, query: { limit: 50 } });
    expect(items.filter(({ kind }) => kind === 'note')).toHaveLength(1);
  });

  it('goes when the case is closed, and does not come back with it', async () => {
    const id = await opened();
    await handOver(ana!, id);
    for (const status of ['closed', 'open'] as const)
      await by(bob!, (tx) => updateCase(tx, bob!, { id, wanted: { status } }));
    expect(await handoverOf(bob!, id)).toBeNull();
  });

  it('is not for a further team, which gets its own', async () => {
    const id = await opened();
    await handOver(ana!, id);
    await by(ana!, (tx) => updateCase(tx, ana!, { id, wanted: { teamId: roads } }));
    expect(await handoverOf(ana!, id)).toBeNull();
  });

  it('cannot be put away by somebody who does not see the case', async () => {
    const id = await opened();
    await expect(by(bob!, (tx) => dismissHandover(tx, bob!, id))).rejects.toMatchObject({ code: 'not-found' });
  });
});
