import { CONTENT, ofTeam, WEEK, type Row } from './matrix-row.js';

/** What belongs to a team or lies in its sector. */
export const ofTeams: Row[] = [
  ofTeam('getTemplate', 'template'),
  ofTeam('listVersions', 'template'),
  ofTeam('listApprovers', 'template'),
  ofTeam('listUnsent', 'template'),
  ofTeam('getTemplateUse', 'template'),
  ofTeam('getConsistency', 'template'),
  ofTeam('getAnswerConsistency', 'template'),
  { ...ofTeam('renderTemplate', 'template', ({ mine }) => ({ body: { caseId: mine.case, channelKind: 'email', number: 1, language: 'fr' } })), by: 'in a case of one’s own' }, // prettier-ignore
  { ...ofTeam('renderLetter', 'template', ({ mine }) => ({ body: { caseId: mine.case, channelKind: 'post', number: 1, language: 'fr' } })), by: 'in a case of one’s own' }, // prettier-ignore
  { name: 'previewTemplate', about: 'team', by: 'a template', call: ({ team }) => ({ body: { content: CONTENT, language: 'fr', templateId: team.template } }) }, // prettier-ignore
  { name: 'previewLetter', about: 'team', by: 'a template', call: ({ team }) => ({ body: { content: CONTENT, language: 'fr', templateId: team.template } }) }, // prettier-ignore
  { name: 'postMessage', about: 'team', by: 'by its account', call: ({ team, mine }) => ({ params: { id: mine.case }, body: { text: 'x', to: ['a@citizen.test'], acknowledged: ['new-recipient:a@citizen.test', 'other-citizen-copied:a@citizen.test'], channelAccountId: team.channel } }) }, // prettier-ignore
  { name: 'postMessage', about: 'team', by: 'by its template', call: ({ team, mine, town }) => ({ params: { id: mine.case }, body: { text: 'x', to: ['a@citizen.test'], acknowledged: ['new-recipient:a@citizen.test', 'other-citizen-copied:a@citizen.test'], channelAccountId: town.sharedChannel, templateId: team.template, templateNumber: 1, language: 'fr' } }) }, // prettier-ignore
  {
    name: 'createCase',
    about: 'team',
    by: 'in it',
    call: ({ team }) => ({ body: { subject: 'x', teamId: team.team } }),
  },
  { name: 'createCase', about: 'team', by: 'by its account', call: ({ team, mine }) => ({ body: { subject: 'x', teamId: mine.team, channelAccountId: team.channel } }) }, // prettier-ignore
  { name: 'getAttachment', about: 'team', by: 'a file of its template', call: ({ team }) => ({ params: { id: team.templateFile } }) }, // prettier-ignore
  { name: 'updateCase', about: 'team', by: 'a case of one’s own gets its case type', call: ({ team, mine }) => ({ params: { id: mine.case }, body: { caseTypeId: team.caseType } }) }, // prettier-ignore
  ofTeam('updateTemplate', 'template', () => ({ body: { tags: [] } })),
  { name: 'updateTemplate', about: 'team', by: 'that everybody knows, into its sector', call: ({ team, town }) => ({ params: { id: town.sharedTemplate }, body: { sectorId: team.sector } }) }, // prettier-ignore
  ofTeam('draftFromEdits', 'template', () => ({ body: { language: 'fr', block: 0, how: 'replace' } })),
  ofTeam('saveTemplateDraft', 'template', () => ({ body: { content: CONTENT, revision: 1 } })),
  ofTeam('submitVersion', 'template', () => ({ body: { language: 'fr' } })),
  ofTeam('returnVersion', 'template', () => ({ body: { language: 'fr', remark: 'x' } })),
  ofTeam('approveVersion', 'template', () => ({ body: { language: 'fr' } })),
  ofTeam('withdrawTemplate', 'template', () => ({ body: { remark: 'x' } })),
  ofTeam('deleteTemplateDraft', 'template'),
  ofTeam('listBlockUses', 'template'),
  ofTeam('getBusinessHours', 'team'),
  ofTeam('getCalendar', 'team', () => ({ query: { year: '2026' } })),
  ofTeam('getQueue', 'team'),
  ofTeam('saveBusinessHours', 'team', () => ({ body: { week: WEEK } })),
  ofTeam('importCalendar', 'team', () => ({ body: { ical: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' } })),
  ofTeam('saveQueue', 'team', () => ({ body: {} })),
  ofTeam('updateMacro', 'macro', () => ({ body: { name: 'x', acts: [{ kind: 'follow' }], version: 1 } })),
  ofTeam('restoreMacro', 'macro'),
  ofTeam('deleteMacro', 'macro'),
  { ...ofTeam('createMacro', 'team', ({ team, self }) => ({ body: { name: self, acts: [{ kind: 'follow' }], scope: 'team', teamId: team.team } })), by: 'for it' }, // prettier-ignore
  ofTeam('updateSavedView', 'savedView', () => ({ body: { name: 'x', filter: {} } })),
  ofTeam('restoreSavedView', 'savedView'),
  ofTeam('deleteSavedView', 'savedView'),
  { ...ofTeam('createSavedView', 'team', ({ team, self }) => ({ body: { name: self, filter: {}, scope: 'team', teamId: team.team } })), by: 'for it' }, // prettier-ignore
  ofTeam('saveTeamSignature', 'team', () => ({ body: {} })),
  ofTeam('setTeamAnonymity', 'team', () => ({ body: { reason: null } })),
  ofTeam('setAgentAnonymity', 'agent', () => ({ body: { reason: null } })),
  ofTeam('updateCaseType', 'caseType', () => ({ body: {} })),
  ofTeam('createCaseField', 'caseType', () => ({ body: { kind: 'text', label: { en: 'x', fr: 'x' } } })),
  ofTeam('orderCaseFields', 'caseType', () => ({ body: { ids: [] } })),
  ofTeam('updateCaseField', 'caseField', () => ({ body: {} })),
  ofTeam('getCaseFieldUses', 'caseField'),
  ofTeam('deleteCaseField', 'caseField'),
  ofTeam('createChecklistStep', 'caseType', () => ({ body: { label: { en: 'x', fr: 'x' } } })),
  ofTeam('orderChecklistSteps', 'caseType', () => ({ body: { ids: [] } })),
  ofTeam('updateChecklistStep', 'checklistStep', () => ({ body: {} })),
  ofTeam('removeChecklistStep', 'checklistStep'),
  ofTeam('updateChannel', 'channel', () => ({ body: {} })),
  ofTeam('saveAcknowledgement', 'channel', () => ({ body: { enabled: false, templateId: null, closedTemplateId: null } })), // prettier-ignore
  ofTeam('getAgentRights', 'agent'),
  ofTeam('getAgentProfile', 'agent'),
  ofTeam('setAbsence', 'agent', () => ({ body: {} })),
  ofTeam('endAbsence', 'agent'),
  ofTeam('endRelief', 'agent'),
  ofTeam('getCasesOfAbsence', 'agent'),
  ofTeam('getCasesToGiveBack', 'agent'),
  { ...ofTeam('createTemplate', 'team', ({ team, self }) => ({ body: { title: self, sectorId: team.sector, content: CONTENT } })), by: 'in its sector' }, // prettier-ignore
  { ...ofTeam('createTemplate', 'team', ({ team, self }) => ({ body: { title: self, scope: 'team', teamId: team.team, content: CONTENT } })), by: 'for it' }, // prettier-ignore
  { ...ofTeam('endSession', 'session'), by: 'that of somebody else' },
  { ...ofTeam('deleteToken', 'token'), by: 'that of somebody else' },
];
