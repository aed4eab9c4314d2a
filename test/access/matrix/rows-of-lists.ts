import type { Ageing, Board, CaseCounts, EndpointName, MetricResult, Wallboard } from '@guichet/contracts';
import { ANY_MESSAGE, figure, list, listOfTeam, type Row } from './matrix-row.js';
import type { Things } from './matrix-shapes.js';

/** What is one's own, and has to do with what is not: whether that shows. */
const seam = (name: EndpointName, more: Required<Pick<Row, 'by' | 'find' | 'call'>>): Row => ({ name, about: 'list', ...more }); // prettier-ignore
const part = { by: 'one’s own, part of it now', find: (it: Things) => it.reference };
const writer = { by: 'who writes to oneself as well', find: (it: Things) => it.writersWord };
export const seams: Row[] = [
  seam('getCase', { ...part, by: 'one’s own, linked to it', call: ({ mine }) => ({ params: { id: mine.linked } }) }),
  seam('getCase', { ...part, call: ({ mine }) => ({ params: { id: mine.merged } }) }),
  seam('getTimeline', { ...part, call: ({ mine }) => ({ params: { id: mine.merged } }) }),
  seam('getCitizen', { ...writer, call: ({ it }) => ({ params: { id: it.writer } }) }),
  seam('listCitizens', { ...writer, call: () => ({ query: { q: 'Camille' } }) }),
  seam('listReplyRoutes', { ...writer, call: ({ mine }) => ({ params: { id: mine.ofWriter } }) }),
  seam('search', { ...writer, call: ({ it }) => ({ query: { q: `${it.writersWord}@citizen.test` } }) }),
  seam('listCases', {
    ...writer,
    call: ({ it }) => ({ query: { status: 'any', q: `${it.writersWord}@citizen.test` } }),
  }),
];

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
  listOfTeam('listAnswerTopics'),
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
