import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actorOf, type Principal } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import { channels, uncheckable } from '@guichet/channels';
import { QuarantineQuery, type CaseOfEnvelope, type Entry, type QuarantineReason } from '@guichet/contracts';
import { NotificationListener, type Tx } from '@guichet/database';
import { FileBlobStore, loadConfig, Logger, newId } from '@guichet/platform';
import { openCase } from '../../../../test/support/open-case.js';
import { receive } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import { unmatchedBounce } from '../../../../test/support/unmatched-bounce.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { attachEnvelope, discardEnvelope, openEnvelope, restoreEnvelope } from './decide-on-quarantined.js';
import { listQuarantine, quarantineCount, replayEnvelope } from './list-and-replay-quarantine.js';
import { previewQuarantined } from './preview-quarantined-envelope.js';
import { readQuarantined, writeReadable } from './read-quarantined-envelope.js';

let town: TestTown;
let ana: Principal;
let root: Principal;
let ben: Principal;
let account: Awaited<ReturnType<TestTown['mailbox']>>;
let accounts: Accounts;
let folder: string;
let blobs: FileBlobStore;

beforeAll(async () => {
  town = await TestTown.build();
  folder = await mkdtemp(join(tmpdir(), 'guichet-quarantine-'));
  blobs = new FileBlobStore(folder);
  const team = await town.team('Écoles');
  [ana, root, ben] = [
    await town.agent('Ana', [team]),
    await town.agent('Root', [team], 'supervisor'),
    await town.agent('Ben', [], 'supervisor'),
  ];
  account = await town.mailbox(team);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), new NotificationListener(town.database.url));
});
afterAll(async () => {
  await channels.email.close?.();
  await town.close();
  await rm(folder, { recursive: true });
});

const LETTER = [
  'From: Zoé <zoe@citizen.test>',
  'To: contact@town.test',
  'Subject: Inscription',
  'Message-ID: <LETTER@citizen.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=x',
  '',
  '--x',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Bonjour, voici le dossier.',
  '--x',
  'Content-Type: text/plain; name="dossier.txt"',
  'Content-Disposition: attachment; filename="dossier.txt"',
  '',
  'La pièce',
  '--x--',
  '',
].join('\r\n');

const BOUNCE = unmatchedBounce(
  'To: contact@town.test',
  'Subject: Undelivered Mail Returned to Sender',
  'Message-ID: <LETTER@relay.test>',
  'Auto-Submitted: auto-replied',
);

