import { byId, defineEndpoints } from '../define-endpoints.js';
import {
  CaseExport,
  CasesExport,
  mediaTypeOfExport,
  MetricCasesExport,
  MetricsExport,
  SearchExport,
} from '../exports.js';
import { ofMetric } from './metrics.js';

const { csv, ...others } = mediaTypeOfExport;
const table = { file: [csv, ...Object.values(others)] } as const;

/** Metrics and cases as files. */
export const exportEndpoints = defineEndpoints({
  exportMetrics: {
    ...{ method: 'GET', path: '/exports/metrics', tag: 'exports', summary: 'Figures as CSV or XLSX' },
    ...{
      query: MetricsExport,
      response: table,
      status: 200,
      scope: 'export.cases',
      stepUp: true,
      errors: ['not-found'],
    },
  },
  exportMetricCases: {
    ...{ method: 'GET', path: '/exports/metrics/:name/cases', tag: 'exports' },
    summary: 'The cases behind a figure as CSV or XLSX, each with its own value',
    ...{ params: ofMetric, query: MetricCasesExport, response: table, status: 200 },
    ...{ scope: 'export.cases', stepUp: true, errors: ['not-found'] },
  },
  exportCases: {
    ...{
      method: 'GET',
      path: '/exports/cases',
      tag: 'exports',
      summary: 'Cases as CSV or XLSX, row by row, without a limit',
    },
    ...{ query: CasesExport, response: table, status: 200, scope: 'export.cases', stepUp: true, errors: [] },
  },
  exportSearch: {
    ...{
      method: 'GET',
      path: '/exports/search',
      tag: 'exports',
      summary: 'The cases that a search finds as CSV or XLSX',
    },
    ...{ query: SearchExport, response: table, status: 200, scope: 'export.cases', stepUp: true, errors: [] },
  },
  exportCase: {
    ...{ method: 'GET', path: '/cases/:id/export', tag: 'exports' },
    summary:
      'A case as ZIP: its originals, attachments and timeline, with a manifest of their digests; or as PDF/UA: its timeline',
    ...{ params: byId, query: CaseExport, response: { file: ['application/zip', 'application/pdf'] }, status: 200 },
    ...{ scope: 'export.cases', stepUp: true, errors: ['not-found'] },
  },
});
