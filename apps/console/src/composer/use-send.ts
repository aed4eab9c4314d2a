import type { CaseDetail, ChannelKind, Entry, Handle, MessageEntry, NoteEntry, PostMessage } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { request, post } from '../api/client.js';
import { isFailure, type Failure } from '../api/failure.js';
import { useProblemText } from '../i18n/problem-text.js';
import { useSession } from '../session/use-session.js';
import { toastFailure } from '../shell/toast.js';
import { sentHere } from './elsewhere.js';
import { showAtOnce } from './optimistic.js';
import type { Envelope } from './reach.js';
import type { Content } from './restore.js';
import type { Approved } from './approved-body.js';

interface Sending {
  content: Content;
  envelope: Envelope;
  /** Undefined for a note. */
  channel: ChannelKind | undefined;
  /** Whether the channel shows more than plain words. */
  html: boolean;
  /** Sent in place of the words of the content, which say the same. */
  approved?: Approved;
  /** Keys of what was found and is right. */
  acknowledged: string[];
  sendAt?: string;
  unlessWritten?: boolean;
  ifMatch: string | null;
  mentions: string[];
}

/** The same words sent again after a lost answer are the same message. */
const attempts = new Map<string, { body: string; key: string }>();

const handle = (value: string): Handle => ({ type: value.includes('@') ? 'email' : 'account', value, verified: false });

/** Sends a reply or a note: on screen at once, back in the composer when it could not be. */
export function useSend(item: CaseDetail) {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const { agent } = useSession();
  const problemText = useProblemText();
  return useCallback(
    async ({
      content,
      envelope,
      channel,
      html,
      approved,
      acknowledged,
      sendAt,
      unlessWritten,
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
            provenance: null,
            delivery: {
              status: 'queued',
              reason: null,
              at: common.at,
              dueAt: null,
              attempts: 0,
              recipients: [],
              unlessWritten: false,
            },
          } satisfies MessageEntry);
      sentHere.add(preview.id);
      const shown = showAtOnce(queryClient, item.id, preview);

      const body: Partial<PostMessage> = {
        text: content.text,
        ...(html && content.html && { html: content.html }),
        ...(approved && { providerTemplate: approved }),
        ...(content.template && {
          templateId: content.template.templateId,
          templateNumber: content.template.number,
          language: content.template.language,
          values: content.template.values,
          ...(content.template.answerId && { answerId: content.template.answerId }),
        }),
        acknowledged,
        ...(envelope.subject !== undefined && { subject: envelope.subject }),
        attachmentIds: content.attachments.map(({ id }) => id),
        ...(envelope.channelId && { channelId: envelope.channelId }),
        ...(envelope.to.length > 0 && { to: envelope.to }),
        ...(envelope.cc.length > 0 && { cc: envelope.cc }),
        ...(sendAt && { sendAt, unlessWritten: unlessWritten ?? false }),
      };
      const exact = JSON.stringify([content.mode, body, mentions]);
      const before = attempts.get(item.id);
      const idempotencyKey = before?.body === exact ? before.key : crypto.randomUUID();
      attempts.set(item.id, { body: exact, key: idempotencyKey });
      const over = () => void (attempts.get(item.id)?.key === idempotencyKey && attempts.delete(item.id));

      try {
        const entry = note
          ? await post<Entry>(`/cases/${item.id}/notes`, { text: content.text, mentions }, { idempotencyKey })
          : (await request<Entry>('POST', `/cases/${item.id}/messages`, { body, ifMatch, idempotencyKey })).data;
        sentHere.add(entry.id);
        shown.settle(entry);
        over();
        return 'sent';
      } catch (error) {
        shown.takeBack();
        if (!isFailure(error)) throw error;
        // What the composer itself shows needs no other word. The next attempt is another one.
        if (error.code === 'case-changed' || error.code === 'look-first') over();
        else toastFailure(t(note ? 'composer.noteFailed' : 'composer.sendFailed'), problemText(error));
        return error;
      }
    },
    [item, agent, queryClient, t, problemText],
  );
}
