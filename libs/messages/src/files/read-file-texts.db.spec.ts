import { actorOf, type Principal } from '@guichet/access';
import { channels } from '@guichet/channels';
import { Attachment } from '@guichet/database';
import { newId } from '@guichet/platform';
import { documentOf } from '../../../../test/support/documents.js';
import { receiveRawMail } from '../../../../test/support/receive-raw-mail.js';
import { TestTown } from '../../../../test/support/test-town.js';
import type { ReadableFile } from '../disclosure/file-texts.js';
import { deleteUnusedUploads } from '../send/uploads-and-attachments.js';
import { readFileTexts } from './read-file-texts.js';

let town: TestTown;
let ana: Principal;
let accountId: string;

beforeAll(async () => {
  town = await TestTown.build();
  const desk = await town.team('Accueil');
  ana = await town.agent('Ana', [desk]);
  accountId = (await town.mailbox(desk)).id;
});
beforeEach(() => town.forget());
afterAll(async () => {
  await channels.email.close?.();
  await town.close();
});

async function arrive(...names: string[]): Promise<void> {
  const files = names.map(async (name) => {
    const content = Buffer.from(await documentOf(name, 'Récépissé de Mme Kerguélen'));
    return { name, part: [`Content-Type: application/octet-stream; name="${name}"`, `Content-Disposition: attachment; filename="${name}"`, 'Content-Transfer-Encoding: base64', '', content.toString('base64')] }; // prettier-ignore
  });
  await receiveRawMail(town, { accountId, files: await Promise.all(files) });
}

/** An upload that no message has yet. */
const upload = async (file: Partial<Attachment>): Promise<string> => {
  const row = { id: newId(), name: 'note.txt', type: 'text/plain', size: 8, uploadedBy: ana.id, ...file };
  await town.database.source.getRepository(Attachment).insert(row);
  return row.id;
};

const texts = () =>
  town.database.query<{ name: string; state: string; text: string; found: boolean }>(
    `select a.name, t.state, trim(t.text, E' \\n') as text, t.search @@ to_tsquery('guichet', 'kerguelen') as found
     from attachment_text t join attachment a on a.id = t.attachment_id order by a.name`,
  );
const read = (readOnce = (file: ReadableFile) => town.fileTexts.readOnce(file)) =>
  readFileTexts({ database: town.database, fileTexts: { readOnce } });

describe('the texts of files', () => {
  it('are read after the messages have arrived, whatever program has written them', async () => {
    const names = ['avis.docx', 'avis.odt', 'avis.pdf', 'avis.txt'];
    await arrive(...names, 'photo.jpg');
    expect(await texts()).toEqual([]);

    await read();
    const text = { state: 'read', text: 'Récépissé de Mme Kerguélen', found: true };
    const photo = { name: 'photo.jpg', state: 'read', text: '', found: null };
    expect(await texts()).toEqual([...names.map((name) => ({ name, ...text })), photo]);

    await arrive('suite.txt');
    await read();
    expect(await texts()).toContainEqual({ name: 'suite.txt', ...text });
  });

  it('are none of a file that stops its reader, which is tried twice and never again', async () => {
    await arrive('bombe.pdf', 'avis.txt');
    const asked: number[] = [];
    const stopping = (file: ReadableFile) => {
      asked.push(file.size);
      return file.size > 100 ? Promise.resolve(null) : town.fileTexts.readOnce(file);
    };
    for (let n = 0; n < 3; n += 1) await read(stopping);
    expect((await texts()).map(({ name, state }) => [name, state])).toEqual([
      ['avis.txt', 'read'],
      ['bombe.pdf', 'failed'],
    ]);
    expect(asked.filter((size) => size > 100)).toHaveLength(2);
  });

  it('are not read again of a file at which the whole process has ended twice', async () => {
    await arrive('avis.txt');
    await read(() => Promise.reject(new Error('The process ends.'))).catch(() => undefined);
    expect(await texts()).toMatchObject([{ state: 'reading' }]);
    await town.database.execute(`update attachment_text set attempts = 2, claimed_at = now() - interval '1 hour'`);
    await read();
    expect(await texts()).toMatchObject([{ state: 'failed', text: '' }]);
  });

  it('wait while a file is uploaded, fetched or scanned, and are never there of one that is refused', async () => {
    const { digest } = await town.blobs.put(new TextEncoder().encode('Kerguélen'));
    await arrive('avis.txt');
    const [entry] = await town.database.query<{ entryId: string }>(`select entry_id as "entryId" from attachment`);
    const place = { digest, ...entry };
    await upload({ name: 'b-loose.txt', digest });
    await upload({ name: 'c-pending.txt', state: 'pending', digest: null, ...entry });
    await upload({ name: 'd-unscanned.txt', ...place, state: 'waiting' });
    await upload({ name: 'e-infected.txt', ...place, state: 'locked' });
    await read();
    const states = async () => (await texts()).map(({ name, state, found }) => [name, state, found]);
    const [avis, infected] = [['avis.txt', 'read', true], ['e-infected.txt', 'read', null]]; // prettier-ignore
    const waiting = ['b-loose.txt', 'c-pending.txt', 'd-unscanned.txt'].map((name) => [name, 'waiting', null]);
    expect(await states()).toEqual([avis, ...waiting, infected]);

    await town.database.execute(`update attachment set state = 'ready' where state = 'waiting'`);
    await read();
    expect(await states()).toContainEqual(['d-unscanned.txt', 'read', true]);
  });

  it('go with their file', async () => {
    const { digest } = await town.blobs.put(new TextEncoder().encode('Kerguélen'));
    await upload({ digest, createdAt: new Date('2020-01-01') });
    await read();
    expect(await texts()).toHaveLength(1);
    await town.database.write(actorOf(ana), (tx) => deleteUnusedUploads(tx));
    expect(await texts()).toEqual([]);
  });
});
