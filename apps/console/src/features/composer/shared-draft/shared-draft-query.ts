import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';

/** What a colleague has written of the reply of a case, and the comments; the live log tells when it is to be read anew. */
export const sharedDraftQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['shared-draft', caseId],
    queryFn: ({ signal }) => call('getSharedDraft', { params: { id: caseId }, signal }),
  });
