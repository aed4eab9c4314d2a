import { exportedScope } from '@guichet/access';
import { MetricCasesQuery, type MetricCasesExport, type MetricName } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { metrics } from '../metrics/registry.js';
import { metricCases } from '../query/drill-down.queries.js';
import { zoneOf } from '../rollup/rollup-time-zones.js';
import { caseColumns, PAGE, stillPermitted, toExported, type ExportedCase, type Exporting } from './cases-export.js';
import type { Sheet } from './export-table.js';
import { words } from './export-texts.js';
import { cellTypeOfUnit } from './figure-columns.js';

interface Row extends ExportedCase {
  value: number;
  at: string;
}

/**
 * Exports the cases behind a figure, in the order of their list, each with its own value. The reader gets those that the list shows them,
 * as far as they may export them, and the rows end as those of `casesSheet`.
 *
 * @throws Failure `not-permitted`, `invalid-request`.
 */
export async function metricCasesSheet(
  reader: Reader,
  { who, whoNow, pageSize = PAGE }: Exporting,
  { name, query: { language, format: _, ...query } }: { name: MetricName; query: MetricCasesExport },
): Promise<Sheet<Row>> {
  const visible = exportedScope(who, 'case.read');
  const asked = { ...MetricCasesQuery.parse(query), limit: pageSize };
  // An error in the query is reported before the first row is sent.
  const first = await metricCases(reader, who, { name, query: asked, visible, isCounted: false });
  async function* rows(): AsyncGenerator<Row> {
    let page = first;
    for (;;) {
      const exported = await toExported(
        reader,
        page.items.map((item) => item.case),
      );
      yield* exported.map((item, at) => ({ ...item, value: page.items[at]!.value, at: page.items[at]!.at }));
      if (!page.nextCursor) return;
      const now = stillPermitted(visible, await whoNow());
      const next = { name, query: { ...asked, cursor: page.nextCursor }, visible: now.visible, isCounted: false };
      page = await metricCases(reader, now.who, next);
    }
  }
  const { cases, column, metric, yes, no, partly } = words[language];
  const { unit, figure } = metrics[name];
  const period = [...new Set([query.from, query.to])].filter(Boolean).join(' ');
  return {
    name: cases,
    file: `${cases} – ${metric[name]} ${period}`.trim(),
    columns: [
      ...(await caseColumns(reader, who, language)),
      // When a case was opened stands in a column of its own.
      ...(figure === 'gauge'
        ? []
        : [
            {
              heading: name === 'breaches' ? column.missed : column.counted,
              type: 'moment' as const,
              of: ({ at }: Row) => new Date(at),
            },
          ]),
      // Of a share the columns beside it say yes or no, too.
      unit === 'share'
        ? { heading: metric[name], type: 'text', of: ({ value }) => (value >= 1 ? yes : value > 0 ? partly : no) }
        : { heading: metric[name], type: cellTypeOfUnit[unit], of: ({ value }) => value },
    ],
    rows: rows(),
    language,
    zone: await zoneOf(reader, who),
  };
}
