import { mergeCase } from '@guichet/cases';
import type { SideConversations } from '@guichet/contracts';
import { CaseExports, ofType } from '../../../../../test/support/case-exports.js';
import { verifyChecksums } from '../../../../../test/support/read-zip.js';
import { SideTown } from '../../../../../test/support/side-town.js';
import { mail } from '../../../../../test/support/test-town.js';

let town: SideTown;
let exports: CaseExports;

beforeAll(async () => {
  town = await SideTown.open();
  exports = new CaseExports(town.outbox.town, await town.outbox.town.agent('Root', [town.outbox.team], 'supervisor'));
});
afterAll(() => town?.close());

async function archiveOf(caseId: string, language: 'fr' | 'en' = 'fr') {
  const archive = await exports.archive(caseId, { language });
  const text = archive.textOf('side-conversations.json') || '{"items":[]}';
  return { ...archive, aside: (JSON.parse(text) as typeof SideConversations._output).items };
}

/** A case about which somebody was asked with two files, of which one is not stored any more, and has answered. */
async function askedAndAnswered() {
  const { caseId, citizen } = await town.opened('Le chauffage est en panne.');
  const { database, blobs } = town.outbox.town;
  const forwardedIds: string[] = [];
  for (const [name, content] of [
    ['plan.pdf', 'a plan'],
    ['perdu.pdf', 'lost'],
  ] as const) {
    const { digest } = await blobs.put(Buffer.from(content));
    const rows = await database.source.query<{ id: string }[]>(
      `insert into attachment (id, digest, name, type, size, inline, state, case_id, created_at)
       values (gen_random_uuid(), $1, $2, 'application/pdf', 6, false, 'ready', $3, now()) returning id`,
      [digest, name, caseId],
    );
    forwardedIds.push(rows[0]!.id);
  }
  const sideId = await town.ask(caseId, { to: ['atelier@durand.test'], subject: '<Chaudière>', forwardedIds });
  await database.execute(`update attachment set digest = $2 where case_id = $1 and name = 'perdu.pdf'`, [
    caseId,
    'f'.repeat(64),
  ]);
  const { token } = await town.keysOf(sideId);
  await town.receive(mail('atelier@durand.test', { threadKeys: [token], body: 'Jeudi <b>matin</b>.' }));
  return { caseId, citizen, sideId };
}

describe('the archive of a case about which others were asked', () => {
  it('has what was written aside in files of its own, with its files and how it was delivered', async () => {
    const { caseId, sideId } = await askedAndAnswered();
    const { files, textOf, manifest, aside } = await archiveOf(caseId);

    expect(aside).toEqual([JSON.parse(JSON.stringify(await town.shown({ caseId, sideId }))) as unknown]);
    expect(aside[0]!.messages[0]!.delivery).toMatchObject({ status: 'queued' });
    expect(verifyChecksums(files, textOf('manifest.sha256'))).toEqual(expect.arrayContaining(['side-conversations.html', 'side-conversations.json'])); // prettier-ignore
    const messageId = aside[0]!.messages[0]!.id;
    expect(files.get('attachments/001-plan.pdf')?.toString()).toBe('a plan');
    expect(manifest.files.find(({ path }) => path === 'attachments/001-plan.pdf')).toMatchObject({
      entryId: messageId,
    });
    expect(manifest.missing).toContainEqual({ kind: 'attachment', entryId: messageId, name: 'perdu.pdf', reason: 'purged' }); // prettier-ignore

    const html = textOf('side-conversations.html');
    expect(html).not.toMatch(/<b>matin|<Chaudière|<script|src=/);
    for (const said of [
      '&lt;Chaudière&gt;',
      'Quand pouvez-vous passer ?',
      'Jeudi &lt;b&gt;matin&lt;/b&gt;.',
      'En file d’attente',
      'réponse reçue',
      'atelier@durand.test',
      'href="attachments/001-plan.pdf"',
      'perdu.pdf – non inclus',
    ])
      // prettier-ignore
      expect(html).toContain(said);
    // What may go to the citizen has nothing of it but that somebody was asked.
    for (const path of ['case.json', 'timeline.html']) expect(textOf(path)).not.toMatch(/Jeudi|Quand pouvez-vous/);
    expect((await archiveOf(caseId, 'en')).textOf('side-conversations.html')).toContain('Side conversations');
  });

  it('has also what was written aside about a case that was merged into it, and no such files where there is nothing', async () => {
    const [{ caseId: fromId, sideId }, { caseId: intoId }] = [await askedAndAnswered(), await town.opened()];
    expect([...(await archiveOf(intoId)).files.keys()].filter((path) => path.startsWith('side'))).toEqual([]);
    await town.outbox.as((tx) => mergeCase(tx, town.outbox.ana, { fromId, intoId, reason: 'Même panne' }));
    expect((await archiveOf(intoId)).aside.map(({ id }) => id)).toEqual([sideId]);
  });
});

describe('the PDF of a case about which others were asked', () => {
  it('has what was written aside at its end, on a page of its own, and says that the citizen has not received it', async () => {
    const { caseId } = await askedAndAnswered();
    const { said, artifacts, bookmarks } = await exports.pdf(caseId);
    expect(ofType(said, 'H2')).toEqual(['Historique du dossier', 'Échanges à part']);
    const beginning = said.findIndex(({ text }) => text === 'Échanges à part');
    const [before, aside] = [said.slice(0, beginning), said.slice(beginning)].map((part) =>
      part.map(({ text }) => text).join('\n'),
    ) as [string, string];
    expect(before).not.toMatch(/Jeudi|Quand pouvez-vous/);
    for (const text of [
      'L’usager n’a pas reçu ces messages.',
      '<Chaudière>',
      'Quand pouvez-vous passer ?',
      'Jeudi <b>matin</b>.',
      'En file d’attente',
      'réponse reçue',
      'atelier@durand.test',
      'plan.pdf',
    ])
      expect(aside).toContain(text);
    expect(aside).toMatch(/perdu\.pdf.*\n?.*n’est plus conservé/u);
    expect(bookmarks).toContain('Échanges à part');
    expect(artifacts.length).toBeGreaterThanOrEqual(2);
    // Each page says that it stands apart.
    expect(artifacts.at(-1)).toContain('Échanges à part');
    expect(artifacts[0]).not.toContain('Échanges à part');
  });

  it('has no such page where there is nothing, and names it in the language of whoever exports', async () => {
    const { caseId } = await askedAndAnswered();
    const { caseId: other } = await town.opened();
    expect(ofType((await exports.pdf(other)).said, 'H2')).toEqual(['Historique du dossier']);
    const english = await exports.pdf(caseId, { language: 'en' });
    expect(ofType(english.said, 'H2')).toEqual(['Timeline of the case', 'Side conversations']);
  });
});
