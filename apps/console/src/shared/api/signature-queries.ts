import type { CaseDetail, CaseSignatureQuery, PreviewSignature } from '@guichet/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client.js';

export const signaturesQuery = queryOptions({ queryKey: ['signatures'], queryFn: () => call('getSignatures') });

/** How blocks look that are not saved yet. */
export const signaturePreviewQuery = (asked: PreviewSignature) =>
  queryOptions({
    queryKey: ['signature-preview', asked],
    queryFn: ({ signal }) => call('previewSignature', { body: asked, idempotencyKey: undefined, signal }),
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  });

/** What is added to a reply of the agent by an account. The next message of the citizen may be in another language. */
export const caseSignatureQuery = (
  { id, lastInboundPosition }: Pick<CaseDetail, 'id' | 'lastInboundPosition'>,
  query: CaseSignatureQuery,
) =>
  queryOptions({
    queryKey: ['case-signature', id, lastInboundPosition, query],
    queryFn: ({ signal }) => call('getCaseSignature', { params: { id }, query, signal, later: true }),
    staleTime: 60_000,
    // One that is folded out stays so while another channel or language is fetched.
    placeholderData: keepPreviousData,
  });
