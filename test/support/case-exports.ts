import { setImmediate } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { actorOf, type Principal } from '@guichet/access';
import { addNote, appendEntries, lockCases, saveCases } from '@guichet/cases';
import type { Language } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { addNoteWithFiles, storeUpload } from '@guichet/messages';
import type { BlobStore } from '@guichet/platform';
import type { ArchivedFile, MissingFile } from '../../libs/metrics/src/exports/case/archive-manifest.js';
import { caseArchive } from '../../libs/metrics/src/exports/case/case-archive.js';
import { casePdf } from '../../libs/metrics/src/exports/case/pdf/case-pdf.js';
import { pdfUaProblems } from './pdf/check-pdf-ua.js';
import { saidByPdf, type Said } from './pdf/said-by-pdf.js';
import { filesOfZip } from './read-zip.js';
import { noScanner } from './receive-raw-mail.js';
import type { TestTown } from './test-town.js';
import type { WrappedFile } from './wrapped-eicar.js';

interface Manifest {
  organisation: string;
  case: { reference: string; subject: string };
  exportedBy: { name: string };
  files: ArchivedFile[];
  missing: MissingFile[];
}

/** What differs from an export by the first agent, in French. */
export interface ExportChanges {
  who?: Principal;
  whoNow?: () => Promise<Principal | null>;
  reader?: Reader;
  language?: Language;
}

/** The exports of the cases of a town, as ZIP and as PDF, and what stands in them. */
export class CaseExports {
  constructor(
    private readonly town: TestTown,
    private readonly who: Principal,
    private readonly blobs: BlobStore = town.blobs,
  ) {}

  openArchive = (caseId: string, changes: ExportChanges = {}) =>
    caseArchive({ ...this.exporting(changes), scanner: noScanner() }, { caseId, language: changes.language ?? 'fr' });

  openPdf = (caseId: string, changes: ExportChanges = {}) =>
    casePdf(this.exporting(changes), { caseId, language: changes.language ?? 'fr' });

  archive = async (caseId: string, changes?: ExportChanges) => {
    const files = filesOfZip(await buffer((await this.openArchive(caseId, changes)).content));
    const textOf = (path: string) => files.get(path)?.toString('utf8') ?? '';
    return { files, textOf, manifest: JSON.parse(textOf('manifest.json')) as Manifest };
  };

  /** Every PDF is accessible. */
  pdf = async (caseId: string, changes?: ExportChanges) => {
    const { file, content } = await this.openPdf(caseId, changes);
    const pdf = await buffer(content);
    expect(pdfUaProblems(pdf)).toEqual([]);
    return { file, pdf, ...saidByPdf(pdf) };
  };

  private exporting({
    who = this.who,
    whoNow = () => Promise.resolve(who),
    reader = this.town.database,
  }: ExportChanges) {
    return { reader, who, whoNow, blobs: this.blobs };
  }
}

export const ofType = (said: readonly Said[], type: string) =>
  said.filter((one) => one.type === type).map(({ text }) => text);

/** A file of a mail, as it is written there. */
export const plainFile = (name: string, content: string): WrappedFile => ({
  name,
  part: ['Content-Type: application/octet-stream', `Content-Disposition: attachment; filename="${name}"`, '', content],
});

export const note = ({ database }: TestTown, who: Principal, { caseId, text }: { caseId: string; text: string }) =>
  database.write(actorOf(who), (tx) => addNote(tx, who, { caseId, note: { text, mentions: [] } }));

/** Adds a note with a file; returns its entry. */
export async function noteWithFile(
  { database, blobs }: TestTown,
  who: Principal,
  { caseId, name, content }: { caseId: string; name: string; content: string },
): Promise<string> {
  const write = <Result>(work: (tx: Tx) => Promise<Result>) => database.write(actorOf(who), work);
  const file = { name, type: 'application/pdf', content: Buffer.from(content) };
  const { id } = await storeUpload({ who, blobs, write }, file);
  const added = { text: 'Voir le fichier', mentions: [], attachmentIds: [id] };
  return write((tx) => addNoteWithFiles(tx, who, { caseId, note: added }));
}

/** Appends so many notes at once. */
export const notes = (
  { database }: TestTown,
  who: Principal,
  { caseId, texts }: { caseId: string; texts: readonly string[] },
) =>
  database.write(actorOf(who), async (tx) => {
    const item = (await lockCases(tx, [caseId])).get(caseId);
    if (!item) throw new Error('The case is gone.');
    await appendEntries(
      tx,
      texts.map((text) => ({ item, entry: { kind: 'note', data: { text, mentions: [] } } })),
    );
    await saveCases(tx, [item]);
  });

/** Counts the pages of the timeline that are read. */
export class CountedPages {
  pages = 0;
  constructor(private readonly town: TestTown) {}

  reader = (): Reader => ({
    now: this.town.database.now,
    query: (sql, parameters) => {
      if (sql.includes('from timeline_entry e left join delivery')) this.pages += 1;
      return this.town.database.query(sql, parameters);
    },
  });

  /** Lets everything happen that happens without anybody taking more of an export. */
  settle = async (): Promise<void> => {
    for (let turn = 0; turn < 40; turn += 1) {
      await this.town.database.query('select 1');
      await setImmediate();
    }
  };
}
