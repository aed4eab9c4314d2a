import { byId, defineEndpoints } from '../define-endpoints.js';
import { Language, page, WholeListQuery } from '../primitives.js';
import {
  TemplateApprovers,
  CreateTemplate,
  ProposeTemplate,
  SaveTemplateDraft,
  TemplateChoice,
  TemplateQuery,
  TemplateSummary,
  TemplateUnsent,
  TemplateVersion,
  UpdateTemplate,
} from '../templates.js';
import { ApproveVersion, ReviewVersion, WithdrawTemplate } from '../review-template-version.js';
import { z } from 'zod';

const ofDraft = byId.extend({ language: Language });

const ofVersion = byId.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });

/** The library of templates and their versions: written, approved, withdrawn. */
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
    ...{
      method: 'POST',
      path: '/templates',
      tag: 'templates',
      summary: 'Create a template: for oneself, for whoever writes those of a team, or of everybody',
    },
    ...{ body: CreateTemplate, response: TemplateSummary, status: 201, scope: 'template.read' },
    errors: ['conflict', 'no-such-team', 'no-such-sector'],
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
      summary: 'Change title, use and validity of a template; once one was submitted, for who approves',
    },
    ...{ params: byId, body: UpdateTemplate, response: TemplateSummary, status: 200, scope: 'template.read' },
    errors: ['not-found', 'conflict', 'ends-before', 'block-in-use'],
  },
  listApprovers: {
    ...{ method: 'GET', path: '/templates/:id/approvers', tag: 'templates', summary: 'Who may approve a template' },
    ...{ params: byId, response: TemplateApprovers, status: 200, scope: 'template.read', errors: ['not-found'] },
  },
  listVersions: {
    ...{
      method: 'GET',
      path: '/templates/:id/versions',
      tag: 'templates',
      summary: 'Every version in every language, newest first',
    },
    ...{
      params: byId,
      query: WholeListQuery,
      response: page(TemplateVersion),
      status: 200,
      scope: 'template.read',
      errors: ['not-found'],
    },
  },
  saveTemplateDraft: {
    ...{
      method: 'PUT',
      path: '/templates/:id/drafts/:language',
      tag: 'templates',
      summary: 'Save the draft of a language',
    },
    ...{ params: ofDraft, body: SaveTemplateDraft, response: TemplateVersion, status: 200, scope: 'template.read' },
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
      scope: 'template.read',
      errors: ['not-found', 'version-not-open'],
    },
  },
  submitVersion: {
    ...{
      method: 'POST',
      path: '/templates/:id/versions/:number/submit',
      tag: 'templates',
      summary: 'Ask for approval; what is one’s own is in use from then on',
    },
    ...{ params: ofVersion, body: ReviewVersion, response: TemplateVersion, status: 200, scope: 'template.read' },
    errors: ['not-found', 'version-not-open', 'draft-changed', 'template-not-approvable'],
  },
  returnVersion: {
    ...{
      method: 'POST',
      path: '/templates/:id/versions/:number/return',
      tag: 'templates',
      summary: 'Send a version back to its author, or take back what one has submitted',
    },
    ...{ params: ofVersion, body: ReviewVersion, response: TemplateVersion, status: 200, scope: 'template.read' },
    errors: ['not-found', 'version-not-open', 'draft-changed'],
  },
  approveVersion: {
    ...{ method: 'POST', path: '/templates/:id/versions/:number/approve', tag: 'templates' },
    summary: 'Approve a version; refused with findings where its renderings do not say the same',
    ...{ params: ofVersion, body: ApproveVersion, response: TemplateVersion, status: 200, scope: 'template.approve' },
    errors: [
      'not-found',
      'version-not-open',
      'draft-changed',
      'own-submission',
      'template-not-approvable',
      'meaning-unconfirmed',
    ],
  },
  proposeTemplate: {
    ...{ method: 'POST', path: '/templates/:id/propose', tag: 'templates' },
    summary: 'Propose one’s own text to a team or to everybody: a copy waits for approval',
    ...{ params: byId, body: ProposeTemplate, response: TemplateSummary, status: 201, scope: 'template.read' },
    errors: ['not-found', 'template-not-usable', 'already-proposed', 'no-such-team'],
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
    ...{ params: byId, body: WithdrawTemplate, response: TemplateUnsent, status: 200, scope: 'template.read' },
    errors: ['not-found', 'template-withdrawn', 'block-in-use', 'block-in-use-elsewhere'],
  },
});
