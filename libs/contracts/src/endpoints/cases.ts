import { z } from 'zod';
import {
  CaseCounts,
  CaseDetail,
  CaseQuery,
  CaseSummary,
  CreateCase,
  LinkCase,
  MarkRead,
  MergeCase,
  MoveDone,
  MoveEntries,
  SetCitizen,
  SplitCase,
  UpdateCase,
} from '../cases.js';
import { byId, defineEndpoints } from '../endpoint.js';
import { Draft, SavedDraft, Timeline, TimelineQuery } from '../entries.js';
import { Id, page } from '../primitives.js';
import { SearchQuery, SearchResult } from '../search.js';
import { ExplainedSlaTimers } from '../sla.js';

const merged = ['merged-into', 'merged-away'] as const;

/** The inbox, cases, their drafts, and what moves entries between cases. */
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
    errors: ['not-found', 'no-address', 'no-such-team', 'no-such-case-type'],
  },
  getCase: {
    ...{
      method: 'GET',
      path: '/cases/:id',
      tag: 'cases',
      summary: 'A case with its participants, links and SLA timers',
    },
    ...{ params: byId, response: CaseDetail, status: 200, etag: true, scope: 'case.read', errors: ['not-found'] },
  },
  updateCase: {
    ...{ method: 'PATCH', path: '/cases/:id', tag: 'cases', summary: 'Change status, team, assignee, priority, tags…' },
    ...{ params: byId, body: UpdateCase, response: CaseDetail, status: 200, etag: true, scope: 'case.update' },
    errors: ['not-found', 'case-changed', 'conflict', ...merged, 'no-such-team', 'no-such-case-type'],
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
      errors: ['not-found', 'same-case'],
    },
  },
  getDraft: {
    ...{ method: 'GET', path: '/cases/:id/draft', tag: 'cases', summary: 'One’s own draft in a case' },
    ...{
      params: byId,
      response: z.object({ draft: SavedDraft }),
      status: 200,
      scope: 'case.read',
      errors: ['not-found'],
    },
  },
  saveDraft: {
    ...{ method: 'PUT', path: '/cases/:id/draft', tag: 'cases', summary: 'Save one’s own draft in a case' },
    ...{ params: byId, body: Draft, response: null, status: 204, scope: 'case.read', errors: ['not-found'] },
  },
  deleteDraft: {
    ...{ method: 'DELETE', path: '/cases/:id/draft', tag: 'cases', summary: 'Delete one’s own draft in a case' },
    ...{ params: byId, response: null, status: 204, scope: 'case.read', errors: ['not-found'] },
  },
  listTags: {
    ...{ method: 'GET', path: '/tags', tag: 'cases', summary: 'Tags in use, the most used first' },
    ...{ response: page(z.string()), status: 200, scope: 'case.read', errors: [] },
  },
  search: {
    ...{ method: 'GET', path: '/search', tag: 'cases', summary: 'Search cases and entries' },
    ...{ query: SearchQuery, response: SearchResult, status: 200, scope: 'case.read', errors: [] },
  },
  explainSlaTimers: {
    ...{
      method: 'GET',
      path: '/cases/:id/sla',
      tag: 'routing',
      summary: 'How each SLA timer came to its time, line by line',
    },
    ...{ params: byId, response: ExplainedSlaTimers, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  mergeCase: {
    ...{
      method: 'POST',
      path: '/cases/:id/merge',
      tag: 'moves',
      summary: 'Move every entry into another case and close this one',
    },
    ...{ params: byId, body: MergeCase, response: MoveDone, status: 200, scope: 'case.move' },
    errors: ['not-found', 'same-case', ...merged],
  },
  splitCase: {
    ...{ method: 'POST', path: '/cases/:id/split', tag: 'moves', summary: 'Move entries into a new case' },
    ...{ params: byId, body: SplitCase, response: MoveDone, status: 201, scope: 'case.move' },
    errors: ['not-found', 'conflict', ...merged],
  },
  moveEntries: {
    ...{ method: 'POST', path: '/cases/:id/move', tag: 'moves', summary: 'Move entries into another case' },
    ...{ params: byId, body: MoveEntries, response: MoveDone, status: 200, scope: 'case.move' },
    errors: ['not-found', 'same-case', 'conflict', ...merged],
  },
  undoMove: {
    ...{ method: 'POST', path: '/cases/:id/moves/:moveId/undo', tag: 'moves', summary: 'Undo a merge, split or move' },
    ...{ params: byId.extend({ moveId: Id }), response: MoveDone, status: 200, scope: 'case.move' },
    errors: ['not-found', 'undone-already', 'moved-on'],
  },
  setCitizen: {
    ...{ method: 'PATCH', path: '/cases/:id/citizen', tag: 'moves', summary: 'Say whom a case is about' },
    ...{ params: byId, body: SetCitizen, response: CaseDetail, status: 200, scope: 'case.update' },
    errors: ['not-found', 'address-of', ...merged],
  },
});
