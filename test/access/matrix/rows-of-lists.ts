import type {
  Ageing,
  Board,
  CaseCounts,
  CaseListCount,
  CaseSummary,
  Citizen,
  ConsistencyReport,
  EndpointName,
  MetricCases,
  MetricResult,
  Page,
  Reconciliation,
  SavedViewCount,
  TemplateSummary,
  TemplateUnsent,
  TemplateUseReport,
  UnansweredCases,
  Wallboard,
  Workforce,
} from '@guichet/contracts';
import { ANY_MESSAGE, figure, list, listOfTeam, type Asked, type Row } from './matrix-row.js';
import type { Things } from './matrix-shapes.js';

const ofPerson = ({ handles, cases, merges, duplicates, distinct }: Citizen) =>
  [
    handles.map(({ evidence, history, doubt }) => `${evidence} ${history.length} ${doubt ?? ''}`).join(', '),
    [cases, merges, duplicates, distinct].map(({ length }) => length).join(' '),
  ].join('; ');

/** What is one's own, and has to do with what is not: whether that shows. */
const seam = (name: EndpointName, more: Required<Pick<Row, 'by' | 'find' | 'call'>>): Row => ({ name, about: 'list', ...more }); // prettier-ignore
const part = { by: 'one’s own, part of it now', find: (it: Things) => it.reference };
const writer = { by: 'who writes to oneself as well', find: (it: Things) => it.writersWord };
export const seams: Row[] = [
  seam('getCase', { ...part, by: 'one’s own, linked to it', call: ({ mine }) => ({ params: { id: mine.linked } }) }),
  seam('getCase', { ...part, call: ({ mine }) => ({ params: { id: mine.merged } }) }),
  seam('getTimeline', { ...part, call: ({ mine }) => ({ params: { id: mine.merged } }) }),
  seam('updateCase', { ...part, call: ({ mine }) => ({ params: { id: mine.merged }, body: { priority: 'high' } }) }),
  seam('getCitizen', { ...writer, call: ({ it }) => ({ params: { id: it.writer } }) }),
  { ...seam('getCitizen', { ...writer, call: ({ it }) => ({ params: { id: it.writer } }) }), by: 'so: addresses; cases, merges, duplicates, distinct', count: ofPerson }, // prettier-ignore
  seam('getCitizen', { ...part, by: 'of a case that is linked to it', call: ({ mine }) => ({ params: { id: mine.linkedPerson } }) }), // prettier-ignore
  seam('listCitizens', { ...writer, call: () => ({ query: { q: 'Camille' } }) }),
  seam('listReplyRoutes', { ...writer, call: ({ mine }) => ({ params: { id: mine.ofWriter } }) }),
  seam('search', { ...writer, call: ({ it }) => ({ query: { q: `${it.writersWord}@citizen.test` } }) }),
  seam('listCases', {
    ...writer,
    call: ({ it }) => ({ query: { status: 'any', q: `${it.writersWord}@citizen.test` } }),
  }),
];

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
const totalOf = ({ total }: MetricResult) => total.count;

/** Without the figures of today, which begin anew at midnight: `reads-of-board.ts` looks at these, by a clock that stands still. */
const boardFigures = ({ waiting, late, soon, deliveries, satisfaction, reconciliation }: Board) =>
  [
    [waiting, late, soon].join(' '),
    ...[deliveries.failed, satisfaction.responses, reconciliation.findings.length],
  ].join('; ');

const boardLists = ({ channels, agents }: Board) =>
  [
    `${sum(channels.map((one) => one.waiting))} ${channels.filter(({ lastAt }) => lastAt).length}`,
    `${agents.length} ${sum(agents.map((one) => one.late))}`,
  ].join('; ');

const reconciled = ({ checked, findings }: Reconciliation) =>
  `${checked}; ${sum(findings.map(({ count }) => count))} ${findings.flatMap(({ caseIds }) => caseIds).length}`;
const workforceIn = ({ items }: Workforce) =>
  `${items.length} ${items.flatMap(({ teamIds }) => teamIds).length} ${sum(items.map(({ open }) => open))}`;
const ofShared = ({ town }: Asked) => ({ params: { id: town.sharedTemplate } });
const usesIn = ({ items }: Page<TemplateSummary>) => sum(items.map(({ uses }) => uses));
const useFigures = ({ uses, share, byTeam, edits }: TemplateUseReport) =>
  `${uses} ${share.toFixed(2)}; ${byTeam.length} ${edits.length}`;
const deviationsIn = ({ replies, deviations, hidden }: ConsistencyReport) =>
  `${replies} ${deviations.length} ${hidden}`;
const unsentIn = ({ messages, drafts, hidden }: TemplateUnsent) => `${messages.length} ${drafts.length} ${hidden}`;

