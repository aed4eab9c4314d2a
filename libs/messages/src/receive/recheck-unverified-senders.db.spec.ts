import { caseDetail, timeline } from '@guichet/cases';
import { channels } from '@guichet/channels';
import type { Principal } from '@guichet/access';
import type { Authentication } from '@guichet/contracts';
import { ChannelAccount, NotificationListener } from '@guichet/database';
import { loadConfig, Logger, type BlobStore } from '@guichet/platform';
import { receive } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { updateChannel } from '../accounts/manage-accounts.js';
import { recheckUnverifiedSenders } from './recheck-unverified-senders.js';

const ADA = 'ada@orange.example';
const SERVER = 'mx.mairie.example';
const UNCHECKED: Authentication = {
  ...{ verdict: 'unknown', domain: null, source: 'checked', warnings: [] },
  ...{ spf: 'none', dkim: 'none', dmarc: 'none', arc: 'none' },
};

let town: TestTown;
let ana: Principal;
let root: Principal;
let listener: NotificationListener;
let accounts: Accounts;
let account: Awaited<ReturnType<TestTown['mailbox']>>;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  root = await town.agent('Rosa', [], 'administrator');
  listener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), listener);
  account = await town.mailbox(team);
});
afterAll(async () => {
  await channels.email.close?.();
  await listener.close();
  await town.close();
});

/** A mail that came before anybody was trusted, as its server had delivered it; returns its case. */
async function came(results: string, { headers = {}, days = 0, before = UNCHECKED } = {}): Promise<string> {
  const message = mail(ADA, { authentication: before });
  const [caseId] = await receive(town, account, message);
  const raw = `Authentication-Results: ${results}\r\nFrom: Ada <${ADA}>\r\nMessage-ID: <${message.externalId}>\r\n\r\nBonjour\r\n`;
  await town.database.execute(
    `update envelope v set raw = $2, headers = $3, received_at = received_at - make_interval(days => $4)
     from message m where m.envelope_id = v.id and m.case_id = $1`,
    [caseId, Buffer.from(raw), headers, days],
  );
  return caseId!;
}

async function trust(server: string | undefined): Promise<string[]> {
  const { config } = await town.database.source.getRepository(ChannelAccount).findOneByOrFail({ id: account.id });
  await town.database.write({ kind: 'agent', id: root.id, name: root.name }, (tx) =>
    updateChannel({ tx, who: root, accounts }, account.id, {
      config: { ...config, inbound: { ...(config['inbound'] as object), trustedServer: server } },
    }),
  );
  const jobs = await town.database.query<{ key: string }>(`select key from graphile_worker.jobs`);
  return jobs.map(({ key }) => key);
}

const again = () =>
  recheckUnverifiedSenders(
    { database: town.database, accounts, blobs: {} as BlobStore, logger: new Logger('silent') },
    account.id,
  );

async function shown(caseId: string) {
  const { items } = await timeline(town.database, ana, { caseId, query: { limit: 50 } });
  const { senderDoubt, version } = await caseDetail(town.database, ana, { id: caseId });
  return {
    senders: items.flatMap((item) => (item.kind === 'message' ? item.authentication : [])),
    senderDoubt,
    version,
  };
}
const changes = () =>
  town.database.query<{ id: string }>(`select case_id as id from event where type = 'message.changed' order by id`);

describe('mail that came before a server was trusted', () => {
  // Threats: A009.
  it('gets the verdict of that server where nobody had checked it, and nothing else of it changes', async () => {
    const forged = await came(`${SERVER}; dmarc=fail header.from=orange.example; spf=fail smtp.mailfrom=${ADA}`);
    const genuine = await came(`${SERVER}; dmarc=pass header.from=orange.example`);
    const silent = await came('mx.elsewhere.example; dmarc=pass header.from=orange.example');
    const old = await came(`${SERVER}; dmarc=fail header.from=orange.example`, { days: 91 });
    const imported = await came(`${SERVER}; dmarc=fail`, { headers: { 'x-history': '2026-10-01T08:00:00Z' } });
    const judged = await came(`${SERVER}; dmarc=fail`, { before: { ...UNCHECKED, verdict: 'authenticated' } });
    const { version } = await shown(forged);
    const before = await changes();

    expect(await trust(SERVER)).toContain(`judge-again ${account.id}`);
    await again();

    expect(await shown(forged)).toMatchObject({
      ...{ senderDoubt: 'forged', version },
      senders: [{ verdict: 'failed', domain: 'orange.example', dmarc: 'fail', source: 'trusted-server' }],
    });
    expect((await shown(genuine)).senders).toMatchObject([{ verdict: 'authenticated', source: 'trusted-server' }]);
    expect((await shown(silent)).senders).toMatchObject([{ verdict: 'unknown', source: 'trusted-server' }]);
    expect((await shown(old)).senders).toEqual([UNCHECKED]);
    expect((await shown(imported)).senders).toEqual([UNCHECKED]);
    expect((await shown(judged)).senders).toMatchObject([{ verdict: 'authenticated', source: 'checked' }]);
    const announced = (await changes()).slice(before.length).map(({ id }) => id);
    expect(announced.sort()).toEqual([forged, genuine, silent].sort());
    // A second run finds nothing that is new.
    await again();
    expect(await changes()).toHaveLength(before.length + announced.length);
  });

  it('is judged by another server that is trusted instead, where the first one said nothing; not for another setting', async () => {
    const late = await came('mx.other.example; dmarc=fail header.from=orange.example; spf=fail');
    await again();
    expect((await shown(late)).senders).toMatchObject([{ verdict: 'unknown', source: 'trusted-server' }]);
    await town.database.execute(`delete from graphile_worker._private_jobs`);
    expect(await trust(SERVER)).not.toContain(`judge-again ${account.id}`);
    expect(await trust('mx.other.example')).toContain(`judge-again ${account.id}`);
    await again();
    expect((await shown(late)).senders).toMatchObject([{ verdict: 'failed' }]);
  });

  it('is known by nobody again once that server is trusted no more', async () => {
    await trust(SERVER);
    const wrong = await came(`${SERVER}; dmarc=pass header.from=orange.example`);
    await again();
    expect((await shown(wrong)).senders).toMatchObject([{ verdict: 'authenticated' }]);
    await town.database.execute(`delete from graphile_worker._private_jobs`);
    expect(await trust(undefined)).toContain(`judge-again ${account.id}`);
    await again();
    expect((await shown(wrong)).senders).toMatchObject([{ verdict: 'unknown', source: 'checked' }]);
  });
});
