import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client.js';

/** How far replies agree, by case type and template. */
export const answerTopicsQuery = (days: number) =>
  queryOptions({
    queryKey: ['templates', 'answer-topics', days],
    queryFn: async () => (await call('listAnswerTopics', { query: { days } })).items,
    placeholderData: keepPreviousData,
  });

/** Where the replies of one of them differ. */
export const answerConsistencyQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ['templates', 'answers', id, days],
    queryFn: () => call('getAnswerConsistency', { params: { id }, query: { days } }),
    placeholderData: keepPreviousData,
  });
