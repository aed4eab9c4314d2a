import type { Principal } from '@guichet/access';
import type { Priority } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { timeline } from '../timeline/timeline.queries.js';
import { updateCase } from '../verbs/update-case.js';
import { mergeCase } from './move-split-merge.js';
import { undoMove } from './undo-move.js';

let town: TestTown;
let ana: Principal;
let mailbox: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  mailbox = await town.mailbox(team);
});
afterAll(() => town.close());

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
const decide = (id: string, priority: Priority) => as((tx) => updateCase(tx, ana, { id, wanted: { priority } }));
const priorities = (...ids: string[]) =>
  Promise.all(ids.map(async (id) => (await caseDetail(town.database, ana, { id })).priority));
const merge = async (fromId: string, intoId: string) =>
  (await as((tx) => mergeCase(tx, ana, { fromId, intoId }))).moveId;
const undo = (caseId: string, moveId: string) => as((tx) => undoMove(tx, ana, { caseId, moveId }));
const said = async (caseId: string) =>
  (await timeline(town.database, ana, { caseId, query: { limit: 100 } })).items.flatMap((entry) =>
    entry.kind === 'activity' && entry.activity.type === 'priority' && entry.activity.moveId ? [entry.activity] : [],
  );

let people = 0;
async function caseOf(priority: Priority): Promise<string> {
  const [id] = await receive(town, mailbox, from('email', `p${(people += 1)}@citizen.test`, { body: 'Bonjour' }));
  await decide(id!, priority);
  return id!;
}

describe('the case that stays', () => {
  it('takes the higher of both priorities, and has its own again when that is undone', async () => {
    const [gone, kept] = [await caseOf('urgent'), await caseOf('normal')];
    const moveId = await merge(gone, kept);
    expect(await priorities(gone, kept)).toEqual(['urgent', 'urgent']);
    expect(await said(kept)).toEqual([{ type: 'priority', from: 'normal', to: 'urgent', moveId }]);
    expect(await town.database.query(`select data -> 'fields' as fields from event where case_id = $1 and type = 'case.changed' order by id desc limit 1`, [kept])).toEqual([{ fields: ['moved', 'priority'] }]); // prettier-ignore
    await undo(kept, moveId);
    expect(await priorities(gone, kept)).toEqual(['urgent', 'normal']);
    expect((await said(kept))[1]).toEqual({ type: 'priority', from: 'urgent', to: 'normal', moveId });
  });

  it('keeps its own where that is higher', async () => {
    const [gone, kept] = [await caseOf('low'), await caseOf('high')];
    const moveId = await merge(gone, kept);
    expect(await priorities(kept)).toEqual(['high']);
    await undo(kept, moveId);
    expect(await priorities(gone, kept)).toEqual(['low', 'high']);
    expect([await said(gone), await said(kept)]).toEqual([[], []]);
  });

  it('keeps what somebody has decided since, also where that is the same again', async () => {
    const [kept, same] = [await caseOf('normal'), await caseOf('normal')];
    const moves = [await merge(await caseOf('urgent'), kept), await merge(await caseOf('urgent'), same)];
    await decide(kept, 'high');
    await decide(same, 'low');
    await decide(same, 'urgent');
    await undo(kept, moves[0]!);
    await undo(same, moves[1]!);
    expect(await priorities(kept, same)).toEqual(['high', 'urgent']);
  });

  it('stays as urgent as what is still merged into it, in whichever order merges are undone', async () => {
    const merged = async () => {
      const kept = await caseOf('low');
      const moves = [];
      for (const priority of ['urgent', 'high', 'urgent', 'normal'] as const)
        moves.push(await merge(await caseOf(priority), kept));
      return { kept, moves };
    };
    const [one, other] = [await merged(), await merged()];
    const after = async ({ kept, moves }: typeof one, order: readonly number[]) => {
      const seen = [];
      for (const n of order) {
        await undo(kept, moves[n]!);
        seen.push((await priorities(kept))[0]);
      }
      return seen;
    };
    expect(await after(one, [0, 2, 1, 3])).toEqual(['urgent', 'high', 'normal', 'low']);
    expect(await after(other, [3, 2, 1, 0])).toEqual(['urgent', 'urgent', 'urgent', 'low']);
  });
});
