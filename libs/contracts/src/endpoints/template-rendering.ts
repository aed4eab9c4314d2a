import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';
import { BlockUses, SharedBlock, SharedBlocksQuery } from '../shared-blocks.js';
import {
  PreviewTemplate,
  RenderTemplate,
  RenderedTemplate,
  TemplatePreview,
  TemplateVariable,
} from '../template-variables-and-rendering.js';

const unusable = [
  'block-unavailable',
  'template-withdrawn',
  'template-not-usable',
  'template-value',
  'template-too-large',
] as const;

/** Templates as they read: a preview of a wording, and a template in a case. */
export const templateRenderingEndpoints = defineEndpoints({
  listVariables: {
    ...{ method: 'GET', path: '/templates/variables', tag: 'templates', summary: 'What placeholders can stand for' },
    ...{ query: WholeListQuery, response: page(TemplateVariable), status: 200, scope: 'signed-in', errors: [] },
  },
  listBlocks: {
    ...{
      method: 'GET',
      path: '/templates/blocks',
      tag: 'templates',
      summary: 'The shared blocks that can be included',
    },
    ...{ query: WholeListQuery.extend(SharedBlocksQuery.shape), response: page(SharedBlock), status: 200 },
    ...{ scope: 'template.read', errors: [] },
  },
  listBlockUses: {
    ...{ method: 'GET', path: '/templates/:id/uses', tag: 'templates', summary: 'The templates that include a block' },
    ...{ params: byId, response: BlockUses, status: 200, scope: 'template.read', errors: ['not-found'] },
  },
  previewTemplate: {
    ...{
      method: 'POST',
      path: '/templates/preview',
      tag: 'templates',
      summary: 'A wording, saved or not, in every rendering',
    },
    ...{ body: PreviewTemplate, response: TemplatePreview, status: 200, idempotencyKey: false, scope: 'template.read' },
    errors: ['template-value', 'template-too-large'],
  },
  renderTemplate: {
    ...{
      method: 'POST',
      path: '/templates/:id/render',
      tag: 'templates',
      summary: 'A template in a case, for a channel',
    },
    ...{
      params: byId,
      body: RenderTemplate,
      response: RenderedTemplate,
      status: 200,
      idempotencyKey: false,
      scope: 'template.read',
    },
    errors: ['not-found', ...unusable],
  },
});
