import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actorOf, type Principal } from '@guichet/access';
import { timeline } from '@guichet/cases';
import { channels } from '@guichet/channels';
import { TimelineQuery, type Attachment, type MessageEntry } from '@guichet/contracts';
import { NotificationListener } from '@guichet/database';
import { FileBlobStore, loadConfig, Logger, SystemClock, type Failure, newId } from '@guichet/platform';
import { EICAR, hasClamd, startClamd } from '../../../../test/support/clamd.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { mailOf, passwordZip, wrappedEicar, type WrappedFile } from '../../../../test/support/wrapped-eicar.js';
import { ClamdEmulator } from '../../../../test/providers/clamd.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { entryOriginal, quarantinedOriginal } from '../receive/message-originals.js';
import { parseEnvelope } from '../receive/parse-envelope.js';
import { readQuarantined } from '../receive/read-quarantined-envelope.js';
import { writeEnvelopes } from '../receive/write-parsed-envelopes.js';
import { attachmentFor, storeUpload } from '../send/uploads-and-attachments.js';
import { scanWaitingFiles } from './scan-waiting-files.js';
import { takeLockedFile } from './give-locked-file-to-admin.js';
import { VirusScanner } from './virus-scanner.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let account: Awaited<ReturnType<TestTown['mailbox']>>;
let accounts: Accounts;
let folder: string;
let blobs: FileBlobStore;
let clamd: ClamdEmulator;
let real: Awaited<ReturnType<typeof startClamd>> | undefined;

const logger = new Logger('silent');
const scannerAt = (url?: string) => new VirusScanner(loadConfig({ CLAMD_URL: url }), new SystemClock(), logger);

beforeAll(async () => {
  town = await TestTown.build();
  folder = await mkdtemp(join(tmpdir(), 'guichet-files-'));
  blobs = new FileBlobStore(folder);
  clamd = await ClamdEmulator.start();
  if (hasClamd) real = await startClamd();
  const desk = await town.team('Accueil');
  root = await town.agent('Root', [desk], 'administrator');
  ana = await town.agent('Ana', [desk]);
  account = await town.mailbox(desk);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), new NotificationListener(town.database.url));
});
afterEach(() => void (clamd.fault = 'none'));
afterAll(async () => {
  await clamd.close();
  await real?.stop();
  await channels.email.close?.();
  await town.close();
  await rm(folder, { recursive: true });
});

interface Arrived {
  caseId: string;
  entryId: string;
  files: () => Promise<Attachment[]>;
}

