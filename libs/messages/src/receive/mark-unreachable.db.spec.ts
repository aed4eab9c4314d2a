import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@guichet/access';
import { channels, uncheckable } from '@guichet/channels';
import type { Authentication } from '@guichet/contracts';
import { NotificationListener } from '@guichet/database';
import { FileBlobStore, loadConfig, Logger, newId } from '@guichet/platform';
import { receive } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';
import { parseEnvelope, type EnvelopeRow } from './parse-envelope.js';
import { writeEnvelopes } from './write-parsed-envelopes.js';

let town: TestTown;
let ana: Principal;
let account: Awaited<ReturnType<TestTown['mailbox']>>;
let accounts: Accounts;
let folder: string;

beforeAll(async () => {
  town = await TestTown.build();
  folder = await mkdtemp(join(tmpdir(), 'guichet-unreachable-'));
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  account = await town.mailbox(team);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), new NotificationListener(town.database.url));
});
afterAll(async () => {
  await channels.email.close?.();
  await town.close();
  await rm(folder, { recursive: true });
});

const report = (kind: string, ...fields: string[]) =>
  [
    'From: Mail Delivery System <mailer-daemon@relay.test>',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${kind}; boundary=y`,
    '',
    '--y',
    'Content-Type: text/plain',
    '',
    'About a mail that another program has sent.',
    '--y',
    `Content-Type: message/${kind}`,
    '',
    ...fields,
    '--y--',
    '',
  ].join('\r\n');
const bounceOf = (address: string) =>
  report(
    'delivery-status',
    'Reporting-MTA: dns; relay.test',
    '',
    `Final-Recipient: rfc822; ${address}`,
    'Action: failed',
    'Status: 5.1.1',
  );
const delayOf = (address: string) =>
  report(
    'delivery-status',
    'Reporting-MTA: dns; relay.test',
    '',
    `Final-Recipient: rfc822; ${address}`,
    'Action: delayed',
    'Status: 4.4.1',
  );
const complaintOf = (address: string) =>
  report('feedback-report', 'Feedback-Type: abuse', 'User-Agent: x/1', 'Version: 1', `Original-Rcpt-To: ${address}`);

/** Takes in a mail as the intake does. Returns why its envelope is in quarantine. */
async function takeIn(raw: string, verdict?: Authentication['verdict']): Promise<string> {
  const body = Buffer.from(raw);
  const envelope: EnvelopeRow = {
    ...{ id: newId(), channelAccountId: account.id, headers: { 'mail-from': '' }, raw: body, blob: null },
    ...{ externalId: newId(), size: body.byteLength, receivedAt: new Date() },
    ...(verdict && { authentication: { ...uncheckable, verdict } }),
  };
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size) values ($1, $2, $3, $4, $5, $6)`,
    [envelope.id, account.id, envelope.externalId, envelope.headers, body, envelope.size],
  );
  const logger = new Logger('silent');
  const parsed = await parseEnvelope({ accounts, blobs: new FileBlobStore(folder), logger }, envelope);
  await town.database.write({ kind: 'system', name: 'Intake' }, (tx) =>
    writeEnvelopes(tx, { keyring: town.keyring, accounts }, [parsed]),
  );
  const [row] = await town.database.query<{ why: string }>(
    `select concat_ws(' ', reason, detail) as why from envelope where id = $1`,
    [envelope.id],
  );
  return row!.why;
}
const routeIn = async (caseId: string) => {
  const [route] = (await replyRoutesFor({ reader: town.database, who: ana, accounts }, caseId)).routes;
  return route && { state: route.state, reason: route.reason, detail: route.detail };
};

describe('an address that a report names which matches no message', () => {
  const READY = { state: 'ready', reason: null, detail: null };

  it('is warned of after a bounce, until its owner writes again', async () => {
    const [caseId] = await receive(town, account, mail('gone@citizen.test'));
    expect(await routeIn(caseId!)).toEqual(READY);
    expect(await takeIn(bounceOf('gone@citizen.test'))).toBe('unmatched-bounce gone@citizen.test');
    expect(await routeIn(caseId!)).toEqual({ state: 'warned', reason: 'last-failed', detail: expect.any(String) });
    const [event] = await town.database.query(`select 1 from event where type = 'citizen.changed'`);
    expect(event).toBeDefined();

    await receive(town, account, mail('gone@citizen.test'));
    expect(await routeIn(caseId!)).toEqual(READY);
  });

  it('is warned of after a complaint', async () => {
    const [caseId] = await receive(town, account, mail('angry@citizen.test'));
    expect(await takeIn(complaintOf('angry@citizen.test'))).toBe('complaint angry@citizen.test');
    expect(await routeIn(caseId!)).toEqual({ state: 'warned', reason: 'complained', detail: null });
  });

  it('is not warned of by a report that is proved to be forged', async () => {
    const [caseId] = await receive(town, account, mail('victim@citizen.test'));
    expect(await takeIn(bounceOf('victim@citizen.test'), 'failed')).toBe('unmatched-bounce victim@citizen.test');
    expect(await routeIn(caseId!)).toEqual(READY);
  });

  it('is not warned of for a delay', async () => {
    const [caseId] = await receive(town, account, mail('late@citizen.test'));
    await takeIn(delayOf('late@citizen.test'));
    expect(await routeIn(caseId!)).toEqual(READY);
  });

  it('is not stored where nobody has it', async () => {
    await takeIn(bounceOf('unknown@citizen.test'));
    expect(await town.database.query(`select 1 from handle where value = 'unknown@citizen.test'`)).toEqual([]);
  });
});
