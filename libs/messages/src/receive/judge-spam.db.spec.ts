import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actorOf, type Principal } from '@guichet/access';
import { caseDetail, counts, timeline } from '@guichet/cases';
import { channels } from '@guichet/channels';
import { PostContact, Rule, TimelineQuery, type CaseDetail, type Entry, type MessageEntry } from '@guichet/contracts';
import { NotificationListener, type Tx } from '@guichet/database';
import { FileBlobStore, loadConfig, Logger, SystemClock, newId } from '@guichet/platform';
import { saveRouting } from '@guichet/routing';
import { allEvents } from '../../../../test/support/all-events.js';
import { GTUBE, hasRspamd, startRspamd } from '../../../../test/support/rspamd.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { RspamdEmulator } from '../../../../test/providers/rspamd.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { blockSender, listBlockedSenders, unblockSender } from '../blocked-senders/block-unblock-and-list-senders.js';
import { BlockedSenders } from '../blocked-senders/block-list-cache.js';
import { parseEnvelope } from './parse-envelope.js';
import { openCaseByContact } from './record-call-visit-or-letter.js';
import { routeReleasedCases, updateAndRouteCase } from './route-cases-out-of-spam.js';
import { SpamFilter } from './spam-filter.js';
import { writeEnvelopes } from './write-parsed-envelopes.js';

let town: TestTown;
let root: Principal;
let desk: string;
let schools: string;
let account: Awaited<ReturnType<TestTown['mailbox']>>;
let accounts: Accounts;
let folder: string;
let blobs: FileBlobStore;
let rspamd: RspamdEmulator;

const logger = new Logger('silent');
const as = (work: Parameters<typeof town.database.write<void>>[1]) => town.database.write(actorOf(root), work);
const block = (value: string, changes: object = {}) =>
  town.database.write(actorOf(root), async (tx) =>
    blockSender({ tx, who: root, accounts: await accounts.all() }, { value, reason: 'spam', note: '', ...changes }),
  );
const filterAt = (url?: string) => new SpamFilter(loadConfig({ RSPAMD_URL: url }), new SystemClock(), logger);

beforeAll(async () => {
  town = await TestTown.build();
  folder = await mkdtemp(join(tmpdir(), 'guichet-spam-'));
  blobs = new FileBlobStore(folder);
  rspamd = await RspamdEmulator.start();
  desk = await town.team('Accueil');
  schools = await town.team('Écoles');
  root = await town.agent('Root', [desk], 'administrator');
  account = await town.mailbox(desk);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), new NotificationListener(town.database.url));
  const rule = Rule.parse({ id: newId(), name: 'Écoles', when: [{ on: 'words', is: ['ecole'] }], then: [{ do: 'team', teamId: schools }] }); // prettier-ignore
  await as((tx) => saveRouting(tx, root, { rules: [rule], version: 0 }).then(() => undefined));
});
afterAll(async () => {
  await rspamd.close();
  await channels.email.close?.();
  await town.close();
  await rm(folder, { recursive: true });
});

interface Arrival {
  from?: string;
  fields?: string[];
  text?: string;
  headers?: Record<string, string>;
  spamFilter?: SpamFilter;
}

