import {
  CaseCounts,
  CaseDetail,
  CaseQuery,
  CaseSummary,
  CreateCase,
  MarkRead,
  TakenCase,
  UpdateCase,
} from '../cases.js';
import { LinkCase } from '../case-links.js';
import { byId, closingErrors, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Id, page, WholeListQuery } from '../primitives.js';
import { Timeline, TimelineQuery } from '../timeline.js';
import { z } from 'zod';

/** The inbox and its cases. */
export const caseEndpoints = defineEndpoints({
  listCases: {
    ...{ method: 'GET', path: '/cases', tag: 'cases', summary: 'The inbox: cases by view, status, team, tag, words' },
    ...{ query: CaseQuery, response: page(CaseSummary), status: 200, scope: 'case.read', errors: [] },
  },
  countCases: {
    ...{ method: 'GET', path: '/cases/counts', tag: 'cases', summary: 'How many cases each view holds' },
    ...{ response: CaseCounts, status: 200, scope: 'case.read', errors: [] },
  },
  createCase: {
    ...{ method: 'POST', path: '/cases', tag: 'cases', summary: 'Open a case' },
    ...{ body: CreateCase, response: CaseDetail, status: 201, etag: true, scope: 'case.create' },
    errors: [
      'not-found',
      'no-address',
      'address-of-somebody-else',
      'address-without-name',
      'no-own-team',
      'no-such-team',
      'no-such-case-type',
      'no-such-citizen',
      'no-such-account',
      'agent-not-in-team',
    ],
  },
  getCase: {
    ...{
      method: 'GET',
      path: '/cases/:id',
      tag: 'cases',
      summary: 'A case with its participants, links and SLA timers',
    },
    ...{
      params: byId,
      response: CaseDetail,
      status: 200,
      etag: true,
      scope: 'case.read',
      errors: ['not-found', 'case-restricted'],
    },
  },
  updateCase: {
    ...{ method: 'PATCH', path: '/cases/:id', tag: 'cases', summary: 'Change status, team, assignee, priority, tags…' },
    ...{
      params: byId,
      body: UpdateCase,
      response: CaseDetail,
      status: 200,
      etag: true,
      ifMatch: true,
      scope: 'case.update',
    },
    errors: [
      'not-found',
      'conflict',
      ...mergedCaseErrors,
      'no-such-team',
      'sector-reason-needed',
      'summary-needs-team',
      'no-such-case-type',
      'agent-not-named',
      ...closingErrors,
    ],
  },
  dismissHandover: {
    ...{ method: 'DELETE', path: '/cases/:id/handover', tag: 'cases' },
    summary: 'Show the summary with which a case was handed over no longer above it',
    ...{ params: byId, response: null, status: 204, scope: 'case.update', errors: ['not-found', ...mergedCaseErrors] },
  },
  undoHandover: {
    ...{ method: 'POST', path: '/cases/:id/handover/undo', tag: 'cases' },
    summary: 'Take a case back that one has just given to another team, be it out of sight',
    ...{ params: byId, response: null, status: 204, scope: 'case.assign' },
    errors: ['not-found', 'undo-late', ...mergedCaseErrors],
  },
  getTimeline: {
    ...{ method: 'GET', path: '/cases/:id/timeline', tag: 'cases', summary: 'Entries of a case, in order' },
    ...{
      params: byId,
      query: TimelineQuery,
      response: Timeline,
      status: 200,
      scope: 'case.read',
      errors: ['not-found'],
    },
  },
  markRead: {
    ...{ method: 'POST', path: '/cases/:id/read', tag: 'cases', summary: 'Mark a case read up to an entry' },
    ...{ params: byId, body: MarkRead, response: null, status: 204, scope: 'case.read', errors: ['not-found'] },
  },
  markUnread: {
    ...{ method: 'DELETE', path: '/cases/:id/read', tag: 'cases', summary: 'Mark the last message of a case unread' },
    ...{ params: byId, response: null, status: 204, scope: 'case.read', errors: ['not-found'] },
  },
  followCase: {
    ...{ method: 'PUT', path: '/cases/:id/follow', tag: 'cases', summary: 'Be notified of what the citizen writes' },
    ...{ params: byId, response: null, status: 204, scope: 'case.read', errors: ['not-found'] },
  },
  unfollowCase: {
    ...{ method: 'DELETE', path: '/cases/:id/follow', tag: 'cases', summary: 'Be notified of a case no longer' },
    ...{ params: byId, response: null, status: 204, scope: 'case.read', errors: ['not-found'] },
  },
  takeNextCase: {
    ...{ method: 'POST', path: '/cases/next', tag: 'cases' },
    summary: 'Take the most urgent of the unassigned cases of one’s teams',
    ...{ response: TakenCase, status: 200, scope: 'case.assign', errors: [] },
  },
  linkCase: {
    ...{
      method: 'POST',
      path: '/cases/:id/links',
      tag: 'cases',
      summary: 'Link a case to another one, or dismiss a suggestion',
    },
    ...{
      params: byId,
      body: LinkCase,
      response: null,
      status: 204,
      scope: 'case.update',
      errors: ['not-found', 'same-case', ...mergedCaseErrors],
    },
  },
  unlinkCase: {
    ...{
      method: 'DELETE',
      path: '/cases/:id/links/:otherId',
      tag: 'cases',
      summary: 'Remove the link between two cases',
    },
    ...{
      params: z.object({ id: Id, otherId: Id }),
      response: null,
      status: 204,
      scope: 'case.update',
      errors: ['not-found', ...mergedCaseErrors],
    },
  },
  listTags: {
    ...{ method: 'GET', path: '/tags', tag: 'cases', summary: 'Tags in use, the most used first' },
    ...{ query: WholeListQuery, response: page(z.string()), status: 200, scope: 'case.read', errors: [] },
  },
});
