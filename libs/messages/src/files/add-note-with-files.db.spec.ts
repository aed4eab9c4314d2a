import type { Principal } from '@guichet/access';
import { editNote, removeNote, search, timeline } from '@guichet/cases';
import type { NoteEntry } from '@guichet/contracts';
import { Attachment, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { attachmentFor } from '../send/uploads-and-attachments.js';
import { addNoteWithFiles } from './add-note-with-files.js';
import { readFileTexts } from './read-file-texts.js';

let town: TestTown;
let [ana, bob, otto]: Principal[] = [];

beforeAll(async () => {
  town = await TestTown.build();
  const roads = await town.team('Voirie');
  [ana, bob] = [await town.agent('Ana', [roads]), await town.agent('Bob', [roads])];
  otto = await town.agent('Otto', [await town.team('Musées')]);
});
afterAll(() => town.close());

const by = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
/** What stands in each file, by its digest. */
const words = new Map<string, string>();
const upload = async (who: Principal, name: string, text = '') => {
  const id = newId();
  const digest = id.replaceAll('-', '').repeat(2);
  words.set(digest, text);
  await town.database.source.getRepository(Attachment).insert({
    ...{ id, digest, name, type: 'application/pdf', size: 3, inline: false },
    ...{ entryId: null, caseId: null, uploadedBy: who.id, createdAt: new Date() },
  });
  return id;
};
const add = (caseId: string, attachmentIds: string[]) =>
  by(ana!, (tx) => addNoteWithFiles(tx, ana!, { caseId, note: { text: 'Voir le plan', mentions: [], attachmentIds } }));
const noteOf = async (caseId: string) =>
  (await timeline(town.database, bob!, { caseId, query: { limit: 50 } })).items.find(
    (entry): entry is NoteEntry => entry.kind === 'note',
  );
const found = async (q: string) =>
  (await search(town.database, bob!, { q, limit: 10 })).hits.map(({ case: item }) => item.id);
const read = () =>
  readFileTexts({
    database: town.database,
    fileTexts: { readOnce: ({ digest }) => Promise.resolve(words.get(digest!) ?? null) },
  });

describe('a note with files', () => {
  it('has them for whoever sees its case, and for nobody else', async () => {
    const caseId = await openCase(town, ana!, 'Mur');
    const file = await upload(ana!, 'titre-de-propriete.pdf');
    await add(caseId, [file]);

    expect(await noteOf(caseId)).toMatchObject({ attachments: [{ id: file, name: 'titre-de-propriete.pdf' }] });
    expect(await attachmentFor(town.database, bob!, file)).toMatchObject({ name: 'titre-de-propriete.pdf' });
    await expect(attachmentFor(town.database, otto!, file)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes uploads of its author alone, which belong to nothing else', async () => {
    const caseId = await openCase(town, ana!, 'Mur');
    const used = await upload(ana!, 'plan.pdf');
    await add(caseId, [used]);

    await expect(add(caseId, [await upload(bob!, 'plan.pdf')])).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(add(caseId, [used])).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('keeps them when it is edited, and is found by their names and their words', async () => {
    const caseId = await openCase(town, ana!, 'Mur');
    const file = await upload(ana!, 'bornage_parcelle.pdf', 'Limite mitoyenne');
    const entryId = await add(caseId, [file]);
    await read();
    await by(ana!, (tx) => editNote(tx, ana!, { caseId, entryId, note: { text: 'Voir le relevé', mentions: [] } }));

    expect(await noteOf(caseId)).toMatchObject({ text: 'Voir le relevé', attachments: [{ id: file }] });
    for (const typed of ['bornage', 'mitoyenne', 'has:file relevé']) expect(await found(typed)).toEqual([caseId]);
  });

  it('is not found by them while it is removed, and again once it is restored', async () => {
    const caseId = await openCase(town, ana!, 'Mur');
    const entryId = await add(caseId, [await upload(ana!, 'servitude.pdf', 'Usucapion trentenaire')]);
    await read();
    await by(ana!, (tx) => removeNote(tx, ana!, { caseId, entryId }));
    await read();
    expect([await found('servitude'), await found('usucapion')]).toEqual([[], []]);

    await by(ana!, (tx) => editNote(tx, ana!, { caseId, entryId, note: { text: 'Voir', mentions: [] } }));
    await read();
    expect([await found('servitude'), await found('usucapion')]).toEqual([[caseId], [caseId]]);
  });
});
