import { Readable } from 'node:stream';
import { exportedScope, organisationOf, parameters, type Principal, type Scope } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import { CaseDetail, Entry, type Language } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { VirusScanner } from '@guichet/messages';
import { Failure, type BlobStore } from '@guichet/platform';
import { stillPermitted } from '../cases-export.js';
import { zipped, type ZipPart } from '../zip-writer.js';
import { ArchiveManifest } from './archive-manifest.js';
import { partsOfMessage } from './archived-messages.js';
import { timelinePage } from './timeline-page.js';

/** Entries that are read at a time: each may hold a text of a megabyte. */
const PAGE = 25;

export interface CaseArchiving {
  reader: Reader;
  who: Principal;
  /** Reads anew who exports; null where their session or token has ended. */
  whoNow: () => Promise<Principal | null>;
  blobs: BlobStore;
  scanner: VirusScanner;
}

/** An entry, and the agent as they are when it is read. */
interface ReadEntry {
  entry: Entry;
  who: Principal;
}

type Entries = () => AsyncGenerator<ReadEntry>;

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
  const visible = exportedScope(who, 'case.read');
  await assertExportable(reader, visible, caseId);
  const item = CaseDetail.parse(await caseDetail(reader, who, { id: caseId, visible }));
  const { name, timeZone } = await organisationOf(reader);
  const manifest = new ArchiveManifest({
    organisation: name,
    case: { id: item.id, reference: item.reference, subject: item.subject },
    exportedAt: reader.now.toISOString(),
    exportedBy: { id: who.id, name: who.name },
  });
  const entries: Entries = () => entriesOf(archiving, { visible, item });
  const page = { item, manifest, language, zone: timeZone, organisation: name, by: who.name, at: reader.now };
  async function* parts(): AsyncGenerator<ZipPart> {
    yield* messageParts(archiving, { manifest, entries });
    const whole = (path: string, content: ZipPart['content']) => manifest.part({ path, entryId: null }, content);
    yield whole('timeline.html', timelinePage(page, entries));
    yield whole('case.json', caseJson(item, entries));
    yield whole('manifest.json', [manifest.json()]);
    yield { name: 'manifest.sha256', content: [manifest.checksums()] };
  }
  return { file: `${item.reference}.zip`, content: Readable.from(zipped(parts()), { objectMode: false }) };
}

/** Throws `not-found` for a case that is not in this scope, and tells nobody whether it is restricted. */
async function assertExportable(reader: Reader, visible: Scope, caseId: string): Promise<void> {
  const { values, bind } = parameters(caseId);
  const rows = await reader.query(`select 1 from cases c where c.id = $1 and ${visible.sql('c', bind)}`, values);
  if (rows.length === 0) throw new Failure('not-found');
}

/**
 * The entries that the case had when the export began, oldest first. The right to export is asked for anew with each page.
 */
async function* entriesOf(
  { reader, whoNow }: CaseArchiving,
  { visible, item }: { visible: Scope; item: CaseDetail },
): AsyncGenerator<ReadEntry> {
  let after = 0;
  for (;;) {
    const { who, visible: now } = stillPermitted(visible, await whoNow());
    await assertExportable(reader, now, item.id);
    const query = { after, before: item.lastPosition + 1, limit: PAGE };
    const { items, nextCursor } = await timeline(reader, who, { caseId: item.id, query });
    for (const entry of items) yield { entry, who };
    if (!nextCursor) return;
    after = Number(nextCursor);
  }
}

async function* messageParts(
  archiving: CaseArchiving,
  { manifest, entries }: { manifest: ArchiveManifest; entries: Entries },
): AsyncGenerator<ZipPart> {
  const numbers = { originals: 0, attachments: 0 };
  for await (const { entry, who } of entries())
    if (entry.kind === 'message') yield* partsOfMessage({ ...archiving, who, manifest, numbers }, entry);
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
