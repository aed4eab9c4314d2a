import { z } from 'zod';
import { CaseQuery } from './cases.js';
import { MetricCasesQuery, MetricQuery } from './metrics.js';
import { Language } from './primitives.js';
import { SearchQuery } from './search.js';

export const ExportFormat = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** The media type of each format. */
export const mediaTypeOfExport = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<ExportFormat, string>;

/**
 * `GET /exports/metrics`: `metrics` are names with commas between them; the headings are in `language`. As CSV it is one table: of each
 * metric first the figures of the whole period and of the compared one, in total and by `by` (by channel where the points are days, weeks
 * or months and neither `by` nor `channel` is given), then one row per point; the second column says which it is. As XLSX, the first
 * sheet has the figures of the period beside those of the compared one, and the second one the points.
 */
export const MetricsExport = MetricQuery.extend({
  metrics: z.string().max(400),
  format: ExportFormat.default('csv'),
  language: Language.default('en'),
});

export type MetricsExport = z.infer<typeof MetricsExport>;

/** `GET /exports/cases`: one row per case of any view of the inbox, without a limit of rows. */
export const CasesExport = CaseQuery.omit({ limit: true, cursor: true }).extend({
  format: ExportFormat.default('csv'),
  language: Language.default('en'),
});

export type CasesExport = z.infer<typeof CasesExport>;

/**
 * `GET /exports/search`: one row per case that a search finds, in its order; where it finds more than it shows, also the newest others that
 * have all its words: `searchLimits.exported` at most.
 */
export const SearchExport = SearchQuery.omit({ limit: true }).extend({
  format: ExportFormat.default('csv'),
  language: Language.default('en'),
});

export type SearchExport = z.infer<typeof SearchExport>;

/** `GET /exports/metrics/:name/cases`: one row per case behind a figure, with its own value, in the order of the list. */
export const MetricCasesExport = MetricCasesQuery.omit({ limit: true, cursor: true }).extend({
  format: ExportFormat.default('csv'),
  language: Language.default('en'),
});

export type MetricCasesExport = z.infer<typeof MetricCasesExport>;

/** `GET /cases/:id/export`: as a ZIP of all that it is made of, or as a PDF; the language of the timeline that people read. */
export const CaseExport = z.object({
  format: z.enum(['zip', 'pdf']).default('zip'),
  language: Language.default('en'),
});
export type CaseExport = z.infer<typeof CaseExport>;
