import { createHash } from 'node:crypto';
import { dateFormat } from '@guichet/contracts';
import { CaseExports } from '../../../../../test/support/case-exports.js';
import { LetterTown } from '../../../../../test/support/letter-town.js';
import { verifyChecksums } from '../../../../../test/support/read-zip.js';

let town: LetterTown;
let exports: CaseExports;

beforeAll(async () => {
  town = await LetterTown.open();
  exports = new CaseExports(town.outbox.town, town.head, town.outbox.blobs);
});
afterAll(() => town?.close());

const digestOf = async ({ caseId, entryId }: { caseId: string; entryId: string }) =>
  (await town.outbox.entry(caseId, entryId)).delivery!.letter!.sha256;

describe('the archive of a case in which letters were sent', () => {
  it('has each of them as it was sent, under the digest that its delivery tells', async () => {
    const letter = await town.toPrint();
    const sha256 = await digestOf(letter);
    const { files, textOf, manifest } = await exports.archive(letter.caseId);

    const [row] = manifest.files.filter(
      ({ entryId, path }) => entryId === letter.entryId && path.startsWith('letters/'),
    );
    expect(row).toMatchObject({ path: 'letters/001.pdf', sha256 });
    expect(row).not.toHaveProperty('storedSha256');
    const content = files.get(row!.path)!;
    expect(content.subarray(0, 4).toString()).toBe('%PDF');
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    expect(verifyChecksums(files, textOf('manifest.sha256'))).toContain(row!.path);
    expect(textOf('timeline.html')).toContain(`href="${row!.path}"`);
    expect(textOf('timeline.html')).toContain('Lettre');
  });

  it('says when each was posted, and when it was before it came back', async () => {
    const letter = await town.toPrint();
    const days: string[] = [];
    for (const why of ['not-collected', 'refused'] as const) {
      await town.post(letter.entryId);
      const { sentAt } = await town.outbox.delivery(letter.entryId);
      days.push(dateFormat('fr', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(sentAt!));
      await town.comeBack(letter, why);
      town.outbox.pass(5 * 86_400);
      if (days.length === 1) await town.sendAgain(letter);
    }
    const html = (await exports.archive(letter.caseId)).textOf('timeline.html');
    expect(html).toMatch(new RegExp(`<dt>Mise à la poste</dt><dd>${days[0]}, ${days[1]}</dd>`, 'u'));
  });

  it('says where the file of a letter is not stored any more', async () => {
    const letter = await town.toPrint();
    await town.outbox.town.database.execute(`update kept_letter set digest = repeat('0', 64) where entry_id = $1`, [
      letter.entryId,
    ]);
    const { manifest, textOf } = await exports.archive(letter.caseId);
    expect(manifest.missing).toEqual([{ kind: 'letter', entryId: letter.entryId, name: null, reason: 'purged' }]);
    expect(textOf('timeline.html')).toContain('Lettre – non inclus');
  });
});

describe('the PDF of a case in which letters were sent', () => {
  it('names each of them with its pages and its digest', async () => {
    const letter = await town.toPrint();
    const { said } = await exports.pdf(letter.caseId);
    const texts = said.map(({ text }) => text).join('\n');
    expect(texts).toMatch(new RegExp(`Lettre · 1 page.*SHA-256 ${await digestOf(letter)}`, 'su'));
  });
});
