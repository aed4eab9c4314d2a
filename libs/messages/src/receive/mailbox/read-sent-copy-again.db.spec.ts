import { newId } from '@guichet/platform';
import type { Intake } from '../../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../../test/support/test-town.js';
import { readSentCopyAgain } from './read-sent-copy-again.js';

let town: TestTown;
let account: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  account = await town.mailbox(await town.team('Accueil'));
});
afterAll(() => town.close());

async function processed(receivedAt: Date): Promise<string> {
  const id = newId();
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size, state, received_at)
     values ($1::uuid, $2, $1::text, '{}', 'x', 1, 'processed', $3)`,
    [id, account.id, receivedAt],
  );
  return id;
}
const enable = (enabled: boolean) =>
  town.database.execute(`update channel_account set enabled = $2 where id = $1`, [account.id, enabled]);
const read = (id: string) => town.database.write({ kind: 'system', name: 'Intake' }, (tx) => readSentCopyAgain(tx, id));
const stateOf = async (id: string) =>
  (await town.database.query<{ state: string }>(`select state from envelope where id = $1`, [id]))[0]!.state;
const waiting = async (id: string) =>
  (
    await town.database.query<{ n: number }>(
      `select count(*)::int as n from graphile_worker._private_jobs where payload ->> 'envelopeId' = $1`,
      [id],
    )
  )[0]!.n;

it('a sent mail of an account that is switched off is left until that is on again', async () => {
  const id = await processed(town.database.now);
  const forgotten = await processed(new Date(town.database.now.getTime() - 31 * 86_400_000));
  await enable(false);
  await read(id);
  await read(forgotten);
  expect([await stateOf(id), await waiting(id)]).toEqual(['processed', 1]);
  expect([await stateOf(forgotten), await waiting(forgotten)]).toEqual(['processed', 0]);
  await enable(true);
  await read(id);
  expect(await stateOf(id)).toBe('received');
});
