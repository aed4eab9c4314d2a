import type { CaseDetail, ChannelKind, Entry, Handle, MessageEntry, NoteEntry, PostMessage } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { request, post } from '../api/client.js';
import { isFailure, type Failure } from '../api/failure.js';
import { useProblemText } from '../i18n/problem-text.js';
import { useSession } from '../session/use-session.js';
import { toastFailure } from '../shell/toast.js';
import { showAtOnce } from './optimistic.js';
import type { Envelope } from './reach.js';
import type { Content } from './restore.js';
import type { Template } from './template-body.js';

interface Sending {
  content: Content;
  envelope: Envelope;
  /** Undefined for a note. */
  channel: ChannelKind | undefined;
  /** Whether the channel shows more than plain words. */
  html: boolean;
  /** Sent in place of the words of the content, which say the same. */
  template?: Template;
  sendAt?: string;
  ifMatch: string | null;
  mentions: string[];
}

const handle = (value: string): Handle => ({ type: value.includes('@') ? 'email' : 'account', value, verified: false });

/** Sends a reply or a note: on screen at once, back in the composer when it could not be. */
export function useSend(item: CaseDetail) {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const { agent } = useSession();
  const problemText = useProblemText();
  // The same words sent again after a lost answer are the same message.
  const attempt = useRef({ body: '', key: '' });

  return useCallback(
    async ({
      content,
      envelope,
      channel,
      html,
      template,
      sendAt,
      ifMatch,
      mentions,
    }: Sending): Promise<'sent' | Failure> => {
      const note = content.mode === 'note';
      const common = {
        id: crypto.randomUUID(),
        caseId: item.id,
        position: item.lastPosition + 1,
        caseVersion: item.version + 1,
        at: new Date().toISOString(),
        actor: { kind: 'agent' as const, id: agent.id, name: agent.name },
      };
      const preview: Entry = note
        ? ({ ...common, kind: 'note', text: content.text, mentions } satisfies NoteEntry)
        : ({
            ...common,
            kind: 'message',
            direction: 'out',
            channel: channel!,
            channelId: envelope.channelId ?? item.replyTo?.channelId ?? '',
            from: null,
            to: envelope.to.map(handle),
            cc: envelope.cc.map(handle),
            subject: null,
            text: content.text,
            segments: [],
            html: html ? content.html : null,
            remoteImages: 0,
            attachments: [...content.attachments],
            claimedAt: null,
            flags: [],
            hiddenParts: 0,
            hasOriginal: false,
            movedFrom: null,
            delivery: { status: 'queued', reason: null, at: common.at, dueAt: null, attempts: 0, recipients: [] },
          } satisfies MessageEntry);
      const shown = showAtOnce(queryClient, item.id, preview);

      const body: Partial<PostMessage> = {
        text: content.text,
        ...(html && content.html && { html: content.html }),
        ...(template && { providerTemplate: template }),
        ...(envelope.subject !== undefined && { subject: envelope.subject }),
        attachmentIds: content.attachments.map(({ id }) => id),
        ...(envelope.channelId && { channelId: envelope.channelId }),
        ...(envelope.to.length > 0 && { to: envelope.to }),
        ...(envelope.cc.length > 0 && { cc: envelope.cc }),
        ...(sendAt && { sendAt }),
      };
      const exact = JSON.stringify([content.mode, body, mentions]);
      if (attempt.current.body !== exact) attempt.current = { body: exact, key: crypto.randomUUID() };
      const idempotencyKey = attempt.current.key;

      try {
        const entry = note
          ? await post<Entry>(`/cases/${item.id}/notes`, { text: content.text, mentions }, { idempotencyKey })
          : (await request<Entry>('POST', `/cases/${item.id}/messages`, { body, ifMatch, idempotencyKey })).data;
        shown.settle(entry);
        attempt.current = { body: '', key: '' };
        return 'sent';
      } catch (error) {
        shown.takeBack();
        if (!isFailure(error)) throw error;
        // A refused attempt was not used up by the server, but the next one carries another `If-Match`.
        if (error.code === 'case-changed') attempt.current = { body: '', key: '' };
        else toastFailure(t(note ? 'composer.noteFailed' : 'composer.sendFailed'), problemText(error));
        return error;
      }
    },
    [item, agent, queryClient, t, problemText],
  );
}
