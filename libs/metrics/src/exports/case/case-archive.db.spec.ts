import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Principal } from '@guichet/access';
import { timeline } from '@guichet/cases';
import { Entry } from '@guichet/contracts';
import {
  CaseExports,
  CountedPages,
  note,
  notes,
  noteWithFile,
  plainFile,
} from '../../../../../test/support/case-exports.js';
import { verifyChecksums } from '../../../../../test/support/read-zip.js';
import { receiveRawMail } from '../../../../../test/support/receive-raw-mail.js';
import { TestTown } from '../../../../../test/support/test-town.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let accountId: string;
let exports: CaseExports;

beforeAll(async () => {
  town = await TestTown.build();
  const desk = await town.team('Accueil');
  root = await town.agent('Root', [desk], 'supervisor');
  exports = new CaseExports(town, root);
  ana = await town.agent('Ana', [desk]);
  accountId = (await town.mailbox(desk)).id;
});
afterAll(() => town.close());

describe('the archive of a case', () => {
  it('holds originals, files and the timeline, and a manifest by which each of them verifies', async () => {
    const first = await receiveRawMail(town, {
      accountId,
      headers: ['Subject: <script>alert(1)</script>'],
      files: [plainFile('../../etc/passwd', 'root'), plainFile('plan.pdf', 'a plan')],
    });
    const headers = ['Subject: Re: suite', `In-Reply-To: <${first.messageId}>`];
    const second = await receiveRawMail(town, { accountId, headers });
    expect(second.caseId).toBe(first.caseId);
    await note(town, ana, { caseId: first.caseId, text: 'Vu avec <b>Claire</b>' });

    const { files, textOf, manifest } = await exports.archive(first.caseId);

    const paths = ['originals/001.eml', 'attachments/001-_.._etc_passwd', 'attachments/002-plan.pdf', 'originals/002.eml', 'timeline.html', 'case.json', 'manifest.json']; // prettier-ignore
    expect([...files.keys()]).toEqual([...paths, 'manifest.sha256']);
    expect(verifyChecksums(files, textOf('manifest.sha256'))).toEqual(paths);
    expect(files.get('originals/001.eml')).toEqual(first.raw);
    expect(files.get('originals/002.eml')).toEqual(second.raw);
    expect(manifest).toMatchObject({ exportedBy: { name: 'Root' }, missing: [] });
    expect(manifest.files.map(({ path, entryId }) => [path, entryId])).toEqual([
      ['originals/001.eml', first.entryId],
      ['attachments/001-_.._etc_passwd', first.entryId],
      ['attachments/002-plan.pdf', first.entryId],
      ['originals/002.eml', second.entryId],
      ['timeline.html', null],
      ['case.json', null],
    ]);
    for (const { path, size, sha256 } of manifest.files) {
      const content = files.get(path) ?? Buffer.alloc(0);
      expect([size, sha256]).toEqual([content.byteLength, createHash('sha256').update(content).digest('hex')]);
    }

    const { items } = await timeline(town.database, root, { caseId: first.caseId, query: { limit: 200 } });
    expect((JSON.parse(textOf('case.json')) as { entries: unknown }).entries).toEqual(
      items.map((entry) => JSON.parse(JSON.stringify(Entry.parse(entry))) as unknown),
    );
    const html = textOf('timeline.html');
    expect(html).not.toMatch(/<script|<b>Claire|<img|<link|src=/);
    expect(html).toContain('Vu avec &lt;b&gt;Claire&lt;/b&gt;');
    for (const { sha256 } of manifest.files.slice(0, 4)) expect(html).toContain(sha256);
    expect(html).toContain('href="attachments/002-plan.pdf"');
  });

  it('holds the files of notes, and says at each note which they are', async () => {
    const { caseId } = await receiveRawMail(town, { accountId, headers: ['Subject: Note'] });
    const entryId = await noteWithFile(town, ana, { caseId, name: 'devis.pdf', content: 'a quote' });

    const { files, textOf, manifest } = await exports.archive(caseId);

    expect(files.get('attachments/001-devis.pdf')?.toString()).toBe('a quote');
    expect(manifest.files).toContainEqual(expect.objectContaining({ path: 'attachments/001-devis.pdf', entryId }));
    expect(textOf('timeline.html')).toContain('href="attachments/001-devis.pdf"');
  });

  it('is read in the language of whoever exports', async () => {
    const { caseId } = await receiveRawMail(town, { accountId, headers: ['Subject: Langue'] });
    expect((await exports.archive(caseId)).textOf('timeline.html')).toMatch(/<html lang="fr">[^]*Message reçu/);
    const english = (await exports.archive(caseId, { language: 'en' })).textOf('timeline.html');
    expect(english).toMatch(/<html lang="en">[^]*Message received/);
  });

  it('leaves out what agents do not get and what is gone, and says why', async () => {
    const names = ['locked.bin', 'waiting.bin', 'purged.bin', 'lost.bin', 'kept.bin'];
    const { caseId, entryId } = await receiveRawMail(town, {
      accountId,
      headers: ['Subject: Fichiers'],
      files: names.map((name) => plainFile(name, `content of ${name}`)),
    });
    const set = (name: string, change: string) =>
      town.database.execute(`update attachment set ${change} where entry_id = $1 and name = $2`, [entryId, name]);
    await set('locked.bin', `state = 'locked'`);
    await set('waiting.bin', `state = 'waiting'`);
    await set('purged.bin', `digest = repeat('0', 64)`);
    await set('lost.bin', `state = 'lost'`);

    const { files, textOf, manifest } = await exports.archive(caseId);

    const reasons = { original: 'locked', 'locked.bin': 'locked', 'waiting.bin': 'not-scanned', 'purged.bin': 'purged', 'lost.bin': 'purged' }; // prettier-ignore
    expect(Object.fromEntries(manifest.missing.map(({ name, reason }) => [name ?? 'original', reason]))).toEqual(
      reasons,
    );
    expect(manifest.missing.every((one) => one.entryId === entryId)).toBe(true);
    expect([...files.keys()].filter((path) => path.includes('/'))).toEqual(['attachments/001-kept.bin']);
    verifyChecksums(files, textOf('manifest.sha256'));
    expect(textOf('timeline.html')).toContain('locked.bin – non inclus : un virus a été détecté');
  });

  it('is refused to those who may not export, and of a restricted case to all who are not named', async () => {
    const { caseId } = await receiveRawMail(town, { accountId, headers: ['Subject: Protection'] });
    await expect(exports.openArchive(caseId, { who: ana })).rejects.toMatchObject({ code: 'not-permitted' });

    await town.database.execute(`update cases set restricted_to = array[$2::uuid] where id = $1`, [caseId, ana.id]);
    await expect(exports.openArchive(caseId)).rejects.toMatchObject({ code: 'not-found' });
    await town.database.execute(`update cases set restricted_to = array[$2::uuid] where id = $1`, [caseId, root.id]);
    expect((await exports.archive(caseId)).files.size).toBe(5);
  });

  it('breaks off where the right to see the case ends meanwhile', async () => {
    const { caseId } = await receiveRawMail(town, { accountId, headers: ['Subject: Protection'] });
    const { content } = await exports.openArchive(caseId);
    await town.database.execute(`update cases set restricted_to = array[$2::uuid] where id = $1`, [caseId, ana.id]);
    await expect(buffer(content)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the archive of a case with a thousand entries', () => {
  const ENTRIES = 1000;
  /** Pages that the streams hold at most. */
  const AHEAD = 8;
  let caseId: string;
  let counted: CountedPages;

  beforeAll(async () => {
    ({ caseId } = await receiveRawMail(town, { accountId, headers: ['Subject: Long'] }));
    // Random texts are half as long in the archive, and a page of them is more than its streams hold.
    const long = () => randomBytes(4096).toString('hex');
    await notes(town, ana, { caseId, texts: Array.from({ length: ENTRIES }, long) });
  });
  beforeEach(() => void (counted = new CountedPages(town)));

  it('has every entry once, however many pages that are', async () => {
    const { textOf } = await exports.archive(caseId, { reader: counted.reader() });
    const { entries } = JSON.parse(textOf('case.json')) as { entries: { position: number }[] };
    expect(entries.map(({ position }) => position)).toEqual(Array.from(entries, (_, n) => n + 1));
    expect(entries.length).toBeGreaterThan(ENTRIES);
    expect(textOf('timeline.html').match(/<li class="note"/g)).toHaveLength(ENTRIES);
    expect(counted.pages).toBeGreaterThan(100);
  });

  it('is read no faster than it is taken, and no further once its reader has gone', async () => {
    const { content } = await exports.openArchive(caseId, { reader: counted.reader() });
    const chunks = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let taken = 0;
    const take = async (most: number) => {
      while (taken < most) taken += ((await chunks.next()) as IteratorYieldResult<Buffer>).value.byteLength;
      await counted.settle();
    };

    // All pages are looked through for messages first; from then on a page follows only when those before it were taken.
    const expected = () => ENTRIES / 25 + 1 + taken / (25 * 4096);
    await take(1_000_000);
    expect(counted.pages).toBeGreaterThan(ENTRIES / 25);
    expect(counted.pages).toBeLessThan(expected() + AHEAD);
    await take(2_500_000);
    expect(counted.pages).toBeLessThan(expected() + AHEAD);
    const later = counted.pages;

    await chunks.return?.();
    await counted.settle();
    expect(content.destroyed).toBe(true);
    expect(counted.pages - later).toBeLessThanOrEqual(1);
  });
});
