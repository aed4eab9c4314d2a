import type { CaseDetail, PreviewTransmission, Timeline } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { withTyped } from '../../../shared/addresses/typed-address.js';
import { call, callWithEtag } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { isFailure } from '../../../shared/api/failure.js';
import { townDay } from '../../../shared/i18n/organisation-time-zone.js';
import { useIdempotencyKey } from '../../../shared/api/use-idempotency-key.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { useFilesOfCase } from '../side/files-to-forward.js';
import { refreshSide } from '../side/side-queries.js';
import { useSideDisclosureFindings } from '../side/use-side-disclosure-findings.js';

interface TransmitDraft {
  authority: string;
  contact: string;
  how: 'mail' | 'outside';
  to: string[];
  typed: string;
  subject: string;
  text: string;
  quote: 'message' | 'history';
  forwarded: string[];
  /** The day on which it was handed over otherwise. */
  on: string;
  closes: boolean;
}

/** As many files as a message takes. */
const MOST_FILES = 20;

const today = () => townDay(Date.now());

/** The last message of the citizen that is on screen: what came to the wrong administration. */
function useLastRequest(caseId: string): string | undefined {
  const pages = useQueryClient().getQueriesData<Timeline>({ queryKey: ['timeline', caseId] });
  return pages
    .flatMap(([, timeline]) => timeline?.items ?? [])
    .toSorted((a, b) => b.position - a.position)
    .find(
      (entry) =>
        entry.kind === 'message' &&
        entry.direction === 'in' &&
        !entry.flags.includes('automatic') &&
        !entry.flags.includes('third-party'),
    )?.id;
}

/** What the form asks for, as the server takes it. */
function requestOf(draft: TransmitDraft, lastRequest: string | undefined): PreviewTransmission {
  const { authority, contact, how, to, typed, subject, text, quote, forwarded, on } = draft;
  return {
    ...{ authority: authority.trim(), contact: contact.trim() },
    forward:
      how === 'outside'
        ? { how, on }
        : {
            ...{ how, to: withTyped(to, typed), subject, text, attachmentIds: [], forwardedIds: forwarded },
            quote: quote === 'message' && lastRequest ? { what: 'message', entryId: lastRequest } : { what: 'history' },
          },
  };
}

const isComplete = ({ authority, how, to, typed, subject, text, on }: TransmitDraft): boolean =>
  authority.trim() !== '' &&
  (how === 'outside' ? on !== '' : withTyped(to, typed).length > 0 && subject.trim() !== '' && text.trim() !== '');

/** The text with which the request is passed on, which the agent may change. */
function useFirstDraft(item: CaseDetail, hasRequest: boolean): TransmitDraft {
  const { t } = useTexts();
  const may = useMay();
  const files = useFilesOfCase(item.id);
  return {
    ...{
      authority: '',
      contact: '',
      how: 'mail',
      to: [],
      typed: '',
      on: today(),
      quote: hasRequest ? 'message' : 'history',
    },
    subject: `[${item.reference}] ${item.subject}`.slice(0, 250),
    text: t('case.transmit.coverText', { reference: item.reference }),
    forwarded: files.slice(0, MOST_FILES).map(({ id }) => id),
    closes: may('case.close'),
  };
}

/** Sends both messages as they were shown. What is found in them since is shown, too. */
function useSend(item: CaseDetail, onClose: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { idempotencyKey, take } = useIdempotencyKey();
  return useMutation({
    mutationFn: (body: Parameters<typeof call<'postTransmission'>>[1]['body']) =>
      callWithEtag('postTransmission', { params: { id: item.id }, body, ifMatch: `"${item.version}"`, idempotencyKey }),
    onSuccess: (_, { authority }) => {
      refreshSide(queryClient, item.id);
      onClose();
      toast({ message: t('case.transmit.sent', { authority }) });
    },
    onError: take,
  });
}

/** The form that passes a request on, in two steps: what is to be sent, and both messages as they will be. */
export function useTransmitForm(item: CaseDetail, onClose: () => void) {
  const lastRequest = useLastRequest(item.id);
  const first = useFirstDraft(item, lastRequest !== undefined);
  const [draft, setDraft] = useState(first);
  const [inForward, inNotice] = [useSideDisclosureFindings(), useSideDisclosureFindings()];
  const preview = useMutation({
    mutationFn: () =>
      call('previewTransmission', {
        params: { id: item.id },
        body: requestOf(draft, lastRequest),
        idempotencyKey: undefined,
      }),
    onSuccess: ({ forward, notice }) => {
      inForward.show(forward?.findings ?? []);
      inNotice.show(notice.findings);
    },
  });
  const send = useSend(item, onClose);
  const acknowledged = { forward: inForward.acknowledged, notice: inNotice.acknowledged };
  return {
    draft,
    change: (part: Partial<TransmitDraft>) => setDraft((before) => ({ ...before, ...part })),
    hasRequest: lastRequest !== undefined,
    preview,
    /** Back to what is to be sent. */
    edit: () => {
      preview.reset();
      send.reset();
    },
    send: () => send.mutate({ ...requestOf(draft, lastRequest), closes: draft.closes, acknowledged }),
    sending: send.isPending,
    // What was found only now is to be looked at in a new preview.
    error: preview.error ?? send.error,
    isStale: isFailure(send.error, 'disclosure-check', 'case-changed'),
    inForward,
    inNotice,
    isReady: preview.data ? !inForward.isOpen && !inNotice.isOpen : isComplete(draft),
  };
}

export type TransmitForm = ReturnType<typeof useTransmitForm>;
