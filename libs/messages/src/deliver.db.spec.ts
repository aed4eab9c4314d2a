import type { Principal } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import type { MessageEntry } from '@guichet/contracts';
import { WakeUps } from '@guichet/database';
import { Egress, FileBlobStore, Logger, OutboundAllow, loadConfig } from '@guichet/platform';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCase } from '../../../test/support/case.js';
import { Sink } from '../../../test/support/sink.js';
import { Town } from '../../../test/support/town.js';
import { Accounts } from './accounts.js';
import { Io } from './channel-io.js';
import { Deliveries } from './deliver.js';
import { recall, retry } from './recall.js';
import { planReply, reply } from './reply.js';

let town: Town;
let sink: Sink;
let accounts: Accounts;
let ana: Principal;
let mailbox: Awaited<ReturnType<Town['mailbox']>>;
let wakeUps: WakeUps;
let folder: string;

beforeAll(async () => {
  [town, sink] = await Promise.all([Town.build(), Sink.open()]);
  folder = mkdtempSync(join(tmpdir(), 'guichet-deliver-'));
  const team = await town.team('Mairie');
  ana = await town.agent('Ana', [team]);
  mailbox = await town.mailbox(team);
  await town.database.read(`update channel_account set config = jsonb_set(config, '{outbound,port}', $1::jsonb)`, [
    String(sink.port),
  ]);
  wakeUps = new WakeUps(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), wakeUps);
});
afterAll(async () => {
  await wakeUps.close();
  await town.close();
  await sink.close();
  rmSync(folder, { recursive: true, force: true });
});

const deliveries = () =>
  new Deliveries(
    town.database,
    accounts,
    new FileBlobStore(folder),
    town.keyring,
    new Io(new Egress(OutboundAllow.parse('127.0.0.1'))),
    loadConfig({}),
    new Logger('silent'),
    wakeUps,
  );
const as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
const answer = async (caseId: string, text: string, sendAt?: string, to = [`${text}@citizen.test`]) => {
  const wanted = { text, to, attachmentIds: [], channelId: mailbox.id, ...(sendAt ? { sendAt } : {}) };
  const plan = await planReply(town.database, accounts, ana, caseId, wanted);
  return as((tx) => reply(tx, town.keyring, ana, caseId, wanted, plan, null));
};
const stateOf = async (caseId: string, entryId: string) =>
  ((await timeline(town.database, ana, caseId, { limit: 100 })).items.find(({ id }) => id === entryId) as MessageEntry)
    .delivery;
const receivedBy = (address: string) => sink.mails.filter(({ envelope }) => envelope.to.includes(address));
async function run(): Promise<void> {
  const loop = deliveries();
  loop.start();
  await loop.drain();
  await loop.stop();
}

describe('deliveries', () => {
  it('leave in the order of their case', async () => {
    const caseId = await openCase(town, ana, 'Order');
    for (const n of [1, 2, 3, 4, 5]) await answer(caseId, `Order ${n}`, undefined, ['order@citizen.test']);
    await run();
    expect(receivedBy('order@citizen.test').map(({ raw }) => /Order (\d)\r?\n?\s*$/.exec(raw.trim())?.[1])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  it('that are meant for a later day keep no other waiting', async () => {
    const caseId = await openCase(town, ana, 'Later');
    const later = await answer(caseId, 'tomorrow', new Date(Date.now() + 86_400_000).toISOString());
    const now = await answer(caseId, 'today');
    await run();
    expect((await stateOf(caseId, now))?.status).toBe('sent');
    expect((await stateOf(caseId, later))?.status).toBe('held');
  });

  it('that were interrupted by a death are sent again under the same identity', async () => {
    const caseId = await openCase(town, ana, 'Death');
    const entryId = await answer(caseId, 'again');
    await run();
    await town.database.read(`update delivery set state = 'sending' where entry_id = $1`, [entryId]);
    await run();
    const copies = receivedBy('again@citizen.test');
    expect(copies).toHaveLength(2);
    expect(new Set(copies.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    expect((await stateOf(caseId, entryId))?.status).toBe('sent');
  });

  it('that one of two recipients refused go, when retried, only to who has not got them', async () => {
    const caseId = await openCase(town, ana, 'Partial');
    sink.refuseRecipient = (address) => address === 'no@citizen.test';
    const entryId = await answer(caseId, 'partial', undefined, ['yes@citizen.test', 'no@citizen.test']);
    await run();
    expect(await stateOf(caseId, entryId)).toMatchObject({
      status: 'failed',
      recipients: [{ address: 'no@citizen.test', status: 'failed' }],
    });
    expect(await caseDetail(town.database, ana, caseId)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });

    sink.refuseRecipient = null;
    await as((tx) => retry(tx, ana, caseId, entryId));
    await run();
    expect(receivedBy('yes@citizen.test')).toHaveLength(1);
    expect(receivedBy('no@citizen.test')).toHaveLength(1);
    expect(await stateOf(caseId, entryId)).toMatchObject({ status: 'sent', recipients: [] });
  });

  it('that are taken back leave the question open', async () => {
    const caseId = await openCase(town, ana, 'Recall');
    const entryId = await answer(caseId, 'never', new Date(Date.now() + 3_600_000).toISOString());
    expect((await caseDetail(town.database, ana, caseId)).status).toBe('waiting');
    await as((tx) => recall(tx, ana, caseId, entryId));
    expect(await caseDetail(town.database, ana, caseId)).toMatchObject({ status: 'open', preview: '' });
    await run();
    expect(receivedBy('never@citizen.test')).toEqual([]);
  });
});
