import { AnswerConsistency, AnswerTopics, ConsistencyQuery } from '../answer-consistency.js';
import { byId, defineEndpoints } from '../define-endpoints.js';

/** Whether the same question was answered in the same way. */
export const answerConsistencyEndpoints = defineEndpoints({
  listAnswerTopics: {
    ...{ method: 'GET', path: '/consistency', tag: 'templates' },
    summary: 'How far replies agree, by case type and template',
    ...{ query: ConsistencyQuery, response: AnswerTopics, status: 200, scope: 'template.read', errors: [] },
  },
  getAnswerConsistency: {
    ...{ method: 'GET', path: '/consistency/:id', tag: 'templates' },
    summary: 'Where the replies of a case type or a template differ, and which are not judged',
    ...{ params: byId, query: ConsistencyQuery, response: AnswerConsistency, status: 200, scope: 'template.read' },
    errors: ['not-found'],
  },
});
