import type { Principal } from '@guichet/access';
import type { Draft, UpdateCase } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { listNotifications, markNotificationsRead, notifyAgents } from '@guichet/notifications';
import { eventsAfter } from '@guichet/database';
import { eventually } from '../../../../test/support/eventually.js';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { saveDraft } from '../drafts/own-drafts.js';
import { updateCase } from './update-case.js';

let town: TestTown;
let ana: Principal;
let bob: Principal;
let caseId: string;
beforeEach(async () => {
  town = await TestTown.build();
  const schools = await town.team('Écoles');
  [ana, bob] = [await town.agent('Ana', [schools]), await town.agent('Bob', [schools])];
  caseId = await openCase(town, ana, 'Cantine');
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const caseRow = async () =>
  (
    await town.database.query<{ version: number; assigneeId: string | null }>(
      `select version, assignee_id as "assigneeId" from cases where id = $1`,
      [caseId],
    )
  )[0]!;
const update = async (who: Principal, wanted: UpdateCase) => {
  const { version } = await caseRow();
  await as(who, (tx) => updateCase(tx, who, { id: caseId, wanted, expectedVersion: version }));
};
const takeOver = (from: string, wanted: UpdateCase = { assigneeId: bob.id }) =>
  update(bob, { ...wanted, takenOverFrom: from });
const draft: Draft = { mode: 'reply', text: 'Bonjour Madame,', html: null, attachmentIds: [], mentions: [] };
const writes = (who: Principal) => as(who, (tx) => saveDraft(tx, who, { caseId, draft }));
const toldOf = async (who: Principal) =>
  (await listNotifications(town.database, who, { limit: 9 })).items.map(({ about, case: item }) => [about, item?.id]);
const toldRows = async ({ id }: Principal) =>
  (await town.database.query(`select 1 from notification where agent_id = $1`, [id])).length;
const teamId = async () => (await town.database.query<{ id: string }>(`select team_id as id from cases`))[0]!.id;
const TOLD = { type: 'taken-over', by: 'Bob' };

// Interaction: R07.
describe('a case that is taken over from whoever writes in it', () => {
  it('is assigned to the one who takes it, and the other is told, whose draft is kept', async () => {
    await writes(ana);
    await update(ana, { assigneeId: ana.id });
    await takeOver(ana.id);

    expect((await caseRow()).assigneeId).toBe(bob.id);
    expect(await toldOf(ana)).toEqual([[TOLD, caseId]]);
    expect(await town.database.query(`select agent_id as id, content ->> 'text' as text from draft`)).toEqual([
      { id: ana.id, text: draft.text },
    ]);
  });

  it('is told also where it was assigned to the one who takes it before, and once until it was read', async () => {
    await writes(ana);
    for (let n = 0; n < 2; n += 1) await takeOver(ana.id);
    expect(await toldOf(ana)).toEqual([[TOLD, caseId]]);

    await as(ana, (tx) => markNotificationsRead(tx, ana, {}));
    await takeOver(ana.id);
    expect(await toldOf(ana)).toHaveLength(2);
  });

  it('is told by the name of whoever took it last', async () => {
    await writes(ana);
    await takeOver(ana.id);
    const cleo = await town.agent('Cléo', [await teamId()]);
    await update(cleo, { assigneeId: cleo.id, takenOverFrom: ana.id });

    expect(await toldOf(ana)).toEqual([[{ type: 'taken-over', by: 'Cléo' }, caseId]]);
  });

  it('is told no longer once they have it again', async () => {
    await writes(ana);
    await takeOver(ana.id);
    await update(bob, { assigneeId: ana.id });

    expect((await toldOf(ana)).map(([about]) => about)).not.toContainEqual(TOLD);
  });

  it('is told to nobody who neither writes in it nor had it', async () => {
    await takeOver(ana.id);
    expect(await toldOf(ana)).toEqual([]);

    await update(bob, { assigneeId: ana.id });
    await as(ana, (tx) => markNotificationsRead(tx, ana, {}));
    await takeOver(ana.id);
    expect((await toldOf(ana))[0]).toEqual([TOLD, caseId]);
  });

  // Threats: A018.
  it('is not told to whoever sees only what is assigned to them, and loses it', async () => {
    await town.database.execute(`update role_grant set reach = 'assigned-cases' where agent_id = $1`, [ana.id]);
    await town.database.execute(`update cases set assignee_id = $1 where id = $2`, [ana.id, caseId]);
    await takeOver(ana.id);

    expect(await toldRows(ana)).toBe(0);
  });

  // Threats: A018.
  it('is told to nobody who may not open it, nor to oneself', async () => {
    const stranger = await town.agent('Chloé', [await town.team('Voirie')]);
    await writes(ana);
    await town.database.execute(
      `insert into draft (case_id, agent_id, mode, content, updated_at)
      select case_id, $1, mode, content, updated_at from draft`,
      [stranger.id],
    );
    await takeOver(stranger.id);
    await takeOver(bob.id);
    await town.database.execute(`update agent set active = false where id = $1`, [ana.id]);
    await takeOver(ana.id);

    for (const who of [stranger, bob, ana]) expect(await toldRows(who)).toBe(0);
  });

  it('is refused where it is not for oneself', async () => {
    const refused = { code: 'invalid-request', more: { errors: [{ reason: 'take-over-for-oneself' }] } };
    for (const wanted of [{}, { assigneeId: ana.id }, { assigneeId: null }])
      await expect(takeOver(ana.id, wanted)).rejects.toMatchObject(refused);
    expect(await toldOf(ana)).toEqual([]);
  });
});

describe('a case that was assigned to a colleague', () => {
  const START = `${'0'.repeat(20)}-${'0'.repeat(20)}`;
  const readLog = async () => {
    // An event is read once no transaction from before it runs any more, be it of another database.
    const [{ n }] = (await town.database.query<{ n: number }>(`select count(*)::int as n from event`)) as [
      { n: number },
    ];
    const events = await eventually(async () => {
      const read = await eventsAfter(town.database.query, START, 1000);
      expect(read).toHaveLength(n);
      return read;
    });
    await town.database.write({ kind: 'system', name: 'Log' }, (tx) => notifyAgents(tx, events));
  };

  it('notifies them no more once that is undone, but of what they have read', async () => {
    await update(ana, { assigneeId: bob.id });
    await readLog();
    expect(await toldOf(bob)).toEqual([[{ type: 'assigned', by: 'Ana' }, caseId]]);
    await update(ana, { assigneeId: null });
    await readLog();
    expect(await toldOf(bob)).toEqual([]);

    await update(ana, { assigneeId: bob.id });
    await readLog();
    await as(bob, (tx) => markNotificationsRead(tx, bob, {}));
    await update(ana, { assigneeId: null });
    expect(await toldOf(bob)).toEqual([[{ type: 'assigned', by: 'Ana' }, caseId]]);
  });
});
