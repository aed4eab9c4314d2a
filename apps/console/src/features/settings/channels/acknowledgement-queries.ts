import type { Language } from '@guichet/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';

/** What acknowledges messages, by account. Its key begins like that of the accounts, with which it changes. */
export const acknowledgementsQuery = (language: Language) =>
  queryOptions({
    queryKey: ['channels', 'acknowledgements', language],
    queryFn: async () => (await call('listAcknowledgements', { query: { language } })).items,
  });

/** The templates in use, and what keeps each from being sent without an agent. */
export const automaticTemplatesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['channels', 'automatic-templates', language],
    queryFn: async () => (await call('listAutomaticTemplates', { query: { language } })).items,
  });
