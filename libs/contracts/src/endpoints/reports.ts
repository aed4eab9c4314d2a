import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';
import { Report, WriteReport } from '../reports.js';

/** Reports that are sent by mail, again and again. */
export const reportEndpoints = defineEndpoints({
  listReports: {
    ...{ method: 'GET', path: '/reports', tag: 'reports', summary: 'Reports that are sent by mail' },
    ...{ query: WholeListQuery, response: page(Report), status: 200, scope: 'report.manage', errors: [] },
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
});
