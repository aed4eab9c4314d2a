import { exportedScope } from '@guichet/access';
import { foundCaseIds, summariesIn } from '@guichet/cases';
import type { SearchExport } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import {
  caseColumns,
  nameAndZone,
  PAGE,
  stillPermitted,
  toExported,
  type ExportedCase,
  type Exporting,
} from './cases-export.js';
import type { Sheet } from './export-table.js';

/**
 * Exports what a search finds, one row a case, in its order and in the columns of a list. The reader gets the cases that the search finds
 * for them, as far as they may export those, and the rows end as those of `casesSheet`.
 *
 * @throws Failure `not-permitted`.
 */
export async function searchSheet(
  reader: Reader,
  { who, whoNow, pageSize = PAGE }: Exporting,
  { q, order, language }: SearchExport,
): Promise<Sheet<ExportedCase>> {
  const visible = exportedScope(who, 'case.read');
  const ids = await foundCaseIds(reader, { who, visible }, { q, order });
  async function* rows(): AsyncGenerator<ExportedCase> {
    for (let at = 0; at < ids.length; at += pageSize) {
      const now = at === 0 ? { who, visible } : stillPermitted(visible, await whoNow());
      const page = ids.slice(at, at + pageSize);
      const summaries = await summariesIn(reader, now, page);
      const items = page.map((id) => summaries.get(id)).filter((item) => item !== undefined);
      yield* await toExported(reader, items);
    }
  }
  return {
    ...(await nameAndZone(reader, who, language)),
    columns: await caseColumns(reader, who, language),
    rows: rows(),
    language,
  };
}
