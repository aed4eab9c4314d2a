import { z } from 'zod';
import { byId, defineEndpoints } from '../endpoint.js';
import { Id, Language, page } from '../primitives.js';
import {
  PreviewTemplate,
  RenderedTemplate,
  RenderTemplate,
  TemplatePreview,
  TemplateVariable,
} from '../template-rendering.js';
import {
  ConsistencyOverview,
  ConsistencyReport,
  DraftFromEdits,
  TemplateUseReport,
  UseQuery,
} from '../template-reports.js';
import {
  CreateTemplate,
  ReviewVersion,
  SaveTemplateDraft,
  TemplateChoice,
  TemplateQuery,
  TemplateSummary,
  TemplateUnsent,
  TemplateVersion,
  UpdateTemplate,
  WithdrawTemplate,
} from '../templates.js';

const ofDraft = byId.extend({ language: Language });
const ofVersion = byId.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });
const pdf = { file: ['application/pdf'] } as const;
const unusable = ['template-withdrawn', 'template-not-usable', 'template-value', 'template-too-large'] as const;

/** The library of templates, their versions, renderings, use and letters. */
export const templateEndpoints = defineEndpoints({
  listTemplates: {
    ...{
      method: 'GET',
      path: '/templates',
      tag: 'templates',
      summary: 'The library; with `caseId`, what may be used there now',
    },
    ...{ query: TemplateQuery, response: page(z.union([TemplateChoice, TemplateSummary])), status: 200 },
    ...{ scope: 'template.read', errors: ['not-found'] },
  },
  createTemplate: {
    ...{ method: 'POST', path: '/templates', tag: 'templates', summary: 'Create a template' },
    ...{ body: CreateTemplate, response: TemplateSummary, status: 201, scope: 'template.write', errors: ['conflict'] },
  },
  listVariables: {
    ...{ method: 'GET', path: '/templates/variables', tag: 'templates', summary: 'What placeholders can stand for' },
    ...{ response: page(TemplateVariable), status: 200, scope: 'signed-in', errors: [] },
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
  previewTemplate: {
    ...{
      method: 'POST',
      path: '/templates/preview',
      tag: 'templates',
      summary: 'A wording, saved or not, in every rendering',
    },
    ...{ body: PreviewTemplate, response: TemplatePreview, status: 200, scope: 'template.read' },
    errors: ['template-value', 'template-too-large'],
  },
  previewLetter: {
    ...{
      method: 'POST',
      path: '/templates/preview/letter',
      tag: 'letters',
      summary: 'A wording, saved or not, as a letter',
    },
    ...{
      body: PreviewTemplate,
      response: pdf,
      status: 200,
      scope: 'template.read',
      errors: ['template-value', 'template-too-large'],
    },
  },
  getTemplate: {
    ...{ method: 'GET', path: '/templates/:id', tag: 'templates', summary: 'A template with its languages' },
    ...{ params: byId, response: TemplateSummary, status: 200, scope: 'template.read', errors: ['not-found'] },
  },
  updateTemplate: {
    ...{
      method: 'PATCH',
      path: '/templates/:id',
      tag: 'templates',
      summary: 'Change title, use and validity of a template',
    },
    ...{ params: byId, body: UpdateTemplate, response: TemplateSummary, status: 200, scope: 'template.write' },
    errors: ['not-found', 'conflict', 'ends-before'],
  },
  listVersions: {
    ...{
      method: 'GET',
      path: '/templates/:id/versions',
      tag: 'templates',
      summary: 'Every version in every language, newest first',
    },
    ...{ params: byId, response: page(TemplateVersion), status: 200, scope: 'template.read', errors: ['not-found'] },
  },
  saveTemplateDraft: {
    ...{
      method: 'PUT',
      path: '/templates/:id/drafts/:language',
      tag: 'templates',
      summary: 'Save the draft of a language',
    },
    ...{ params: ofDraft, body: SaveTemplateDraft, response: TemplateVersion, status: 200, scope: 'template.write' },
    errors: ['not-found', 'draft-changed', 'version-not-open'],
  },
  deleteTemplateDraft: {
    ...{
      method: 'DELETE',
      path: '/templates/:id/drafts/:language',
      tag: 'templates',
      summary: 'Delete the draft of a language',
    },
    ...{
      params: ofDraft,
      response: null,
      status: 204,
      scope: 'template.write',
      errors: ['not-found', 'version-not-open'],
    },
  },
  draftFromEdits: {
    ...{ method: 'POST', path: '/templates/:id/drafts', tag: 'templates' },
    summary: 'What agents keep changing in a block, as a draft to be reviewed',
    ...{ params: byId, body: DraftFromEdits, response: TemplateVersion, status: 201, scope: 'template.write' },
    errors: ['not-found', 'draft-open'],
  },
  submitVersion: {
    ...{
      method: 'POST',
      path: '/templates/:id/versions/:number/submit',
      tag: 'templates',
      summary: 'Ask for approval',
    },
    ...{ params: ofVersion, body: ReviewVersion, response: TemplateVersion, status: 200, scope: 'template.write' },
    errors: ['not-found', 'version-not-open', 'draft-changed'],
  },
  returnVersion: {
    ...{
      method: 'POST',
      path: '/templates/:id/versions/:number/return',
      tag: 'templates',
      summary: 'Send a version back to its author',
    },
    ...{ params: ofVersion, body: ReviewVersion, response: TemplateVersion, status: 200, scope: 'template.approve' },
    errors: ['not-found', 'version-not-open', 'draft-changed'],
  },
  approveVersion: {
    ...{ method: 'POST', path: '/templates/:id/versions/:number/approve', tag: 'templates' },
    summary: 'Approve a version; refused with findings where its renderings do not say the same',
    ...{ params: ofVersion, body: ReviewVersion, response: TemplateVersion, status: 200, scope: 'template.approve' },
    errors: ['not-found', 'version-not-open', 'draft-changed', 'template-not-approvable'],
  },
  listUnsent: {
    ...{
      method: 'GET',
      path: '/templates/:id/unsent',
      tag: 'templates',
      summary: 'Drafts and scheduled replies that use a template',
    },
    ...{ params: byId, response: TemplateUnsent, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  withdrawTemplate: {
    ...{ method: 'POST', path: '/templates/:id/withdraw', tag: 'templates' },
    summary: 'Withdraw a template; replies that have not left are blocked in the same moment',
    ...{ params: byId, body: WithdrawTemplate, response: TemplateUnsent, status: 200, scope: 'template.approve' },
    errors: ['not-found', 'template-withdrawn'],
  },
  renderTemplate: {
    ...{
      method: 'POST',
      path: '/templates/:id/render',
      tag: 'templates',
      summary: 'A template in a case, for a channel',
    },
    ...{ params: byId, body: RenderTemplate, response: RenderedTemplate, status: 200, scope: 'template.read' },
    errors: ['not-found', ...unusable],
  },
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
  renderLetter: {
    ...{ method: 'POST', path: '/templates/:id/letter', tag: 'letters', summary: 'A template in a case, as a letter' },
    ...{ params: byId, body: RenderTemplate, response: pdf, status: 200, scope: 'template.read' },
    errors: ['not-found', 'template-unresolved', ...unusable],
  },
  getLetter: {
    ...{
      method: 'GET',
      path: '/cases/:id/entries/:entryId/letter',
      tag: 'letters',
      summary: 'A reply as a letter, in the words it was sent in',
    },
    ...{ params: byId.extend({ entryId: Id }), response: pdf, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
});
