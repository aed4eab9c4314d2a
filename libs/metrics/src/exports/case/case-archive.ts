import { Readable } from 'node:stream';
import { type CaseDetail, Entry, type Language } from '@guichet/contracts';
import type { VirusScanner } from '@guichet/messages';
import { zipped, type ZipPart } from '../zip-writer.js';
import { ArchiveManifest } from './archive-manifest.js';
import { partsOfMessage, partsOfNote, type MessageArchiving } from './archived-messages.js';
import { exportedCase, type CaseExporting, type Entries } from './exported-case.js';
import { sideConversationsArchiveFiles } from './side-conversations-archive-files.js';
import { timelinePage } from './timeline-page.js';

export interface CaseArchiving extends CaseExporting {
  scanner: VirusScanner;
}

/**
 * A case as a ZIP archive: its messages as they came, their files, its timeline for people and for programs, and a manifest by which
 * all of that can be verified. Entries are read page by page and files one by one, as fast as the archive is taken: its size does not
 * matter. It ends in an error where the right to export ends meanwhile, so that nobody takes a part for the whole.
 *
 * @throws Failure `not-permitted`; `not-found` for a case that the agent may not see or export
 */
export async function caseArchive(
  archiving: CaseArchiving,
  { caseId, language }: { caseId: string; language: Language },
): Promise<{ file: string; content: Readable }> {
  const { reader, who } = archiving;
  const { item, name, timeZone, entries, permittedNow } = await exportedCase(archiving, caseId);
  const manifest = new ArchiveManifest({
    organisation: name,
    case: { id: item.id, reference: item.reference, subject: item.subject },
    exportedAt: reader.now.toISOString(),
    exportedBy: { id: who.id, name: who.name },
  });
  const page = { item, manifest, language, zone: timeZone, organisation: name, by: who.name, at: reader.now };
  async function* parts(): AsyncGenerator<ZipPart> {
    const numbers = { originals: 0, attachments: 0, letters: 0 };
    yield* messageParts(archiving, { manifest, entries, numbers });
    yield* sideConversationsArchiveFiles({ ...archiving, who: await permittedNow(), manifest, numbers }, page);
    const whole = (path: string, content: ZipPart['content']) => manifest.part({ path, entryId: null }, content);
    yield whole('timeline.html', timelinePage(page, entries));
    yield whole('case.json', caseJson(item, entries));
    yield whole('manifest.json', [manifest.json()]);
    yield { name: 'manifest.sha256', content: [manifest.checksums()] };
  }
  return { file: `${item.reference}.zip`, content: Readable.from(zipped(parts()), { objectMode: false }) };
}

async function* messageParts(
  archiving: CaseArchiving,
  { entries, ...rest }: Pick<MessageArchiving, 'manifest' | 'numbers'> & { entries: Entries },
): AsyncGenerator<ZipPart> {
  for await (const { entry, who } of entries()) {
    if (entry.kind === 'message') yield* partsOfMessage({ ...archiving, ...rest, who }, entry);
    if (entry.kind === 'note') yield* partsOfNote({ ...archiving, ...rest, who }, entry);
  }
}

/** `case.json`: what the API shows of the case and of its timeline, to the agent who exports. */
async function* caseJson(item: CaseDetail, entries: Entries): AsyncGenerator<string> {
  yield `{"case":${JSON.stringify(item)},\n"entries":[`;
  let separator = '\n';
  for await (const { entry } of entries()) {
    yield separator + JSON.stringify(Entry.parse(entry));
    separator = ',\n';
  }
  yield '\n]}\n';
}
