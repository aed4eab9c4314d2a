import { byId, defineEndpoints } from '../define-endpoints.js';
import { Entry } from '../entries.js';
import {
  LetterMeasure,
  LettersPrinted,
  LettersToPrint,
  MarkedLetters,
  PostedLetters,
  PrintLetters,
  PrintQuery,
  ReturnedLetter,
} from '../letters.js';
import { PostMessage } from '../post-message.js';
import { Id } from '../primitives.js';
import { PreviewTemplate, RenderTemplate } from '../template-variables-and-rendering.js';
import { replyErrors } from './replies.js';

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
  measureLetter: {
    ...{
      method: 'POST',
      path: '/cases/:id/letter/measure',
      tag: 'letters',
      summary: 'How many pages the letter of a reply would have',
    },
    ...{ params: byId, body: PostMessage, response: LetterMeasure, status: 200, idempotencyKey: false },
    ...{ scope: 'case.reply', errors: replyErrors },
  },
  previewReplyLetter: {
    ...{
      method: 'POST',
      path: '/cases/:id/letter',
      tag: 'letters',
      summary: 'A reply as the letter that would be sent',
    },
    ...{ params: byId, body: PostMessage, response: pdf, status: 200, idempotencyKey: false },
    ...{ scope: 'case.reply', errors: replyErrors },
  },
  listLettersToPrint: {
    ...{
      method: 'GET',
      path: '/letters/to-print',
      tag: 'letters',
      summary: 'The replies that wait to be printed and posted',
    },
    ...{ response: LettersToPrint, status: 200, scope: 'case.reply', errors: [] },
  },
  printLetters: {
    ...{ method: 'POST', path: '/letters/print', tag: 'letters', summary: 'Print letters, and record who does so' },
    ...{ body: PrintLetters, response: LettersPrinted, status: 200, scope: 'case.reply', errors: [] },
  },
  getPrint: {
    ...{ method: 'GET', path: '/letters/prints/:id', tag: 'letters', summary: 'Letters that are printed, as one PDF' },
    ...{ params: byId, query: PrintQuery, response: pdf, status: 200, scope: 'case.reply', errors: ['not-found'] },
  },
  markLettersPosted: {
    ...{ method: 'POST', path: '/letters/posted', tag: 'letters', summary: 'Mark printed letters as posted' },
    ...{ body: PostedLetters, response: MarkedLetters, status: 200, scope: 'case.reply' },
    ...{ errors: ['posted-later', 'posted-before-drawn', 'posted-before-return'] },
  },
  markLetterReturned: {
    ...{
      method: 'POST',
      path: '/cases/:id/messages/:entryId/returned',
      tag: 'letters',
      summary: 'Record that the post brought a letter back',
    },
    ...{ params: byId.extend({ entryId: Id }), body: ReturnedLetter, response: Entry, status: 200 },
    ...{ scope: 'case.reply', errors: ['not-found', 'not-posted'] },
  },
});
