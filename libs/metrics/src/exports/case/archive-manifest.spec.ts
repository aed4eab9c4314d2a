import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ArchiveManifest, type FileToArchive } from './archive-manifest.js';

const head = {
  organisation: 'Valbourg',
  case: { id: 'c', reference: '2026-000001', subject: 'École' },
  exportedAt: '2026-03-02T09:00:00.000Z',
  exportedBy: { id: 'a', name: 'Ana' },
};
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** Writes a file of the archive as the ZIP does. */
const write = (manifest: ArchiveManifest, file: FileToArchive, ...chunks: string[]) =>
  buffer(Readable.from(manifest.part(file, chunks).content));

describe('the manifest of an archive', () => {
  it('has the size and the digest of what was written, in bytes', async () => {
    const manifest = new ArchiveManifest(head);
    await write(manifest, { path: 'originals/001.eml', entryId: 'e1' }, 'été ', 'à l’école');
    manifest.leaveOut({ kind: 'attachment', entryId: 'e1', name: 'virus.exe', reason: 'locked' });

    expect(JSON.parse(manifest.json())).toEqual({
      formatVersion: 1,
      ...head,
      files: [{ path: 'originals/001.eml', entryId: 'e1', size: 19, sha256: digest('été à l’école') }],
      missing: [{ kind: 'attachment', entryId: 'e1', name: 'virus.exe', reason: 'locked' }],
    });
  });

  it('covers itself with the checksums, which have the format of sha256sum', async () => {
    const manifest = new ArchiveManifest(head);
    await write(manifest, { path: 'case.json', entryId: null }, '{}');
    const json = manifest.json();
    await write(manifest, { path: 'manifest.json', entryId: null }, json);

    expect(manifest.checksums()).toBe(`${digest('{}')}  case.json\n${digest(json)}  manifest.json\n`);
  });

  it('says where a content is not the one that was stored', async () => {
    const manifest = new ArchiveManifest(head);
    await write(manifest, { path: 'attachments/001-a', entryId: 'e1', storedSha256: digest('before') }, 'after');
    await write(manifest, { path: 'attachments/002-b', entryId: 'e2', storedSha256: digest('same') }, 'same');

    const ofEntry = manifest.byEntry();
    expect(ofEntry('e1').files).toMatchObject([{ sha256: digest('after'), storedSha256: digest('before') }]);
    expect(ofEntry('e2').files[0]).not.toHaveProperty('storedSha256');
  });
});