/** Receives a mail as the worker does; returns its case and entry. */
async function arrive({
  from = 'zoe@citizen.test',
  fields = [],
  text = 'Bonjour',
  headers = {},
  spamFilter = filterAt(),
}: Arrival) {
  const id = newId();
  const lines = [
    `From: ${from}`,
    'To: x@town.test',
    `Message-ID: <${id}@x.test>`,
    'Subject: Ecole',
    ...fields,
    '',
    text,
    '',
  ];
  const raw = Buffer.from(lines.join('\r\n'));
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size) values ($1::uuid, $2, $1::text, $3, $4, $5)`,
    [id, account.id, headers, raw, raw.byteLength],
  );
  const blockedSenders = new BlockedSenders(town.database, new NotificationListener(town.database.url));
  const context = { accounts, blobs, logger, keyring: town.keyring, blockedSenders, spamFilter };
  const row = { id, channelAccountId: account.id, externalId: id, headers, raw, blob: null, size: raw.byteLength };
  const parsed = await parseEnvelope(context, { ...row, receivedAt: town.database.now });
  await town.database.write({ kind: 'system', name: 'Intake' }, (tx) => writeEnvelopes(tx, context, [parsed]));
  const [found] = await town.database.query<{ caseId: string; entryId: string }>(
    `select case_id as "caseId", entry_id as "entryId" from message where external_id = $1`,
    [`${id}@x.test`],
  );
  const item = await caseDetail(town.database, root, { id: found!.caseId });
  const entries = (await timeline(town.database, root, { caseId: item.id, query: TimelineQuery.parse({}) })).items;
  return {
    item,
    entries,
    entry: entries.find((one) => one.id === found!.entryId) as MessageEntry,
    reply: `<${id}@x.test>`,
  };
}

const timersOf = (id: string) =>
  town.database.query(`select kind from sla_timer where case_id = $1 and state = 'running'`, [id]);

describe('spam at intake', () => {
  it('opens a case that is spam, which nobody is assigned, routed or timed, and says why', async () => {
    const junk = { 'x-folder': 'Junk', 'x-special-use': '\\Junk' };
    const { item, entry } = await arrive({ headers: junk });
    expect(item).toMatchObject({ status: 'spam', assignee: null, dueAt: null, team: { name: 'Accueil' } });
    expect(entry.spam).toEqual({ verdict: 'spam', source: 'folder', detail: 'Junk' });
    expect(await town.database.query(`select 1 from sla_timer where case_id = $1`, [item.id])).toEqual([]);

    const { item: marked } = await arrive({ headers: { 'x-folder': 'INBOX' }, fields: ['X-Spam-Flag: YES'] });
    const { item: forged } = await arrive({ headers: { remote: '203.0.113.4' }, fields: ['X-Spam-Flag: YES'] });
    expect([marked.status, forged.status]).toEqual(['spam', 'open']);
  });

  it('routes and times a case once it is no spam, once', async () => {
    const { item } = await arrive({
      headers: { 'x-folder': 'Junk', 'x-special-use': '\\Junk' },
      from: 'new@citizen.test',
    });
    const mark = (status: 'open' | 'spam') =>
      as((tx) => updateAndRouteCase(tx, root, { id: item.id, wanted: { status } }));
    const read = async (): Promise<{ now: CaseDetail; routed: Entry[] }> => ({
      now: await caseDetail(town.database, root, { id: item.id }),
      routed: (await timeline(town.database, root, { caseId: item.id, query: TimelineQuery.parse({}) })).items.filter(
        (one) => one.kind === 'activity' && one.activity.type === 'routed',
      ),
    });
    const react = async () => {
      const events = await allEvents(town.database);
      await as((tx) => routeReleasedCases(tx, events));
    };
    await mark('open');
    // A queue that looks now finds it with its team: nobody of another one is assigned it first.
    const first = await read();
    expect(first.now).toMatchObject({ status: 'open', team: { name: 'Écoles' } });
    expect(first.routed).toHaveLength(1);

    await react();
    await mark('spam');
    await mark('open');
    await react();
    expect((await read()).routed).toHaveLength(1);
    expect((await counts(town.database, root)).spam).toBeGreaterThan(0);
    expect(await timersOf(item.id)).toBeDefined();
  });

  it('keeps a proven reply in its case, and marks it', async () => {
    const { item, reply } = await arrive({ from: 'ann@citizen.test' });
    const junk = { 'x-folder': 'Junk', 'x-special-use': '\\Junk' };
    const answered = await arrive({ from: 'ann@citizen.test', fields: [`In-Reply-To: ${reply}`], headers: junk });
    expect(answered.item).toMatchObject({ id: item.id, status: 'open' });
    expect(answered.entry.spam).toMatchObject({ verdict: 'suspected', source: 'folder' });
  });
});

describe('the block list', () => {
  it('makes spam of what a blocked address, domain or one below it sends, also where it proves to belong to a case', async () => {
    const { item, reply } = await arrive({ from: 'bad@spammer.test' });
    const { id } = await block('Bad@Spammer.test', { caseId: item.id });
    const again = await arrive({ from: 'bad@spammer.test', fields: [`In-Reply-To: ${reply}`] });
    expect(again.item.id).not.toBe(item.id);
    expect(again.item).toMatchObject({ status: 'spam', links: [{ caseId: item.id, reason: 'sender-blocked' }] });
    expect(again.entry.spam).toEqual({ verdict: 'spam', source: 'blocked-address', detail: 'bad@spammer.test' });
    expect((await arrive({ from: 'good@spammer.test' })).item.status).toBe('open');

    await block('spammer.test');
    expect((await arrive({ from: 'x@news.spammer.test' })).entry.spam).toMatchObject({ source: 'blocked-domain' });
    expect((await arrive({ from: 'x@notspammer.test' })).item.status).toBe('open');

    await as((tx) => unblockSender(tx, root, { id, caseId: item.id }));
    const [domain, address] = (await listBlockedSenders(town.database, root)).items;
    expect(domain).toMatchObject({ kind: 'domain', value: 'spammer.test', ended: null });
    expect(address).toMatchObject({ value: 'bad@spammer.test', by: 'Root', ended: { by: 'Root' } });
    const { items } = await timeline(town.database, root, { caseId: item.id, query: TimelineQuery.parse({}) });
    expect(items.flatMap((one) => (one.kind === 'activity' ? [one.activity.type] : []))).toEqual(
      expect.arrayContaining(['sender-blocked', 'sender-unblocked']),
    );
  });

  it('is decided on by agents as far as they see the sender, and listed as a whole by those who supervise', async () => {
    const ana = await town.agent('Ana', [desk, schools]);
    const { item } = await arrive({ from: 'pest@mail.often.test' });
    const elsewhere = await arrive({ from: 'other@elsewhere.test' });
    const context = async (tx: Tx) => ({ tx, who: ana, accounts: await accounts.all() });
    const decide = (value: string, caseId?: string) =>
      town.database.write(actorOf(ana), async (tx) =>
        blockSender(await context(tx), { value, reason: 'spam', note: '', caseId }),
      );

    await expect(decide('pest@mail.often.test')).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(decide('pest@mail.often.test', elsewhere.item.id)).rejects.toMatchObject({ code: 'not-permitted' });
    const address = await decide('pest@mail.often.test', item.id);
    const domain = await decide('often.test', item.id);
    await expect(listBlockedSenders(town.database, ana)).rejects.toMatchObject({ code: 'not-permitted' });
    const here = (await listBlockedSenders(town.database, ana, { caseId: item.id })).items;
    expect(here.map(({ value }) => value).sort()).toEqual(['often.test', 'pest@mail.often.test']);
    expect((await listBlockedSenders(town.database, ana, { caseId: elsewhere.item.id })).items).toEqual([]);

    const end = (id: string, caseId?: string) => as((tx) => unblockSender(tx, ana, { id, caseId }));
    await expect(end(address.id)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(end(domain.id, elsewhere.item.id)).rejects.toMatchObject({ code: 'not-permitted' });
    for (const { id } of [address, domain]) await end(id, item.id);
    expect((await listBlockedSenders(town.database, ana, { caseId: item.id })).items).toEqual([]);
    const away = await town.agent('Bo', [await town.team('Voirie')]);
    await expect(listBlockedSenders(town.database, away, { caseId: item.id })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  // Threats: A018, A020.
  it('is not decided on, nor told what others noted, by a call that an agent wrote down under the address of a sender', async () => {
    const value = 'hidden@pest.test';
    await block(value, { note: 'Insulted the shelter' });
    const clerk = await town.agent('Cleo', [await town.team('Cantine')]);
    const byClerk = <Result>(work: (tx: Tx) => Promise<Result>) => town.database.write(actorOf(clerk), work);
    const call = PostContact.parse({ channel: 'phone', text: 'A appelé.', address: value });
    const caseId = await byClerk((tx) => openCaseByContact(tx, clerk, { ...call, subject: 'Appel' }));
    expect((await listBlockedSenders(town.database, clerk, { caseId })).items).toEqual([]);
    const again = byClerk(async (tx) =>
      blockSender({ tx, who: clerk, accounts: await accounts.all() }, { value, reason: 'spam', note: '', caseId }),
    );
    await expect(again).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it.each(['nobody', 'gmail.com', 'co.uk', 'gouv.fr', 'town.test'])(
    'refuses %p: no address, a domain of many, or our own',
    async (value) => {
      await expect(block(value)).rejects.toMatchObject({ code: 'invalid-request' });
    },
  );

  it('refuses the address of a colleague, and the domain that several have', async () => {
    const colleague = async (name: string, email: string) => {
      const { id } = await town.agent(name, []);
      await town.database.execute(`update agent set email = $2 where id = $1`, [id, email]);
    };
    await colleague('Nora', 'nora@annexe.test');
    await colleague('Paul', 'paul@mail.annexe.test');
    await colleague('Zoé', 'expert@partner.test');
    const refused = (reason: string) => ({ more: { errors: [{ path: 'value', reason }] } });
    for (const value of ['nora@annexe.test', 'expert@partner.test'])
      await expect(block(value)).rejects.toMatchObject(refused('address-of-agent'));
    await expect(block('annexe.test')).rejects.toMatchObject(refused('domain-of-agents'));
    await block('somebody@annexe.test');
    expect(await block('partner.test')).toMatchObject({ kind: 'domain', value: 'partner.test' });
  });

  it('tells an abusive sender once, however often they are blocked', async () => {
    let informed = 0;
    const send = () => {
      informed += 1;
      return Promise.resolve(newId());
    };
    const inform = { to: [{ value: 'often@citizen.test' }], send };
    const abusive = () =>
      town.database.write(actorOf(root), async (tx) =>
        blockSender(
          { tx, who: root, accounts: await accounts.all(), inform },
          { value: 'often@citizen.test', reason: 'abusive', note: '400 mails' },
        ),
      );
    const first = await abusive();
    expect((await abusive()).id).toBe(first.id);
    await as((tx) => unblockSender(tx, root, { id: first.id }));
    const second = await abusive();
    expect(second.informedAt).toBe(first.informedAt);
    expect(informed).toBe(1);
  });

  it.each([
    ['else@citizen.test', 'informs@citizen.test', false],
    ['informs@citizen.test', 'informs@citizen.test', true],
    ['a@mail.abuse.test', 'abuse.test', true],
    ['a@notabuse.test', 'abuse.test', false],
  ])('has a text to %s inform %s: %p', async (to, value, isInformed) => {
    const row = await town.database.write(actorOf(root), async (tx) => {
      const inform = { to: [{ value: to }], send: () => Promise.resolve(newId()) };
      const made = await blockSender(
        { tx, who: root, accounts: await accounts.all(), inform },
        { value, reason: 'abusive', note: '' },
      );
      await tx.query(`delete from blocked_sender where id = $1`, [made.id]);
      return made;
    });
    expect(row.informedAt !== null).toBe(isInformed);
  });
});

describe('the spam filter', () => {
  it('is asked for mail that nobody else has judged, with where it came from', async () => {
    const spamFilter = filterAt(rspamd.url);
    const envelope = { remote: '203.0.113.4', helo: 'mx.x.test', 'mail-from': 'a@x.test', 'rcpt-to': 'x@town.test' };
    const { item, entry } = await arrive({ text: GTUBE, spamFilter, headers: envelope, from: 'f1@x.test' });
    expect(item.status).toBe('spam');
    expect(entry.spam).toEqual({ verdict: 'spam', source: 'filter', detail: '15.0 / 15.0 · GTUBE' });
    expect(rspamd.sent.at(-1)!.headers).toMatchObject({ ip: '203.0.113.4', helo: 'mx.x.test', from: 'a@x.test' });
    const clean = await arrive({ spamFilter, from: 'f2@x.test' });
    expect([clean.item.status, clean.entry.spam]).toEqual(['open', null]);
  });

  it('does not keep mail: one that is broken or away is passed, with a mark, and left alone for a while', async () => {
    rspamd.fault = 'broken';
    const spamFilter = filterAt(rspamd.url);
    const asked = rspamd.sent.length;
    for (const from of ['f3@x.test', 'f4@x.test']) {
      const { item, entry } = await arrive({ text: GTUBE, spamFilter, from });
      expect([item.status, entry.spam]).toEqual(['open', { verdict: 'not-judged', source: 'filter', detail: '' }]);
    }
    expect(rspamd.sent.length).toBe(asked + 1);
    expect(await spamFilter.responds()).toBe(true);
    expect(await filterAt('http://127.0.0.1:9').responds()).toBe(false);
    rspamd.fault = 'none';
  });

  // Where it is not installed, the emulator speaks as it does.
  const whereInstalled = hasRspamd ? it : () => undefined;
  whereInstalled('speaks with a real rspamd', async () => {
    const real = await startRspamd();
    try {
      const spamFilter = filterAt(real.url);
      expect((await arrive({ text: GTUBE, spamFilter, from: 'f5@x.test' })).entry.spam).toMatchObject({
        source: 'filter',
      });
      expect((await arrive({ spamFilter, from: 'f6@x.test' })).entry.spam).toBeNull();
    } finally {
      await real.stop();
    }
  });
});
