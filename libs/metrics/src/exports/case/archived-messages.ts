import type { Principal } from '@guichet/access';
import type { Attachment, MessageEntry, NoteEntry } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { attachmentFor, entryOriginal, type StoredFile, type VirusScanner } from '@guichet/messages';
import { BlobMissing, Failure, type BlobStore } from '@guichet/platform';
import type { ZipPart } from '../zip-writer.js';
import type { ArchiveManifest, MissingReason } from './archive-manifest.js';
import { archivedName, archivedNumber } from './archived-name.js';

export interface MessageArchiving {
  reader: Reader;
  who: Principal;
  blobs: BlobStore;
  scanner: VirusScanner;
  manifest: ArchiveManifest;
  /** How many files each folder has so far. */
  numbers: { originals: number; attachments: number; letters: number };
}

/**
 * The original of a message, the letter as which it was sent, and its files, each read when its turn has come. What agents do not get, and what is not stored any more, is
 * named in the manifest with the reason.
 */
export async function* partsOfMessage(archiving: MessageArchiving, entry: MessageEntry): AsyncGenerator<ZipPart> {
  if (entry.hasOriginal) yield* originalOf(archiving, entry);
  if (entry.delivery?.letter) yield* letterOf(archiving, { entryId: entry.id, digest: entry.delivery.letter.sha256 });
  for (const file of entry.attachments) yield* attachmentOf(archiving, { entryId: entry.id, file });
}

/** The files of a note, as those of a message. */
export async function* partsOfNote(archiving: MessageArchiving, entry: NoteEntry): AsyncGenerator<ZipPart> {
  for (const file of entry.attachments ?? []) yield* attachmentOf(archiving, { entryId: entry.id, file });
}

async function* originalOf(archiving: MessageArchiving, entry: MessageEntry): AsyncGenerator<ZipPart> {
  const { manifest, numbers } = archiving;
  const raw = await readOrReason(() => entryOriginal(archiving, { caseId: entry.caseId, entryId: entry.id }));
  if (typeof raw === 'string')
    return manifest.leaveOut({ kind: 'original', entryId: entry.id, name: null, reason: raw });
  numbers.originals += 1;
  const path = `originals/${archivedNumber(numbers.originals)}.${endingOf(entry, raw)}`;
  yield manifest.part({ path, entryId: entry.id }, [raw]);
}

/** What a provider posts is JSON of most, and a form of some. */
function endingOf({ channel }: MessageEntry, raw: Uint8Array): 'eml' | 'json' | 'txt' {
  if (channel === 'email') return 'eml';
  return raw[0] === 0x7b || raw[0] === 0x5b ? 'json' : 'txt';
}

/** A letter as it is kept, under the digest by which it can be recognised. */
async function* letterOf(
  { manifest, numbers, blobs }: MessageArchiving,
  { entryId, digest }: { entryId: string; digest: string },
): AsyncGenerator<ZipPart> {
  if (!(await blobs.has(digest))) return manifest.leaveOut({ kind: 'letter', entryId, name: null, reason: 'purged' });
  numbers.letters += 1;
  const path = `letters/${archivedNumber(numbers.letters)}.pdf`;
  yield manifest.part({ path, entryId, kind: 'letter', storedSha256: digest }, streamed(blobs, digest));
}

/** The content of a blob, which is opened when its turn has come. */
async function* streamed(blobs: BlobStore, digest: string): AsyncGenerator<Uint8Array> {
  yield* (await blobs.get(digest)) as AsyncIterable<Uint8Array>;
}

/** A file of a message: of an entry, or of a side conversation. */
export async function* attachmentOf(
  archiving: MessageArchiving,
  { entryId, file }: { entryId: string; file: Attachment },
): AsyncGenerator<ZipPart> {
  const { manifest, numbers, blobs } = archiving;
  const stored = await readOrReason(() => storedFile(archiving, file));
  if (typeof stored === 'string')
    return manifest.leaveOut({ kind: 'attachment', entryId, name: file.name, reason: stored });
  numbers.attachments += 1;
  const path = `attachments/${archivedName(numbers.attachments, file.name)}`;
  const content = streamed(blobs, stored.digest);
  yield manifest.part({ path, entryId, name: file.name, storedSha256: stored.digest }, content);
}

/** The row of a file whose content is there; else why the agent does not get it. */
async function storedFile(
  { reader, who, blobs }: MessageArchiving,
  file: Attachment,
): Promise<StoredFile | MissingReason> {
  if (file.state === 'pending' || file.state === 'lost') return file.state;
  const stored = await attachmentFor(reader, who, file.id);
  return (await blobs.has(stored.digest)) ? stored : 'purged';
}

/** Returns what was read or, where that is refused or gone, why. Other failures end the export. */
async function readOrReason<Read>(read: () => Promise<Read>): Promise<Read | MissingReason> {
  try {
    return await read();
  } catch (error) {
    const reason = reasonOf(error);
    if (!reason) throw error;
    return reason;
  }
}

function reasonOf(error: unknown): MissingReason | undefined {
  if (error instanceof BlobMissing) return 'purged';
  if (!(error instanceof Failure)) return undefined;
  if (error.code === 'not-found') return 'purged';
  if (error.more.reason === 'file-locked') return 'locked';
  return error.more.reason === 'file-not-scanned' ? 'not-scanned' : undefined;
}
