import type { Ageing, Board, CaseCounts, MetricResult, Wallboard } from '@guichet/contracts';
import { ANY_MESSAGE, figure, list, listOfTeam, type Row } from './matrix-row.js';

/** What has no id: whether the word is found, of an open case or of a restricted one. */
export const lists: Row[] = [
  list('listCases', () => ({ query: { status: 'any', limit: '100' } })),
  { ...list('listCases', ({ it }) => ({ query: { status: 'any', q: it.reference } })), by: 'by its reference' },
  figure('countCases', ({ all }: CaseCounts) => all),
  list('listTags', () => ({ query: {} })),
  list('search', ({ it }) => ({ query: { q: it.word } })),
  { ...list('search', ({ it }) => ({ query: { q: it.reference } })), by: 'by its reference' },
  list('listCitizens', ({ it }) => ({ query: { q: it.word } })),
  list('tryRouting', () => ({ body: { rules: [ANY_MESSAGE] } })),
  figure('getBoard', ({ waiting }: Board) => waiting),
  figure('getWallboard', ({ waiting }: Wallboard) => waiting),
  figure('getAgeing', ({ items }: Ageing) => items.flatMap(({ counts }) => counts).reduce((sum, n) => sum + n, 0)),
  { ...list('getMetric', () => ({ params: { name: 'contacts' } })), count: ({ total }: MetricResult) => total.count },
  list('listMetricCases', () => ({ params: { name: 'contacts' } })),
  list('exportCases', () => ({ query: { status: 'any' } })),
  { ...list('getReconciliation'), find: (it) => it.case },
  list('listNotifications'),
  listOfTeam('listTemplates', ({ team }) => ({ query: { q: team.word } })),
  listOfTeam('getConsistencyOverview'),
  listOfTeam('listCaseTypes'),
  listOfTeam('getRouting'),
  listOfTeam('getSlaTargets'),
  listOfTeam('listChannels'),
  { ...listOfTeam('listBlockedSenders'), by: 'all' },
  listOfTeam('exportMetrics', () => ({ query: { metrics: 'contacts', groupBy: 'team' } })),
  listOfTeam('listSurveyResponses'),
  listOfTeam('listPresence'),
  listOfTeam('listReports'),
  listOfTeam('listAgents'),
];
