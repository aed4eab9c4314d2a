import { byId, defineEndpoints } from '../define-endpoints.js';
import {
  ConsistencyOverview,
  ConsistencyReport,
  DraftFromEdits,
  TemplateUseReport,
  UseQuery,
} from '../template-reports.js';
import { TemplateVersion } from '../templates.js';

/** What agents do with templates, how consistent their replies are, and drafts from their edits. */
export const templateReportEndpoints = defineEndpoints({
  getTemplateUse: {
    ...{
      method: 'GET',
      path: '/templates/:id/use',
      tag: 'templates',
      summary: 'How a template is used and what is changed in it',
    },
    ...{
      params: byId,
      query: UseQuery,
      response: TemplateUseReport,
      status: 200,
      scope: 'template.read',
      errors: ['not-found'],
    },
  },
  getConsistencyOverview: {
    ...{
      method: 'GET',
      path: '/templates/consistency',
      tag: 'templates',
      summary: 'How far replies keep to their templates',
    },
    ...{ query: UseQuery, response: ConsistencyOverview, status: 200, scope: 'template.read', errors: [] },
  },
  getConsistency: {
    ...{
      method: 'GET',
      path: '/templates/:id/consistency',
      tag: 'templates',
      summary: 'How far replies keep to one template',
    },
    ...{
      params: byId,
      query: UseQuery,
      response: ConsistencyReport,
      status: 200,
      scope: 'template.read',
      errors: ['not-found'],
    },
  },
  draftFromEdits: {
    ...{ method: 'POST', path: '/templates/:id/drafts', tag: 'templates' },
    summary: 'What agents keep changing in a block, as a draft to be reviewed',
    ...{ params: byId, body: DraftFromEdits, response: TemplateVersion, status: 201, scope: 'template.write' },
    errors: ['not-found', 'draft-open'],
  },
});
