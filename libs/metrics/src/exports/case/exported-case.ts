import { exportedScope, organisationOf, parameters, type Principal, type Scope } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import { CaseDetail, type Entry } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure, type BlobStore } from '@guichet/platform';
import { stillPermitted } from '../cases-export.js';

/** Entries that are read at a time: each may hold a text of a megabyte. */
const PAGE = 25;

export interface CaseExporting {
  reader: Reader;
  who: Principal;
  /** Reads anew who exports; null where their session or token has ended. */
  whoNow: () => Promise<Principal | null>;
  blobs: BlobStore;
}

/** An entry, and the agent as they are when it is read. */
export interface ReadEntry {
  entry: Entry;
  who: Principal;
}

export type Entries = () => AsyncGenerator<ReadEntry>;

/**
 * A case as it is exported, whatever the format, with the name and the time zone of the organisation.
 *
 * @throws Failure `not-permitted`; `not-found` for a case that the agent may not see or export
 */
export async function exportedCase(
  exporting: CaseExporting,
  caseId: string,
): Promise<{
  item: CaseDetail;
  name: string;
  timeZone: string;
  entries: Entries;
  /** Whoever exports, as they are now; throws where they may not any more. */
  permittedNow: () => Promise<Principal>;
}> {
  const { reader, who } = exporting;
  const visible = exportedScope(who, 'case.read');
  await assertExportable(reader, visible, caseId);
  const item = CaseDetail.parse(await caseDetail(reader, who, { id: caseId, visible }));
  const { name, timeZone } = await organisationOf(reader);
  const permittedNow = async () => {
    const { who: now, visible: theirs } = stillPermitted(visible, await exporting.whoNow());
    await assertExportable(reader, theirs, item.id);
    return now;
  };
  return { item, name, timeZone, permittedNow, entries: () => entriesOf(reader, { item, permittedNow }) };
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
  reader: Reader,
  { item, permittedNow }: { item: CaseDetail; permittedNow: () => Promise<Principal> },
): AsyncGenerator<ReadEntry> {
  let after = 0;
  for (;;) {
    const who = await permittedNow();
    const query = { after, before: item.lastPosition + 1, limit: PAGE };
    const { items, nextCursor } = await timeline(reader, who, { caseId: item.id, query });
    for (const entry of items) yield { entry, who };
    if (!nextCursor) return;
    after = Number(nextCursor);
  }
}
