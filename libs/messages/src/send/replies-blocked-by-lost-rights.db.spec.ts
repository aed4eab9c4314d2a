import type { Principal } from '@guichet/access';
import { ScheduledReplies } from '../../../../test/support/scheduled-replies.js';
import { cancelMessage, sendNow } from './cancel-send-now-retry.js';

let later: ScheduledReplies;
let bob: Principal;

beforeEach(async () => {
  later = await ScheduledReplies.open();
  bob = await later.outbox.town.agent('Bob', [later.outbox.team]);
});
afterEach(() => later?.close());

const HOUR = 3600;
const STOPPED = 'blocked: author-may-not';

/** An answer of Ana for later, and what became of it at its hour, after `change`. */
const scheduledBefore = async (change: () => Promise<unknown>) => {
  const caseId = await later.write('a@citizen.test');
  const entryId = await later.scheduleReply(caseId);
  await change();
  later.outbox.pass(HOUR);
  await later.outbox.run();
  return { caseId, entryId };
};
const change = (sql: string) => later.outbox.town.database.execute(sql, [later.outbox.ana.id]);
const deactivate = () => change(`update agent set active = false where id = $1`);

describe('an answer for later', () => {
  it.each([
    ['is deactivated', `update agent set active = false where id = $1`],
    ['has no role any more', `delete from role_grant where agent_id = $1`],
    ['left the team of the case', `delete from team_member where agent_id = $1`],
    [
      'is not named in the case',
      `update cases set restricted_to = '{}' where not $1::uuid = any(coalesce(restricted_to, '{}'))`,
    ],
  ])('waits for an agent where its author %s, and opens the case', async (_, sql) => {
    const { caseId, entryId } = await scheduledBefore(() => change(sql));
    expect(await later.stateOf(entryId)).toBe(STOPPED);
    // As the case is, whoever sees it.
    const rows = await later.outbox.town.database.query(
      `select status, delivery_problem as problem from cases where id = $1`,
      [caseId],
    );
    expect(rows).toEqual([{ status: 'open', problem: 'blocked' }]);
    expect(await later.publishedStates(entryId)).toContain('blocked');
    expect(later.sink.mails).toEqual([]);
  });

  it.each([
    ['still answers there', `select $1::uuid`],
    ['is named in the case', `update cases set restricted_to = array[$1::uuid]`],
  ])('leaves at its hour where its author %s', async (_, sql) => {
    const { entryId } = await scheduledBefore(() => change(sql));
    expect(await later.stateOf(entryId)).toBe('sent');
  });

  it('that waits for its author is sent or canceled by whoever answers in the case', async () => {
    const first = await scheduledBefore(deactivate);
    await later.outbox.as((tx) => sendNow(tx, bob, first));
    await later.outbox.run();
    expect(await later.stateOf(first.entryId)).toBe('sent');
    expect((await later.outbox.caseOf(first.caseId)).deliveryProblem).toBeNull();

    await change(`update agent set active = true where id = $1`);
    const second = await scheduledBefore(deactivate);
    await later.outbox.as((tx) => cancelMessage(tx, bob, second));
    expect((await later.outbox.delivery(second.entryId)).state).toBe('canceled');
  });
});