/** What has no id: whether the word is found, of an open case or of a restricted one. */
export const lists: Row[] = [
  list('listCases', () => ({ query: { status: 'any', limit: '100' } })),
  { ...list('listCases', ({ it }) => ({ query: { status: 'any', q: it.reference } })), by: 'by its reference' },
  { ...figure('listCases', ({ items }: Page<CaseSummary>) => items.length, ({ town }) => ({ query: { status: 'any', assignee: town.busy } })), by: 'of somebody who works in both sectors' }, // prettier-ignore
  figure('countListedCases', ({ count }: CaseListCount) => count, ({ it }) => ({ query: { status: 'any', q: it.reference } })), // prettier-ignore
  figure('findUnansweredCases', ({ count }: UnansweredCases) => count, ({ it }) => ({ body: { cases: { filter: { status: 'any', q: it.reference } } } })), // prettier-ignore
  figure('countCases', ({ all }: CaseCounts) => all),
  figure('countSavedViews', ({ items }: Page<SavedViewCount>) => sum(items.map(({ count }) => count))),
  list('listTags', () => ({ query: {} })),
  list('takeNextCase'),
  list('search', ({ it }) => ({ query: { q: it.word } })),
  { ...list('search', ({ it }) => ({ query: { q: it.reference } })), by: 'by its reference' },
  list('listSideRecipients'),
  list('listAuthorities'),
  list('listCitizens', ({ it }) => ({ query: { q: it.word } })),
  list('getAddressOwner', ({ it }) => ({ query: { address: `${it.word}@citizen.test`, citizenName: 'Dominique' } })),
  list('tryRouting', () => ({ body: { rules: [ANY_MESSAGE] } })),
  { ...figure('getBoard', boardFigures), by: 'waiting, late, soon; failed; responses; findings' },
  { ...figure('getBoard', boardLists), by: 'waiting by channel, channels with a time; agents, their late cases' },
  figure('getWallboard', ({ waiting }: Wallboard) => waiting),
  figure('getAgeing', ({ items }: Ageing) => sum(items.flatMap(({ counts }) => counts))),
  figure('getMetric', totalOf, () => ({ params: { name: 'contacts' } })),
  { ...figure('getMetric', totalOf, ({ team }) => ({ params: { name: 'contacts' }, query: { team: team.team } })), by: 'of its team' }, // prettier-ignore
  { ...figure('getMetric', totalOf, ({ team }) => ({ params: { name: 'contacts' }, query: { sector: team.sector } })), by: 'of its sector' }, // prettier-ignore
  { ...figure('getMetric', totalOf, ({ team }) => ({ params: { name: 'replies' }, query: { agent: team.agent } })), by: 'of somebody else' }, // prettier-ignore
  list('listMetricCases', () => ({ params: { name: 'contacts' } })),
  { ...figure('listMetricCases', ({ total }: MetricCases) => total, ({ team }) => ({ params: { name: 'contacts' }, query: { groupBy: 'team', key: team.team } })), by: 'of its team' }, // prettier-ignore
  list('exportCases', () => ({ query: { status: 'any' } })),
  list('exportSearch', ({ it }) => ({ query: { q: it.word } })),
  list('exportMetricCases', () => ({ params: { name: 'contacts' } })),
  { ...list('getReconciliation'), find: (it) => it.case },
  { ...figure('getReconciliation', reconciled), by: 'checked; found, named' },
  { ...list('getEmergencyAccess', ({ town }) => ({ params: { id: town.alarming } })), by: 'of which one was alarmed', find: (_, { restricted }) => restricted.reference }, // prettier-ignore
  { ...list('listEmergencyAccesses'), find: (_, { restricted }) => restricted.reference },
  list('listLettersToPrint'),
  list('listNotifications'),
  { ...figure('listTemplates', usesIn), by: 'uses' },
  { ...figure('listTemplates', ({ items }: Page<TemplateSummary>) => items.length, ({ team }) => ({ query: { cursor: team.template, limit: '1' } })), by: 'behind one of its sector' }, // prettier-ignore
  { ...figure('getTemplateUse', useFigures, ofShared), by: 'that everybody knows: uses, share; teams, edits' },
  { ...figure('getConsistency', deviationsIn, ofShared), by: 'that everybody knows: replies, shown, hidden' },
  { ...figure('listUnsent', unsentIn, ofShared), by: 'that everybody knows: replies, drafts, hidden' },
  { ...listOfTeam('listTemplates', ({ mine }) => ({ query: { caseId: mine.case } })), by: 'for a case of one’s own' },
  listOfTeam('listTemplates', ({ team }) => ({ query: { q: team.word } })),
  listOfTeam('getConsistencyOverview'),
  listOfTeam('listAnswerTopics'),
  listOfTeam('listSavedViews'),
  listOfTeam('listMacros'),
  listOfTeam('listCaseTypes'),
  listOfTeam('listCaseFields'),
  listOfTeam('listChecklistSteps'),
  listOfTeam('getRouting'),
  listOfTeam('getSlaTargets'),
  listOfTeam('listChannels'),
  listOfTeam('listAcknowledgements'),
  listOfTeam('listAutomaticTemplates'),
  { ...listOfTeam('listBlockedSenders'), by: 'all' },
  listOfTeam('getSignatures'),
  listOfTeam('exportMetrics', () => ({ query: { metrics: 'contacts', groupBy: 'team' } })),
  listOfTeam('listSurveyResponses'),
  listOfTeam('listPresence'),
  { ...figure('listPresence', workforceIn), by: 'agents, their teams, their cases' },
  listOfTeam('listReports'),
  listOfTeam('listAgents'),
];
