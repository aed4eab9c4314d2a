import type { Attachment, CaseDetail, MessageEntry } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { useIdempotencyKey } from '../../../shared/api/use-idempotency-key.js';
import { withTyped } from '../../../shared/addresses/typed-address.js';
import { useUploads } from '../../../shared/attachments/use-uploads.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { refreshSide } from './side-queries.js';
import { useSideDisclosureFindings } from './use-side-disclosure-findings.js';

/** What of the correspondence with the citizen stands below the text. */
export type Quote = 'nothing' | 'message' | 'history';

interface AskDraft {
  to: string[];
  typed: string;
  subject: string;
  text: string;
  quote: Quote;
  /** The files of the case that go with it. */
  forwarded: string[];
  files: Attachment[];
}

/** The state of the form that asks somebody about a case, or forwards one of its messages. */
export function useNewSideConversationForm(item: CaseDetail, entry: MessageEntry | undefined, onClose: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const findings = useSideDisclosureFindings();
  const { idempotencyKey, take } = useIdempotencyKey();
  const [first] = useState<AskDraft>(() => ({
    ...{
      to: [],
      typed: '',
      text: entry ? t('case.side.forwardText') : '',
      files: [],
      subject: `[${item.reference}] ${entry?.subject ?? item.subject}`,
    },
    quote: entry ? 'message' : 'nothing',
    forwarded: (entry?.attachments ?? [])
      .filter(({ inline, state }) => !inline && state === 'ready')
      .map(({ id }) => id),
  }));
  const [draft, setDraft] = useState(first);
  const change = (changes: Partial<AskDraft>) => {
    findings.clear();
    setDraft((before) => ({ ...before, ...changes }));
  };
  const limits = useChannelTexts().info('email')?.capabilities.attachments;
  const uploads = useUploads(limits, draft.files, (file) =>
    setDraft((before) => ({ ...before, files: [...before.files, file] })),
  );
  const send = useMutation({
    mutationFn: () => {
      const { files, forwarded, quote, typed, ...content } = draft;
      return call('startSideConversation', {
        params: { id: item.id },
        body: {
          ...content,
          to: withTyped(content.to, typed),
          quote: quote === 'message' && entry ? { what: 'message', entryId: entry.id } : { what: quote === 'history' ? 'history' : 'nothing' }, // prettier-ignore
          attachmentIds: files.map(({ id }) => id),
          forwardedIds: forwarded,
          acknowledged: findings.acknowledged,
        },
        idempotencyKey,
      });
    },
    onSuccess: () => {
      refreshSide(queryClient, item.id);
      onClose();
      toast({ message: t('case.side.sent') });
    },
    onError: (error) => {
      findings.take(error);
      take(error);
    },
  });
  const isReady =
    withTyped(draft.to, draft.typed).length > 0 && draft.subject.trim() !== '' && draft.text.trim() !== '';
  return { draft, change, findings, limits, send, ...uploads, isReady: isReady && uploads.uploading.length === 0 && !findings.isOpen }; // prettier-ignore
}

export type AskForm = ReturnType<typeof useNewSideConversationForm>;
