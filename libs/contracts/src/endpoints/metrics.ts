import { z } from 'zod';
import { Board, Wallboard } from '../board.js';
import { byId, defineEndpoints } from '../endpoint.js';
import {
  Ageing,
  MetricCases,
  MetricCasesQuery,
  MetricInfo,
  MetricName,
  MetricQuery,
  MetricResult,
} from '../metrics.js';
import { page } from '../primitives.js';
import { CasesExport, MetricsExport, Report, WriteReport } from '../reports.js';
import { SurveyResponse, SurveyResponseQuery, SurveySettings } from '../surveys.js';

const ofMetric = z.object({ name: MetricName });
const table = {
  file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
} as const;

/** Dashboards, exports, reports and surveys. */
export const metricEndpoints = defineEndpoints({
  getBoard: {
    ...{ method: 'GET', path: '/board', tag: 'board', summary: 'The state of queues, channels and agents now' },
    ...{ response: Board, status: 200, scope: 'metrics.read', errors: [] },
  },
  getWallboard: {
    ...{
      method: 'GET',
      path: '/board/wallboard',
      tag: 'board',
      summary: 'The same for a screen on a wall, without names',
    },
    ...{ response: Wallboard, status: 200, scope: 'metrics.read', errors: [] },
  },
  listMetrics: {
    ...{ method: 'GET', path: '/metrics', tag: 'metrics', summary: 'Every dashboard metric, with its unit' },
    ...{ response: page(MetricInfo), status: 200, scope: 'signed-in', errors: [] },
  },
  getAgeing: {
    ...{ method: 'GET', path: '/metrics/ageing', tag: 'metrics', summary: 'How old open cases are' },
    ...{ response: Ageing, status: 200, scope: 'metrics.read', errors: [] },
  },
  getMetric: {
    ...{
      method: 'GET',
      path: '/metrics/:name',
      tag: 'metrics',
      summary: 'One figure of a dashboard, by day, team, channel…',
    },
    ...{
      params: ofMetric,
      query: MetricQuery,
      response: MetricResult,
      status: 200,
      scope: 'metrics.read',
      errors: ['not-found'],
    },
  },
  listMetricCases: {
    ...{ method: 'GET', path: '/metrics/:name/cases', tag: 'metrics', summary: 'The cases behind a figure' },
    ...{ params: ofMetric, query: MetricCasesQuery, response: MetricCases, status: 200, scope: 'metrics.read' },
    errors: ['not-found'],
  },
  exportMetrics: {
    ...{ method: 'GET', path: '/exports/metrics', tag: 'exports', summary: 'Figures as CSV or XLSX' },
    ...{ query: MetricsExport, response: table, status: 200, scope: 'export.cases', errors: ['not-found'] },
  },
  exportCases: {
    ...{
      method: 'GET',
      path: '/exports/cases',
      tag: 'exports',
      summary: 'Cases as CSV or XLSX, row by row, without a limit',
    },
    ...{ query: CasesExport, response: table, status: 200, scope: 'export.cases', errors: [] },
  },
  listReports: {
    ...{ method: 'GET', path: '/reports', tag: 'reports', summary: 'Reports that are sent by mail' },
    ...{ response: page(Report), status: 200, scope: 'report.manage', errors: [] },
  },
  createReport: {
    ...{ method: 'POST', path: '/reports', tag: 'reports', summary: 'Create a report' },
    ...{
      body: WriteReport,
      response: Report,
      status: 201,
      scope: 'report.manage',
      errors: ['conflict', 'no-such-team'],
    },
  },
  replaceReport: {
    ...{ method: 'PUT', path: '/reports/:id', tag: 'reports', summary: 'Replace a report' },
    ...{ params: byId, body: WriteReport, response: Report, status: 200, scope: 'report.manage' },
    errors: ['not-found', 'conflict', 'no-such-team'],
  },
  deleteReport: {
    ...{ method: 'DELETE', path: '/reports/:id', tag: 'reports', summary: 'Delete a report' },
    ...{ params: byId, response: null, status: 204, scope: 'report.manage', errors: ['not-found'] },
  },
  sendReport: {
    ...{
      method: 'POST',
      path: '/reports/:id/send',
      tag: 'reports',
      summary: 'Send a report of the last full period now',
    },
    ...{ params: byId, response: null, status: 204, scope: 'report.manage', errors: ['not-found'] },
  },
  getSurveySettings: {
    ...{ method: 'GET', path: '/surveys/settings', tag: 'satisfaction', summary: 'When and how citizens are asked' },
    ...{ response: SurveySettings, status: 200, scope: 'signed-in', errors: [] },
  },
  saveSurveySettings: {
    ...{
      method: 'PUT',
      path: '/surveys/settings',
      tag: 'satisfaction',
      summary: 'Replace when and how citizens are asked',
    },
    ...{ body: SurveySettings, response: SurveySettings, status: 200, scope: 'survey.manage', errors: [] },
  },
  listSurveyResponses: {
    ...{
      method: 'GET',
      path: '/surveys/responses',
      tag: 'satisfaction',
      summary: 'What citizens said, newest first and anonymous',
    },
    ...{ query: SurveyResponseQuery, response: page(SurveyResponse), status: 200, scope: 'metrics.read', errors: [] },
  },
});