/** Receives a mail with these files as the worker does. */
async function arrive(scanner: VirusScanner, ...wrapped: WrappedFile[]): Promise<Arrived> {
  const id = newId();
  const raw = Buffer.from(mailOf([`From: ${id.slice(-8)}@citizen.test`, 'To: x@town.test', `Message-ID: <${id}@x.test>`, 'Subject: Dossier'], wrapped)); // prettier-ignore
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size) values ($1::uuid, $2, $1::text, '{}', $3, $4)`,
    [id, account.id, raw, raw.byteLength],
  );
  const context = { accounts, blobs, logger, keyring: town.keyring, scanner };
  const row = { id, channelAccountId: account.id, externalId: id, headers: {}, raw, blob: null, size: raw.byteLength };
  const parsed = await parseEnvelope(context, { ...row, receivedAt: town.database.now });
  await town.database.write({ kind: 'system', name: 'Intake' }, (tx) => writeEnvelopes(tx, context, [parsed]));
  const [found] = await town.database.query<{ caseId: string; entryId: string }>(
    `select case_id as "caseId", entry_id as "entryId" from message where external_id = $1`,
    [`${id}@x.test`],
  );
  const { caseId, entryId } = found!;
  const files = async () => {
    const { items } = await timeline(town.database, root, { caseId, query: TimelineQuery.parse({}) });
    return (items.find((one) => one.id === entryId) as MessageEntry).attachments;
  };
  return { caseId, entryId, files };
}

/** Uploads a file as an agent who would send it. */
const upload = (content: string) =>
  storeUpload(
    { who: ana, blobs, scanner: scannerAt(clamd.url), write: (work) => town.database.write(actorOf(ana), work) },
    { name: 'a.txt', type: 'text/plain', content: Buffer.from(content) },
  );

const refusal = (id: string) => attachmentFor(town.database, ana, id).then(() => null, (error: Failure) => error.more.reason); // prettier-ignore
const taking = (who: Principal, id: string) =>
  town.database.write(actorOf(who), (tx) => takeLockedFile(tx, who, { id, reason: 'Plainte déposée' }));
// Where it is not installed, the emulator speaks as it does.
const whereInstalled = hasClamd ? describe : () => undefined;
whereInstalled('a real clamd', () => {
  it.each(Object.entries(wrappedEicar))('locks EICAR in %s', async (_, wrapped) => {
    const { files } = await arrive(scannerAt(real!.url), wrapped);
    expect(await files()).toEqual([
      expect.objectContaining({ name: wrapped.name, state: 'locked', scan: { result: 'infected', detail: expect.stringContaining('Eicar-Test-Signature') as string } }), // prettier-ignore
    ]);
  });

  it('says of an archive with a password that it could not be scanned, and of others nothing', async () => {
    const clean: WrappedFile = { name: 'note.txt', part: ['Content-Type: text/plain; name="note.txt"', 'Content-Disposition: attachment; filename="note.txt"', '', 'Bonjour'] }; // prettier-ignore
    const { files } = await arrive(scannerAt(real!.url), passwordZip, clean);
    const [secret, note] = await files();
    expect(secret).toMatchObject({ state: 'ready', scan: { result: 'unscannable', detail: 'encrypted' } });
    expect(note).toMatchObject({ state: 'ready' });
    expect(note!.scan ?? null).toBeNull();
    expect(await scannerAt(real!.url).responds()).toBe(true);
  });
});

// Threats: A01.
describe('an infected file', () => {
  it('is refused to agents in every form, and handed to an administrator, whose reason stays in the timeline', async () => {
    const { files, caseId, entryId } = await arrive(scannerAt(clamd.url), wrappedEicar['plain']!);
    const [file] = await files();
    expect(file).toMatchObject({ state: 'locked', scan: { result: 'infected', detail: 'Eicar-Test-Signature' } });
    expect(await refusal(file!.id)).toBe('file-locked');
    const context = { reader: town.database, who: ana, blobs, scanner: scannerAt(clamd.url) };
    const original = entryOriginal(context, { caseId, entryId });
    await expect(original).rejects.toMatchObject({ more: { reason: 'file-locked' } });
    await expect(taking(ana, file!.id)).rejects.toMatchObject({ code: 'not-permitted' });

    const { digest, name } = await taking(root, file!.id);
    expect(name).toBe('eicar.com');
    expect(
      Buffer.from(await blobs.read(digest))
        .toString()
        .trim(),
    ).toBe(EICAR);
    const { items } = await timeline(town.database, root, { caseId, query: TimelineQuery.parse({}) });
    expect(items.at(-1)).toMatchObject({
      actor: { name: 'Root' },
      activity: { type: 'locked-file-taken', name: 'eicar.com', reason: 'Plainte déposée' },
    });
  });

  it('is locked, too, when its mail comes out of the quarantine', async () => {
    const id = newId();
    const raw = Buffer.from(mailOf(['From: q@citizen.test', `Message-ID: <${id}@x.test>`], [wrappedEicar['plain']!]));
    await town.database.execute(
      `insert into envelope (id, channel_account_id, external_id, headers, raw, size, state, reason, detail, attempts)
       values ($1::uuid, $2, $1::text, '{}', $3, $4, 'quarantined', 'failed-repeatedly', '', 1)`,
      [id, account.id, raw, raw.byteLength],
    );
    const context = { reader: town.database, who: root, accounts, blobs, logger, scanner: scannerAt(clamd.url) };
    const { messages, asFile } = await readQuarantined(context, id);
    expect([...messages, asFile!].flatMap(({ attachments }) => attachments.map(({ state }) => state))).toEqual([
      'locked',
      'locked',
    ]);
  });

  it('is found in an original, also where no file of an entry has it, and nobody gets that unscanned', async () => {
    const scanner = scannerAt(clamd.url);
    const context = { reader: town.database, who: root, blobs, scanner };
    const part = ['Content-Type: multipart/alternative; boundary="inner"', '', EICAR, '--inner', 'Content-Type: text/plain', '', 'Bonjour', '--inner--']; // prettier-ignore
    const hidden = await arrive(scanner, { name: '', part });
    expect(await hidden.files()).toEqual([]);
    await expect(entryOriginal(context, hidden)).rejects.toMatchObject({ more: { reason: 'file-locked' } });

    const id = newId();
    const raw = Buffer.from(mailOf(['From: q@citizen.test', `Message-ID: <${id}@x.test>`], [wrappedEicar['plain']!]));
    await town.database.execute(
      `insert into envelope (id, channel_account_id, external_id, headers, raw, size, state, reason, detail, attempts)
       values ($1::uuid, $2, $1::text, '{}', $3, $4, 'quarantined', 'failed-repeatedly', '', 1)`,
      [id, account.id, raw, raw.byteLength],
    );
    await expect(quarantinedOriginal(context, id)).rejects.toMatchObject({ more: { reason: 'file-locked' } });

    const clean = await arrive(scanner);
    expect((await entryOriginal(context, clean)).byteLength).toBeGreaterThan(0);
    clamd.fault = 'closes';
    await expect(entryOriginal(context, clean)).rejects.toMatchObject({ more: { reason: 'file-not-scanned' } });
  });

  it('is not taken from an agent who would send it', async () => {
    await expect(upload(EICAR)).rejects.toMatchObject({ more: { errors: [{ reason: 'file-infected' }] } });
  });

  it('is not taken either while the scanner cannot say whether it is one', async () => {
    clamd.fault = 'closes';
    await expect(upload('Bonjour')).rejects.toMatchObject({ code: 'conflict', more: { reason: 'file-not-scanned' } });
    clamd.fault = 'too-small';
    const { id } = await upload('Bonjour');
    const [row] = await town.database.query(`select state, scan from attachment where id = $1`, [id]);
    expect(row).toEqual({ state: 'ready', scan: { result: 'unscannable', detail: 'too-large' } });
  });
});

describe('a scanner that does not respond', () => {
  it('keeps no message; its file waits, is given to nobody, and is scanned when it is back', async () => {
    clamd.fault = 'closes';
    const scanner = scannerAt(clamd.url);
    const shown = clamd.scanned;
    const bad = await arrive(scanner, wrappedEicar['plain']!);
    const good = await arrive(scanner, { ...wrappedEicar['plain']!, part: ['Content-Disposition: attachment; filename="a.txt"', '', 'Bonjour'] }); // prettier-ignore
    // The second one is not even shown to it.
    expect(clamd.scanned).toBe(shown + 1);
    const [[first], [second]] = [await bad.files(), await good.files()];
    expect([first!.state, second!.state]).toEqual(['waiting', 'waiting']);
    expect(await refusal(second!.id)).toBe('file-not-scanned');

    await scanWaitingFiles({ database: town.database, blobs, scanner: scannerAt('tcp://127.0.0.1:9') });
    expect((await good.files())[0]!.state).toBe('waiting');
    clamd.fault = 'none';
    await scanWaitingFiles({ database: town.database, blobs, scanner: scannerAt(clamd.url) });
    expect((await bad.files())[0]).toMatchObject({ state: 'locked', scan: { result: 'infected' } });
    expect((await good.files())[0]).toMatchObject({ state: 'ready' });
    expect(await refusal(second!.id)).toBeNull();
  });

  it('leaves a file at which it fails again and again, and scans the others', async () => {
    clamd.fault = 'drops';
    const scanner = scannerAt(clamd.url);
    const [first, second] = [await arrive(scanner, wrappedEicar['plain']!), await arrive(scanner, wrappedEicar['base64']!)]; // prettier-ignore
    const shown = clamd.scanned;
    await scanWaitingFiles({ database: town.database, blobs, scanner });
    expect(clamd.scanned).toBe(shown + 2);
    for (let run = 2; run <= 3; run += 1) await scanWaitingFiles({ database: town.database, blobs, scanner });
    const states = async () => (await Promise.all([first.files(), second.files()])).flat().map(({ state, scan }) => ({ state, scan })); // prettier-ignore
    expect((await states()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    await scanWaitingFiles({ database: town.database, blobs, scanner });
    const unscannable = { state: 'ready', scan: { result: 'unscannable', detail: 'failed' } };
    expect(await states()).toEqual([unscannable, unscannable]);
  });

  it('releases what waits once none is configured', async () => {
    const { files } = await arrive(scannerAt('tcp://127.0.0.1:9'), wrappedEicar['base64']!);
    expect((await files())[0]!.state).toBe('waiting');
    await scanWaitingFiles({ database: town.database, blobs, scanner: scannerAt() });
    expect((await files())[0]!.state).toBe('ready');
    expect(await scannerAt('tcp://127.0.0.1:9').responds()).toBe(false);
  });

  it.each([
    ['error', 'failed'],
    ['too-small', 'too-large'],
  ] as const)('passes with a mark what it cannot look into (%s)', async (fault, detail) => {
    clamd.fault = fault;
    expect(await scannerAt(clamd.url).scan(Buffer.from('a'))).toEqual({
      state: 'ready',
      scan: { result: 'unscannable', detail },
    });
  });

  it('shows a large file whole', async () => {
    const content = Buffer.concat([Buffer.alloc(3_000_000, 'x'), Buffer.from(EICAR)]);
    expect(await scannerAt(clamd.url).scan(content)).toMatchObject({ state: 'locked' });
  });
});
