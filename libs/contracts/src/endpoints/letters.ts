import { byId, defineEndpoints } from '../define-endpoints.js';
import { Id } from '../primitives.js';
import { PreviewTemplate, RenderTemplate } from '../template-rendering.js';

const pdf = { file: ['application/pdf'] } as const;

const unusable = ['template-withdrawn', 'template-not-usable', 'template-value', 'template-too-large'] as const;

/** Replies on paper, as PDF. */
export const letterEndpoints = defineEndpoints({
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
      idempotencyKey: false,
      scope: 'template.read',
      errors: ['template-value', 'template-too-large'],
    },
  },
  renderLetter: {
    ...{ method: 'POST', path: '/templates/:id/letter', tag: 'letters', summary: 'A template in a case, as a letter' },
    ...{
      params: byId,
      body: RenderTemplate,
      response: pdf,
      status: 200,
      idempotencyKey: false,
      scope: 'template.read',
    },
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