/** Puts a mail into quarantine, as the intake does. */
async function quarantined(reason: QuarantineReason, raw = LETTER): Promise<string> {
  const id = newId();
  const summary = { from: 'zoe@citizen.test', to: ['contact@town.test'], subject: 'Inscription' };
  const body = Buffer.from(raw.replace('LETTER', id));
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size, state, reason, detail, summary, attempts)
     values ($1::uuid, $2, $1::text, $3, $4, $5, 'quarantined', $6, '', $7, 1)`,
    [id, account.id, { 'mail-from': 'zoe@citizen.test' }, body, body.byteLength, reason, summary],
  );
  return id;
}

const logger = new Logger('silent');
const write = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) => town.database.write(actorOf(who), work);
const content = (who: Principal, id: string) =>
  readQuarantined({ reader: town.database, who, blobs, accounts, logger }, id);
const open = async (who: Principal, id: string): Promise<CaseOfEnvelope> =>
  writeReadable(await content(who, id), {
    write: (messages) => write(who, (tx) => openEnvelope(tx, who, { id, messages })),
    logger,
  });
const attach = async (who: Principal, id: string, caseId: string): Promise<CaseOfEnvelope> =>
  writeReadable(await content(who, id), {
    write: (messages) => write(who, (tx) => attachEnvelope(tx, who, { id, messages, caseId })),
    logger,
  });
const discard = (who: Principal, id: string) =>
  write(who, (tx) => discardEnvelope(tx, who, { id, reason: 'spam', note: 'Loterie' }));
const entries = async (caseId: string): Promise<Entry[]> =>
  (await timeline(town.database, root, { caseId, query: { limit: 50 } })).items;
const listed = async (state: 'quarantined' | 'discarded' = 'quarantined') =>
  (await listQuarantine(town.database, root, QuarantineQuery.parse({ state, limit: 200 }))).items;
const events = async (envelopeId: string) =>
  (
    await town.database.query<{ type: string }>(`select type from event where data ->> 'envelopeId' = $1 order by id`, [
      envelopeId,
    ])
  ).map(({ type }) => type);

describe('reading an envelope before deciding', () => {
  const preview = (who: Principal, id: string) =>
    previewQuarantined({ reader: town.database, who, blobs, accounts, logger }, id);
  const stored = async () => (await town.database.query(`select 1 from attachment`)).length;

  it('shows its text and the names of its files, and stores nothing', async () => {
    const before = await stored();
    const id = await quarantined('failed-repeatedly');
    expect(await preview(root, id)).toEqual({
      text: 'Bonjour, voici le dossier.',
      attachments: [{ name: 'dossier.txt', type: 'text/plain' }],
      authentication: null,
    });
    expect([await stored(), await readdir(folder)]).toEqual([before, []]);
    await discard(root, id);
    expect(await preview(root, id)).toMatchObject({ text: 'Bonjour, voici le dossier.' });
    await write(root, (tx) => restoreEnvelope(tx, root, id));
  });

  it('shows HTML as text, without anything that could be fetched or run', async () => {
    const html = [
      ...['From: x@evil.test', 'To: contact@town.test', 'Subject: Prize', 'Content-Type: text/html', ''],
      '<p>You <b>won</b></p><img src="https://evil.test/seen.png"><script>alert(1)</script>',
    ].join('\r\n');
    const { text } = await preview(root, await quarantined('failed-repeatedly', html));
    expect(text).toMatch(/^You won/);
    expect(text).not.toMatch(/alert|<|seen\.png/);
  });

  it('says what is odd about its sender', async () => {
    const raw = ['From: "contact@town.test" <x@evil.test>', 'To: contact@town.test', 'Subject: Prize', '', 'Hello'];
    const id = await quarantined('failed-repeatedly', raw.join('\r\n'));
    const authentication = { ...uncheckable, verdict: 'authenticated', domain: 'evil.test' };
    await town.database.execute(`update envelope set authentication = $2 where id = $1`, [id, authentication]);
    expect((await preview(root, id)).authentication).toMatchObject({
      ...{ verdict: 'authenticated', warnings: [{ reason: 'name-is-address' }] },
    });
  });

  it('shows a bounce as the message that it is', async () => {
    const { text } = await preview(root, await quarantined('unmatched-bounce', BOUNCE));
    expect(text).toContain('unknown here');
  });

  it('gives to no parser what has stopped it before', async () => {
    const id = await quarantined('too-slow');
    expect(await preview(root, id)).toEqual({ text: null, attachments: [], authentication: null });
  });

  it('is for those who see the quarantine, and for what is in it', async () => {
    const id = await quarantined('failed-repeatedly');
    await expect(preview(ana, id)).rejects.toMatchObject({ code: 'not-permitted' });
    await open(root, id);
    await expect(preview(root, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(preview(root, newId())).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('opening a case with an envelope', () => {
  it('makes the message its first entry, with its files, and says who did it', async () => {
    const id = await quarantined('failed-repeatedly');
    const { caseId, reference } = await open(root, id);

    const [message, activity] = await entries(caseId);
    expect(message).toMatchObject({
      kind: 'message',
      direction: 'in',
      text: expect.stringContaining('voici le dossier'),
      from: { value: 'zoe@citizen.test' },
      attachments: [{ name: 'dossier.txt' }],
      hasOriginal: true,
    });
    expect(activity).toMatchObject({ actor: { name: 'Root' }, activity: { type: 'from-quarantine' } });
    const item = await caseDetail(town.database, root, { id: caseId });
    expect(item).toMatchObject({ reference, subject: 'Inscription', status: 'open', citizen: { name: 'Zoé' } });
    expect((await listed()).map((each) => each.id)).not.toContain(id);
    expect(await events(id)).toEqual(['envelope.decided']);
  });

  it('opens one with the original as a file where it could not be read', async () => {
    const id = await quarantined('unparsable');
    const { caseId } = await open(root, id);
    const [message] = await entries(caseId);
    expect(message).toMatchObject({
      text: '',
      subject: 'Inscription',
      from: { value: 'zoe@citizen.test' },
      flags: ['unreadable'],
      attachments: [{ name: 'original.eml', type: 'message/rfc822' }],
    });
    const [file] = await town.database.query<{ digest: string }>(`select digest from attachment where case_id = $1`, [
      caseId,
    ]);
    expect(Buffer.from(await blobs.read(file!.digest)).toString()).toBe(LETTER.replace('LETTER', id));
  });

  it('opens one with the original as a file where writing what was read fails again', async () => {
    const id = await quarantined('failed-repeatedly');
    const failures: unknown[] = [];
    const { caseId } = await writeReadable(await content(root, id), {
      write: (messages) => {
        if (messages[0]!.message.text) return Promise.reject(new Error('invalid byte sequence'));
        return write(root, (tx) => openEnvelope(tx, root, { id, messages }));
      },
      logger: Object.assign(new Logger('silent'), { error: (_: string, fields: object) => failures.push(fields) }),
    });
    expect(failures).toMatchObject([{ envelopeId: id, error: { message: 'invalid byte sequence' } }]);
    expect((await entries(caseId))[0]).toMatchObject({
      flags: ['unreadable'],
      attachments: [{ name: 'original.eml' }],
    });
  });

  it('reads a report as the message that it is, marked as automatic', async () => {
    const id = await quarantined('unmatched-bounce', BOUNCE);
    const { caseId } = await open(root, id);
    const [message] = await entries(caseId);
    expect(message).toMatchObject({ text: expect.stringContaining('unknown here'), flags: ['automatic'] });
    const [timers] = await town.database.query(`select 1 from sla_timer where case_id = $1`, [caseId]);
    expect(timers).toBeUndefined();
  });

  it('opens it also where a copy of the message has become an entry', async () => {
    const first = await open(root, await quarantined('failed-repeatedly', LETTER.replace('LETTER', 'same')));
    const again = await open(root, await quarantined('failed-repeatedly', LETTER.replace('LETTER', 'same')));
    expect(again.caseId).not.toBe(first.caseId);
    expect((await entries(again.caseId))[0]).toMatchObject({ text: expect.stringContaining('voici le dossier') });
  });
});

describe('attaching an envelope to a case', () => {
  it('adds it as a message of a third party, who does not become a participant', async () => {
    const caseId = await openCase(town, ana, 'École');
    const id = await quarantined('failed-repeatedly');
    await attach(root, id, caseId);
    const items = await entries(caseId);
    expect(items.slice(1)).toMatchObject([
      { kind: 'message', flags: ['third-party'], attachments: [{ name: 'dossier.txt' }] },
      { activity: { type: 'from-quarantine' } },
    ]);
    const { participants } = await caseDetail(town.database, root, { id: caseId });
    expect(participants).toEqual([]);
  });

  it('adds it as a message of the citizen who has written in the case, and reopens it', async () => {
    const [caseId] = await receive(town, account, mail('zoe@citizen.test'));
    await town.database.execute(`update cases set status = 'closed', closed_at = now() where id = $1`, [caseId]);
    await attach(root, await quarantined('failed-repeatedly'), caseId!);
    expect((await entries(caseId!)).at(-2)).toMatchObject({ kind: 'message', flags: [] });
    expect(await caseDetail(town.database, root, { id: caseId! })).toMatchObject({ status: 'open' });
  });

  it('leaves the envelope in quarantine where there is no such case', async () => {
    const id = await quarantined('unparsable');
    await expect(attach(root, id, newId())).rejects.toMatchObject({ code: 'not-found' });
    expect((await listed()).map((each) => each.id)).toContain(id);
  });
});

describe('discarding an envelope', () => {
  it('keeps it with who, when and why, no longer counts it, and can be undone', async () => {
    const before = (await quarantineCount(town.database, root))!;
    const id = await quarantined('unmatched-automatic');
    expect(await quarantineCount(town.database, root)).toBe(before + 1);
    await discard(root, id);
    expect(await quarantineCount(town.database, root)).toBe(before);
    const kept = (await listed('discarded')).find((each) => each.id === id);
    expect(kept).toMatchObject({
      reason: 'unmatched-automatic',
      discarded: { by: 'Root', at: expect.any(String), reason: 'spam', note: 'Loterie' },
    });
    await write(ben, (tx) => restoreEnvelope(tx, ben, id));
    expect((await listed()).find((each) => each.id === id)).toMatchObject({ discarded: null });
    expect(await listed('discarded')).toEqual([]);
    expect(await events(id)).toEqual(['envelope.decided', 'envelope.quarantined']);
    await expect(write(ben, (tx) => restoreEnvelope(tx, ben, id))).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'undone-already' },
    });
  });
});

describe('two agents who decide at once', () => {
  const verbs = {
    open: (who: Principal, id: string) => open(who, id),
    attach: async (who: Principal, id: string) => attach(who, id, await openCase(town, ana, 'École')),
    discard: (who: Principal, id: string) => discard(who, id),
    replay: (who: Principal, id: string) => write(who, (tx) => replayEnvelope(tx, who, id)),
  };

  it.each(Object.keys(verbs) as (keyof typeof verbs)[])('refuse the second one, who wants to %s', async (verb) => {
    const id = await quarantined('unmatched-automatic');
    const refused = await town.commitWhenBlocked(
      root,
      (tx) => discardEnvelope(tx, root, { id, reason: 'other', note: '' }),
      () => verbs[verb](ben, id).catch((error: unknown) => error),
    );
    expect(refused).toMatchObject({ code: 'conflict', more: { reason: 'envelope-decided', data: { name: 'Root' } } });
    expect(await events(id)).toEqual(['envelope.decided']);
    expect(await town.database.query(`select 1 from message where envelope_id = $1`, [id])).toEqual([]);
  });

  it('open one case, however many try', async () => {
    const id = await quarantined('failed-repeatedly');
    const results = await Promise.allSettled([root, ben, root, ben].map((who) => open(who, id)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(await town.database.query(`select 1 from message where envelope_id = $1`, [id])).toHaveLength(1);
  });
});

it('is for those who may see the quarantine', async () => {
  const id = await quarantined('unparsable');
  await expect(content(ana, id)).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(discard(ana, id)).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(write(ana, (tx) => restoreEnvelope(tx, ana, id))).rejects.toMatchObject({ code: 'not-permitted' });
});
